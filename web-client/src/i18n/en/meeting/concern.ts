import type { Formatter } from '../../formatter';

export const concern = (f: Formatter) => ({
  menu: 'A concern about a lead…',
  title: 'A concern about a lead',
  intro: 'Something a lead did or said that isn’t right? Tell whoever runs this room.',
  /** Who reads it. */
  readers:
    'Only the host, who runs this room, reads it, outside the meeting. Other leads and the group don’t see it. If you are in danger, call a help line instead.',
  hostLeads: (name: string) =>
    `${name} runs this room and leads this meeting, so they read this themselves.`,
  label: 'What should the host know?',
  named: 'Tell them my name here',
  unnamed: 'Without it the host isn’t told who wrote this.',
  send: 'Leave it for the host',
  sent: 'It is left for the host. Only they can read it.',
  close: 'Close',

  /** For the host. */
  cardTitle: 'Concerns left for you',
  cardText: 'From members, about a lead. Only you can read these.',
  from: (name: string) => `From ${name}`,
  fromSomeone: 'From someone who didn’t want to be named',
  on: (at: number) => f.date(at),
  erase: 'Erase',
  eraseOf: (at: number) => `Erase the concern of ${f.date(at)}`,
  eraseTitle: 'Erase this concern?',
  eraseText: 'It can’t be brought back.',
});

export type ConcernWords = ReturnType<typeof concern>;
