import type { MeetingEnd, RoomKind } from '../../../protocol/generated';
import type { Formatter } from '../../formatter';

const NUMBERS = [
  'Nobody is',
  'One is',
  'Two are',
  'Three are',
  'Four are',
  'Five are',
  'Six are',
  'Seven are',
  'Eight are',
  'Nine are',
  'Ten are',
  'Eleven are',
  'Twelve are',
];
export const doors = (f: Formatter) => ({
  finding: 'Finding your seat…',
  join: {
    bar: 'Before you come in',
    kindTitle: 'What kind of room this is',
    kind: {
      peer_led:
        'People who share an experience, meeting as equals. No professional leads it. The lead changes from meeting to meeting.',
      therapist_led:
        'A therapist leads, keeps the floor and the agenda, and knows the methods used here.',
    },
    how: 'You write instead of speaking. One person has the floor at a time, except in open parts, where everyone may write. You may always pass.',
    limits: 'It does not replace care of your own, and it is not an emergency service.',
    guidelinesTitle: 'What we ask of each other',
    version: (version: number) => `Version ${version} · asked at every meeting`,
    nameLabel: 'A name for this room',
    nameHint: {
      peer_led: 'A first name or any name; not your full name.',
      therapist_led: 'The name you agreed with your therapist.',
    } satisfies Record<RoomKind, string>,
    asName: (name: string) => `You come in as ${name}.`,
    accept: 'I accept these for this meeting, and I am 18 or older',
    acceptNeeded: 'Please accept these to come in.',
    go: 'Go to the waiting room',
    goLead: 'Come in',
    after: 'A lead lets you in. Nobody sees you before that.',
    changed: 'The guidelines have changed. Please read them again.',
  },
  waiting: {
    bar: 'Waiting room',
    outage: 'Nobody can be let in until it goes on, which it does by itself.',
    here: (count: number) => `${NUMBERS[count] ?? `${f.number(count)} are`} here`,
    withLead: (name: string) => `with ${name}, the lead`,
    noLead: 'no lead yet',
    /** While the meeting goes on. */
    noLeadHere: 'no lead just now',
    title: (name: string) => `You’re at the door, ${name}`,
    alone: 'Nobody else waits just now.',
    others: (count: number) =>
      f.plural(count, { one: 'One other person waits too.', other: '# others wait too.' }),
    oneByOne: 'A lead lets each person in. You can write to them meanwhile.',
    opensForAll:
      'Everyone comes in when a lead opens the meeting. You can write to them meanwhile.',
    opensOneByOne:
      'A lead is here. They let each person in, one by one. You can write to them meanwhile.',
    noLeadYet:
      'No lead is here yet. The meeting begins when one comes and opens it. You can stay, or come back later.',
    noLeadNow:
      'The meeting is going on, and no lead is here just now. You come in when one is back to let you in.',
    full: 'The meeting is full just now. You come in when a place is free.',
    nobodyLeads: 'This room has nobody to lead it now',
    nobodyLeadsText:
      'So it can’t be opened. Ask whoever invited you. If you would like to talk to someone now, help lines answer.',
    lastHeld: (at: number) => `The last meeting here ended at ${f.time(at)}.`,
    lastUnopened: (at: number) =>
      `The last meeting here was not opened. Nobody waited any more at ${f.time(at)}.`,
    closed:
      'The lead has closed the door for today. You can stay here in case they open it again, or come to the next meeting.',
    sentBack: (name: string) => `You’re in the waiting room again, ${name}`,
    sentBackText:
      'A lead asked you to wait here for a moment. Your place in the order is kept. They can let you in again, and you can write to them meanwhile.',
    putOffText:
      'A lead asked you to wait a little longer. They let you in when it is time, and you can write to them meanwhile.',
    cardTitle: 'When you come in',
    cardItem: (item: string, at: number, of: number) =>
      `The meeting is at “${item}”, part ${at} of ${of}.`,
    cardTopic: (topic: string) => `The topic is “${topic}”.`,
    cardRoom: 'You’ll be added at the end of the round.',
    cardNextRound: 'The round has no room left; you take part from the next one.',
    cardEarlier: 'You’ll see what was said before.',
    cardNoEarlier: 'You won’t see what was said before.',
    placeholder: 'Write to the leads…',
    send: 'Send',
    thread: 'Between you and the leads',
    leave: 'Leave',
  },
  part: {
    title: 'How I take part',
    waiting: 'It counts from when you come in, and can be changed at any time.',
    listen: 'Just listen today',
    listenSeen: 'You are not called. Everyone sees “listens” beside your name in the list.',
    time: 'Time for my shares',
    times: { 100: 'As for everyone', 150: 'Half as much again', 200: 'Twice as much' },
    timeSeen:
      'Nobody is told, not even the leads. Others see the usual time, and then that you go on.',
  },
  card: {
    title: 'You came in while the meeting was going on',
    close: 'All right',
  },
  /** Before and after the dates of a room. */
  dates: {
    looking: 'Looking up when it meets…',
    early: 'It isn’t time yet',
    held: { title: 'The meeting is over', text: 'It was held. Thank you for being part of this.' },
    missed: {
      title: 'The meeting was not opened',
      text: 'No lead came in time to open it. It has nothing to do with you. If you would like to talk to someone now, help lines answer.',
    },
    cancelled: {
      title: 'This meeting is cancelled',
      text: 'Whoever runs the group called it off.',
    },
    next: 'The next meeting',
    session: (session: number, of: number) => `${f.number(session)} of ${f.number(of)}`,
    opensAt: (time: string) => `The doors open at ${time} that day.`,
    opensIn: (minutes: number) =>
      `The doors open in ${f.plural(minutes, { one: 'a minute', other: '# minutes' })}. This page comes in by itself then.`,
    none: 'No more dates are planned. Ask whoever invited you.',
    undated: 'It has no fixed dates any more: it opens when a lead opens it.',
    off: 'Cancelled:',
    begins: (time: string, minutes: number) =>
      `It begins at ${time}, in ${f.plural(minutes, { one: 'a minute', other: '# minutes' })}.`,
    late: (time: string, minutes: number) =>
      `It was to begin at ${time}. Everyone waits ${f.plural(minutes, { one: 'one more minute', other: '# more minutes' })} for a lead to open it.`,
    changedTitle: 'The date has changed',
    changed: 'Whoever runs the group moved or cancelled it. Nothing you did is the reason.',
  },
  goodbye: {
    title: 'The circle has closed',
    /** It ended without having been opened. */
    unopenedTitle: 'The meeting was not opened',
    unopened:
      'No lead opened it today. It has nothing to do with you. If you would like to talk to someone now, help lines answer.',
    /** It ended while they were at the door. */
    outsideTitle: 'The meeting is over',
    outside:
      'You were not let in before it ended. It says nothing about you, and the next meeting is open to you. If you would like to talk to someone now, help lines answer.',
    /** Nobody had read their call for help. */
    unheard:
      'Nobody had read your call for help when it ended. Please don’t wait: help lines answer now. The host is told that a call was missed, and not whose.',
    gone: 'What was written can’t be read any more, by you or by us.',
    kept: (days: number) =>
      `For ${f.plural(days, { one: 'one day', other: '# days' })} you can read again what you could read here, without whispers. So can the others who were here.`,
    read: 'What was written',
    thanks: 'Thank you for being here.',
    reason: {
      ended_by_lead: 'The lead ended the meeting.',
      time_up: 'The meeting’s time was over.',
      leaderless: 'There was nobody to lead it any more.',
      empty: 'It was not opened.',
      missed: 'No lead opened it in time.',
      date_changed: 'Its date was changed.',
    } satisfies Record<MeetingEnd, string>,
    meanwhile: 'The meeting ended while you were offline.',
    draftTitle: 'You had written this, and it was not sent',
    draftText: 'Only you can see it. It’s gone when you leave this page.',
    draftDrop: 'Delete it',
    help: 'Help lines',
    start: 'Back to the start',
    left: 'You left the meeting',
    leftText: 'Your seat is kept. You can come back while it goes on.',
    back: 'Come back in',
    forget: 'Forget me on this device',
    forgetTitle: 'Forget you on this device?',
    forgetText:
      'Your seat and your name stay. To come back here you need your code, or open the seat on a device that still knows you.',
    forgetNow: 'Forget me here',
    forgotten: 'This device has forgotten you. Your code opens your seat again.',
  },
  newcomers: (n: number) =>
    f.plural(n, {
      one: 'One person new to the group is expected.',
      other: '# people new to the group are expected.',
    }),
  newcomersRead: 'All right',
});

export type Doors = ReturnType<typeof doors>;
