import type { Formatter } from '../formatter';

/** What was written in past meetings, where the group keeps it. */
export const past = (f: Formatter) => ({
  title: 'What was written',
  text: 'To everyone, while you were there. Whispers and what was taken back are not here.',
  loading: 'Getting what was written…',
  meeting: (at: number) => `Meeting of ${f.date(at)}`,
  until: (at: number) => `Can be read until ${f.date(at)}, ${f.time(at)}.`,
  none: 'Nothing was written to everyone.',
  before: 'Before the opening',
  own: '(you)',
});

export type Past = ReturnType<typeof past>;
