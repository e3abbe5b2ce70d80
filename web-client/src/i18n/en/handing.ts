import type { Formatter } from '../formatter';

/** Rooms that are handed on to another host. */
export const handing = (f: Formatter) => ({
  title: 'Hand on',
  text: 'Another host can go on with this room when you stop. It keeps its members, dates, agenda and links.',
  act: 'Hand this room on',
  again: 'Offer it to somebody else',
  offerTitle: 'Hand this room on',
  offerText:
    'Nothing changes until they take it. From then on the room is theirs: you lead it no more and see no more of it, and they read the concerns that members left. In a running meeting you are cut off at once.',
  name: 'Sign-in name of the other host',
  nameHint: 'Ask them for it. It has to be exact.',
  nameHintTherapy: 'Ask them for it. It has to be exact, and they have to be a therapist.',
  submit: 'Offer it',
  offered: (name: string) => `Offered to ${name}, who hasn’t answered yet.`,
  declined: (name: string) => `${name} doesn’t want to take it. It is still yours.`,
  withdraw: 'Take the offer back',
  dismiss: 'All right',
  desk: {
    title: 'Rooms that change hands',
    offered: (room: string, other: string) => `${other} hands “${room}” on to you`,
    offeredText: (next: number | null) =>
      `${next === null ? 'No date is planned.' : `The next date is ${f.date(next)}.`} If you take it, you own the room and lead it from then on.`,
    declined: (room: string, other: string) => `${other} doesn’t want to take “${room}”`,
    declinedText: 'It is still yours.',
    taken: (room: string, other: string) => `“${room}” is with ${other} now`,
    takenText: 'You lead it no more.',
    given: (room: string) => `“${room}” is yours now`,
    givenText: (other: string) => `It was ${other}’s. An administrator handed it on to you.`,
    take: 'Take it',
    takeOf: (room: string) => `Take the room ${room}`,
    decline: 'No, thank you',
    declineOf: (room: string) => `Decline the room ${room}`,
    read: 'All right',
    readOf: (room: string) => `Put the news of ${room} away`,
  },
  people: {
    owns: (what: string) => `Owns ${what}.`,
    count: {
      peer_led: (n: number) => f.plural(n, { one: 'one peer-led room', other: '# peer-led rooms' }),
      therapist_led: (n: number) =>
        f.plural(n, { one: 'one therapist-led room', other: '# therapist-led rooms' }),
    },
    archived: (n: number) => f.plural(n, { one: 'one archived', other: '# archived' }),
    dated: (n: number) =>
      f.plural(n, {
        one: 'One of the rooms has dates to come.',
        other: '# of the rooms have dates to come.',
      }),
    orphaned: 'Nobody holds them unless co-leads do. You can hand the rooms on afterwards.',
    act: {
      peer_led: 'Hand on the peer-led rooms',
      therapist_led: 'Hand on the therapist-led rooms',
    },
    title: (name: string) => `Hand on the rooms of ${name}`,
    text: 'The other account owns them at once and is told on its desk. It can see everything in them that the owner saw.',
    to: 'To',
    choose: 'Choose an account',
    nobody: {
      peer_led: 'No other account may own these rooms. Give one the right to lead rooms first.',
      therapist_led: 'No other account may own these rooms. Mark a host as a therapist first.',
    },
    submit: 'Hand them on',
    done: (name: string) => `The rooms are with ${name} now.`,
  },
});

export type HandingWords = ReturnType<typeof handing>;
