import type { Formatter } from '../../formatter';

/** A lead and one person who write to each other alone while the meeting goes on. */
export const aside = (f: Formatter) => ({
  step: 'Step aside together',
  bringBack: 'Bring both back to the group',
  back: 'Back to the group',
  /** In the list of people, for leads. */
  with: (name: string) => `aside with ${name}`,

  title: (name: string) => `You and ${name}, aside`,
  thread: 'What you two wrote',
  none: 'Nothing is written here yet.',
  goesOn: 'The meeting goes on, and your place is kept.',
  waits: 'The group waits meanwhile, and your place is kept.',
  led: (leads: readonly string[]): string =>
    f.plural(leads.length, {
      one: `${f.list(leads)} is with the group meanwhile.`,
      other: `${f.list(leads)} are with the group meanwhile.`,
    }),
  notLed: 'No other lead is with the group. End the pause when it can go on.',
  notLedRuns: 'No other lead is with the group, and the meeting goes on.',
  offline: (name: string) => `${name} has no connection just now, and reads this once it is back.`,

  /** To the other leads. */
  others: (lead: string, name: string) => `${lead} is aside with ${name}.`,
  othersText: 'They write to each other alone.',
});

export type AsideWords = ReturnType<typeof aside>;
