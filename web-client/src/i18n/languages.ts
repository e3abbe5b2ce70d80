/** The languages the client speaks. A new one is a folder beside `en` and an entry here. */
export const languages = {
  en: {
    name: 'English',
    dir: 'ltr',
    first: async () => (await import('./en/first')).first,
    more: async () => (await import('./en/more')).more,
  },
  de: {
    name: 'Deutsch',
    dir: 'ltr',
    first: async () => (await import('./de/first')).first,
    more: async () => (await import('./de/more')).more,
  },
} as const;

export type Language = keyof typeof languages;

function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/** Dates and numbers as in the reader's own region, where the browser says which. */
export function regional(language: Language, wished: readonly string[]): string {
  return wished.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** The first of the wished languages that we speak; English otherwise. */
export function chooseLanguage(kept: string | null, wished: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  for (const tag of wished) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}
