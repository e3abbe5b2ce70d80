/** Reads a text that begins with a slash. */
import { MINUTE_MS } from '../../lib/units';
import {
  MEETING_LIMITS,
  type MeetingView,
  type Person,
  type Topic,
} from '../../protocol/generated';
import type { Doing } from '../doing';
import { isTyped } from './fold';
import { NOTHING } from './make';
import { BEFORE, CHOICES, type ChoiceSet } from './choices';
import { NAMES, type SlashId } from './names';
import type { Given, Part, Slash, Taking } from './slash';
import { SLASHES } from './table';

/** The most minutes a command takes: the longest mute, which is the longest meeting. */
const MINUTES_MAX = MEETING_LIMITS.mute_ms_max / MINUTE_MS;

/** Two slashes are for words that begin with one. */
export const isSlash = (text: string): boolean => text.startsWith('/') && !text.startsWith('//');

/** Words that begin with a slash lose the one that was doubled. */
export const unslashed = (text: string): string => (text.startsWith('//') ? text.slice(1) : text);

/** Why a text that begins with a slash was not carried out. */
export type SlashHint =
  | { type: 'unknown'; name: string }
  | { type: 'not_now'; name: string }
  /** Something is missing or wrong after the name. */
  | { type: 'takes'; slash: SlashId; what: Taking['type']; typed: string }
  | { type: 'too_much'; slash: SlashId; typed: string };

export type Reading = { type: 'do'; doing: Doing } | { type: 'not'; hint: SlashHint };

export function readSlash(text: string, view: MeetingView): Reading {
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/su.exec(text) ?? [];
  const slash = slashNamed(name);
  if (!slash) return { type: 'not', hint: { type: 'unknown', name } };
  if (!slash.can(view)) return { type: 'not', hint: { type: 'not_now', name } };
  const taken = takeAll(slash, rest.trimEnd(), view);
  const stuck = taken.open.find(({ optional }) => !optional);
  const wrong = taken.rest !== '' ? taken.open[0] : stuck;
  if (wrong) {
    return {
      type: 'not',
      hint: { type: 'takes', slash: slash.id, what: wrong.type, typed: taken.rest },
    };
  }
  if (taken.rest !== '') {
    return { type: 'not', hint: { type: 'too_much', slash: slash.id, typed: taken.rest } };
  }
  const doing = slash.does(view, taken.given);
  return doing ? { type: 'do', doing } : { type: 'not', hint: { type: 'not_now', name } };
}

export const slashNamed = (typed: string): Slash | null =>
  SLASHES.find(({ id }) =>
    Object.values(NAMES).some((names) => names[id].some((name) => isTyped(typed, name))),
  ) ?? null;

/** What the words after a name come to: what is given, what is open, and what fits nothing. */
interface Taken {
  given: Given;
  open: readonly Taking[];
  rest: string;
  /** What was taken last, and all that was typed from there on: it may go on to mean something longer. */
  last: { taking: Taking; typed: string } | null;
}

export function takeAll(slash: Slash, typed: string, view: MeetingView): Taken {
  const open = [...slash.takes];
  let given = NOTHING;
  let rest = typed.trimStart();
  let last: Taken['last'] = null;
  for (let taking = open[0]; taking && rest !== ''; taking = open[0]) {
    const found = takeOne(taking, rest, view);
    if (!found) break;
    given = { ...given, ...found.given };
    last = { taking, typed: rest };
    rest = found.rest.trimStart();
    open.shift();
  }
  return { given, open, rest, last };
}

interface Found {
  given: Partial<Given>;
  rest: string;
}

function takeOne(taking: Taking, text: string, view: MeetingView): Found | null {
  switch (taking.type) {
    case 'text':
      return { given: { text }, rest: '' };
    case 'topic': {
      const found = longest(text, (part) => topicNamed(part, taking.of(view)));
      return found && { given: { topic: found.value }, rest: found.rest };
    }
    case 'part': {
      const found = longest(text, (part) => partNamed(part, taking.of(view)));
      return found && { given: { part: found.value }, rest: found.rest };
    }
    case 'minutes':
    case 'page': {
      const most = taking.type === 'page' ? taking.of(view) : MINUTES_MAX;
      const digits = /^\d{1,3}(?!\S)/u.exec(text)?.[0] ?? '';
      const number = Number(digits);
      const fits = number >= 1 && number <= most;
      return fits ? { given: { [taking.type]: number }, rest: text.slice(digits.length) } : null;
    }
    case 'who':
    case 'before': {
      const named = taking.type === 'before' ? afterBefore(text) : text;
      const found = longest(named, (part) => personNamed(part, view.people));
      const fits = found !== null && taking.of(view).some(({ id }) => id === found.value.id);
      return fits ? { given: { [taking.type]: found.value }, rest: found.rest } : null;
    }
    case 'choice': {
      const found = longest(text, (part) => choiceNamed(part, taking.set, taking.of(view)));
      return found && { given: { choice: found.value }, rest: found.rest };
    }
  }
}

/** Names have spaces: the longest beginning that is one, ending where a word does. */
function longest<T>(
  text: string,
  named: (part: string) => T | null,
): { value: T; rest: string } | null {
  const ends = [...text.matchAll(/\s+|$/gu)].map(({ index }) => index).toReversed();
  for (const end of ends) {
    const value = named(text.slice(0, end));
    if (value !== null) return { value, rest: text.slice(end) };
  }
  return null;
}

/** Matches against everyone known, so that part of one name is not taken for another name. */
const personNamed = (typed: string, people: readonly Person[]): Person | null =>
  people.find(({ name }) => name === typed) ??
  people.find(({ name }) => isTyped(typed, name)) ??
  null;

const topicNamed = (typed: string, topics: readonly Topic[]): Topic | null =>
  topics.find(({ text }) => isTyped(typed, text)) ?? null;

const partNamed = (typed: string, parts: readonly Part[]): Part | null =>
  parts.find(({ name }) => isTyped(typed, name)) ?? null;

const choiceNamed = (typed: string, set: ChoiceSet, among: readonly string[]): string | null =>
  among.find((id) =>
    Object.values(CHOICES).some((sets) =>
      isTyped(typed, (sets[set] as Record<string, string>)[id] ?? ''),
    ),
  ) ?? null;

export function afterBefore(text: string): string {
  const word = Object.values(BEFORE).find((word) => isTyped(text.split(/\s/u)[0] ?? '', word));
  return word ? text.slice(word.length).trimStart() : text;
}
