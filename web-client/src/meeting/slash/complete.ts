/** What can come next in a text that begins with a slash. */
import type { Language } from '../../i18n/languages';
import type { MeetingView } from '../../protocol/generated';
import { isBegun } from './fold';
import { BEFORE, CHOICES, type ChoiceSet } from './choices';
import { NAMES, type SlashId } from './names';
import { afterBefore, isSlash, readSlash, slashNamed, takeAll } from './read';
import type { Taking } from './slash';
import { usable } from './table';

export interface Option {
  /** The whole text, once this is chosen. */
  text: string;
  /** What is chosen: a command, a name, a word. */
  label: string;
  /** The command, when it is one that is chosen; its meaning is shown beside it. */
  slash: SlashId | null;
}

export function complete(text: string, view: MeetingView, language: Language): Option[] {
  if (!isSlash(text) || text.includes('\n')) return [];
  const [, name = '', space = '', rest = ''] = /^\/(\S*)(\s*)(.*)$/u.exec(text) ?? [];
  if (space === '') return commands(name, view, language);
  const slash = slashNamed(name);
  if (!slash?.can(view)) return [];
  const { open, rest: begun, last } = takeAll(slash, rest, view);
  const next = begun !== '' || /\s$/u.test(text) ? open[0] : undefined;
  const after = (taking: Taking | undefined, typed: string, more: boolean): Option[] =>
    taking === undefined
      ? []
      : words(taking, typed, view, language).map((word) => ({
          text: text.slice(0, text.length - typed.length) + word + (more ? ' ' : ''),
          label: word,
          slash: null,
        }));
  return [
    ...after(last?.taking, last?.typed ?? '', open.length > 0),
    ...after(next, begun, open.length > 1),
  ];
}

/** Whether Enter carries the text out as it stands. */
export const isReady = (text: string, view: MeetingView): boolean =>
  isSlash(text) && readSlash(text, view).type === 'do';

/** Those one may use now: in the page's language, or as it was begun in another. */
function commands(typed: string, view: MeetingView, language: Language): Option[] {
  return usable(view).flatMap(({ id, takes }) => {
    const name = nameBegun(id, typed, language);
    if (name === null) return [];
    return [{ text: `/${name}${takes.length > 0 ? ' ' : ''}`, label: `/${name}`, slash: id }];
  });
}

function nameBegun(id: SlashId, typed: string, language: Language): string | null {
  const own = NAMES[language][id];
  if (own.some((name) => isBegun(typed, name)))
    return own.find((name) => isBegun(typed, name)) ?? null;
  const others = Object.values(NAMES).flatMap((names) => names[id]);
  return others.find((name) => isBegun(typed, name)) ?? null;
}

function words(taking: Taking, typed: string, view: MeetingView, language: Language): string[] {
  switch (taking.type) {
    case 'who':
      return named(taking.of(view), typed);
    case 'before': {
      const begun = afterBefore(typed);
      return named(taking.of(view), begun).map((name) => `${BEFORE[language]} ${name}`);
    }
    case 'topic':
      return taking
        .of(view)
        .map((topic) => topic.text)
        .filter((topic) => isBegun(typed, topic));
    case 'part':
      return named(taking.of(view), typed);
    case 'choice':
      return choices(taking.set, taking.of(view), typed, language);
    default:
      return [];
  }
}

const named = (among: readonly { name: string }[], typed: string): string[] =>
  among.map(({ name }) => name).filter((name) => isBegun(typed, name));

function choices(
  set: ChoiceSet,
  among: readonly string[],
  typed: string,
  language: Language,
): string[] {
  const spelt = (of: Language) => CHOICES[of][set] as Record<string, string>;
  const languages = Object.keys(CHOICES) as Language[];
  return among
    .filter((id) => languages.some((of) => isBegun(typed, spelt(of)[id] ?? '')))
    .map((id) => spelt(language)[id] ?? id);
}
