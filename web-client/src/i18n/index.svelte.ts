import { storage } from '../lib/storage';
import type { Catalogue } from './en';
import type { FirstWords } from './en/first';
import type { MoreWords } from './en/more';
import { formatter, type Formatter } from './formatter';
import { isolating } from './isolate';
import { chooseLanguage, languages, regional, type Language } from './languages';

export { languages, type Language } from './languages';

const KEPT_AS = 'rondo.language';

let first = $state.raw<FirstWords>();
let more = $state.raw<MoreWords>();
let current = $state.raw<Language>('en');
let formats = $state.raw<Formatter>(formatter('en'));

/** Every text of the interface: `t.desk.title`. Follows the language by itself. */
export const t = new Proxy({} as Catalogue, {
  get(_, area) {
    const words = first?.[area as keyof FirstWords] ?? more?.[area as keyof MoreWords];
    if (!words) throw new Error(`the words of ${String(area)} have not been loaded`);
    return words;
  },
});

/** Numbers, dates and lists in the language in use. */
export const format = (): Formatter => formats;

export const language = (): Language => current;

/** What is wanted: a language, and whether more than the first words of it. */
let wanted: Language = 'en';
let all = false;
let latest: Promise<void>;

/** Called once before the first page is drawn: brings the words that every page has. */
export function startLanguage(): Promise<void> {
  wanted = chooseLanguage(storage.local.get(KEPT_AS), navigator.languages);
  return load();
}

/** The reader's own choice, kept on this device. */
export function switchLanguage(choice: Language): Promise<void> {
  storage.local.set(KEPT_AS, choice);
  wanted = choice;
  return load();
}

/** Brings a part of the client that shows more than the first words, and these words with it. */
export async function withAllWords<Part>(bring: () => Promise<Part>): Promise<Part> {
  all = true;
  const [part] = await Promise.all([bring(), load()]);
  return part;
}

function load(): Promise<void> {
  const mine = attempt(wanted, () => mine !== latest);
  latest = mine;
  return mine;
}

/** Puts in place what is not there yet; a later attempt brings all that this one would. */
async function attempt(chosen: Language, overtaken: () => boolean): Promise<void> {
  const words = languages[chosen];
  const [firstOf, moreOf] = await Promise.all([words.first(), all ? words.more() : null]);
  if (overtaken()) return latest;
  const another = !first || chosen !== current;
  if (another) {
    formats = formatter(regional(chosen, navigator.languages));
    first = isolating(firstOf(formats));
    current = chosen;
    document.documentElement.lang = chosen;
    document.documentElement.dir = words.dir;
  }
  if (moreOf && (another || !more)) more = isolating(moreOf(formats));
}
