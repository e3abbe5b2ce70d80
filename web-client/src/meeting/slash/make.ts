/** The few shapes that slash commands have. */
import type { Command, MeetingView, Person } from '../../protocol/generated';
import type { Doing } from '../doing';
import type { ChoiceSet } from './choices';
import type { SlashId } from './names';
import type { Given, Slash, Taking } from './slash';

export const NOTHING: Given = {
  who: null,
  before: null,
  choice: null,
  topic: null,
  part: null,
  minutes: null,
  page: null,
  text: null,
};

export const send = (command: Command | null): Doing | null => command && { type: 'send', command };

/** Nothing but its name. */
export const plain = (id: SlashId, does: (view: MeetingView) => Doing | null): Slash => ({
  id,
  takes: [],
  can: (view) => does(view) !== null,
  does,
});

/** Its name and some words, which it may do without. */
export const saying = (
  id: SlashId,
  can: (view: MeetingView) => boolean,
  does: (view: MeetingView, text: string | null) => Doing,
): Slash => ({
  id,
  takes: [{ type: 'text', optional: true }],
  can,
  does: (view, { text }) => (can(view) ? does(view, text) : null),
});

/** One of a few words. */
export const choosing = <T extends string>(
  id: SlashId,
  set: ChoiceSet,
  of: (view: MeetingView) => readonly T[],
  does: (view: MeetingView, choice: T | null) => Doing | null,
  optional = false,
): Slash => ({
  id,
  takes: [{ type: 'choice', set, of, optional }],
  can: (view) => of(view).length > 0,
  does: (view, { choice }) => does(view, choice as T | null),
});

/** Something with one person; who it can be is whoever it can be done with. */
export function about(
  id: SlashId,
  does: (view: MeetingView, person: Person, given: Given) => Doing | null,
  more: readonly Taking[] = [],
): Slash {
  const of = (view: MeetingView) =>
    view.people.filter((person) => does(view, person, { ...NOTHING, who: person }) !== null);
  return {
    id,
    takes: [{ type: 'who', of }, ...more],
    can: (view) => of(view).length > 0,
    does: (view, given) => given.who && does(view, given.who, given),
  };
}
