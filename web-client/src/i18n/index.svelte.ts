import { storage } from '../lib/storage';
import type { Catalogue } from './en';
import { formatter, type Formatter } from './formatter';
import { isolating } from './isolate';
import { chooseLanguage, languages, regional, type Language } from './languages';

export { languages, type Language } from './languages';

const KEPT_AS = 'rondo.language';

let catalogue = $state.raw<Catalogue>();
let current = $state.raw<Language>('en');
let formats = $state.raw<Formatter>(formatter('en'));

/** Every text of the interface: `t.desk.title`. Follows the language by itself. */
export const t = new Proxy({} as Catalogue, {
  get(_, area) {
    if (!catalogue) throw new Error('no language has been loaded');
    return catalogue[area as keyof Catalogue];
  },
});

/** Numbers, dates and lists in the language in use. */
export const format = (): Formatter => formats;

export const language = (): Language => current;

/** Called once before the first page is drawn. */
export function startLanguage(): Promise<void> {
  return load(chooseLanguage(storage.local.get(KEPT_AS), navigator.languages));
}

/** The reader's own choice, kept on this device. */
export async function switchLanguage(wanted: Language): Promise<void> {
  storage.local.set(KEPT_AS, wanted);
  await load(wanted);
}

async function load(wanted: Language): Promise<void> {
  const words = await languages[wanted].load();
  formats = formatter(regional(wanted, navigator.languages));
  catalogue = isolating(words(formats));
  current = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = languages[wanted].dir;
}
