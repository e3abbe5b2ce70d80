import type { Formatter } from '../../formatter';

export const whispers = (f: Formatter) => ({
  title: 'Whispers',
  unread: (count: number) => f.plural(count, { one: '# unread', other: '# unread' }),
  none: 'No whispers. What is written here reaches the leads only.',
  noneAmongLeads: 'No whispers yet.',

  /** To whom one writes. */
  to: 'To',
  allLeads: 'All leads',
  otherLeads: 'The other leads',
  alone: (name: string) => `${name} alone`,
  writeTo: (name: string) => `Whisper to ${name}`,
  writeLeads: 'Whisper to the leads',
  backToLeads: 'Write to all leads',
  placeholder: 'Write…',

  /** Above the field: who can read it. */
  readersLeads: (leads: readonly string[]): string =>
    leads.length > 0
      ? `${f.list(leads)} can read this, and nobody else.`
      : 'No lead is in the meeting now, so nobody would read this.',
  readersAtDoor: 'The leads and whoever greets newcomers can read this.',
  readersAmongLeads: (leads: readonly string[]) => `Only ${f.list(leads)} can read this.`,
  readersAlone: (name: string) => `Only ${name} can read this, not the other leads.`,
  readersOne: (name: string) => `${name} and all leads can read this.`,

  /** In a whisper’s head. */
  toYou: 'to you; all leads can read it',
  toYouAlone: 'to you alone',
  toLeads: 'to the leads',
  toAlone: (name: string) => `to ${name} alone`,
  toOne: (name: string) => `to ${name}; all leads can read it`,

  from: (name: string) => `${name} whispers to you.`,
  fromToLeads: (name: string) => `${name} whispers to the leads.`,
  fromAlone: (name: string) => `${name} whispers to you alone.`,
  more: (count: number) => f.plural(count, { one: 'One more', other: '# more' }),
  openAll: 'All whispers',
  read: 'Read',
  reply: 'Reply',
  moveToLast: 'Move to last',
});

export type WhisperWords = ReturnType<typeof whispers>;
