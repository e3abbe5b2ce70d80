import type { Formatter } from '../../formatter';

/** Observers: everybody who takes part agrees first. */
export const observers = (f: Formatter) => ({
  ask: (name: string) => `May ${name} observe this meeting?`,
  askText:
    'They would read along and write nothing to the group. One no is enough, and nobody is told whose it was, not even the leads. No answer within two minutes counts as no.',
  agree: 'I agree',
  refuse: 'I don’t agree',
  agreed: 'You agree. You can change it until everyone has answered.',
  refused: 'You don’t agree. You can change it until everyone has answered.',

  /** To leads. */
  asked: (name: string) => `Everyone is asked whether ${name} may observe.`,
  askedText:
    'Each in private. What comes of it shows when all have answered, or in two minutes, and never whose a no was.',
  askEveryone: 'Ask everyone',
  isAsked: 'Everyone is being asked.',
  asObserver: 'Comes as an observer',
  asMember: 'Comes as a member',
  askedFirst: 'Whether somebody may observe, everyone who takes part is asked first.',

  /** At the door. */
  observe: (names: readonly string[]): string =>
    f.plural(names.length, {
      one: `${f.list(names)} observes this meeting.`,
      other: `${f.list(names)} observe this meeting.`,
    }),
  doorText:
    'Whoever observes reads along and writes nothing to the group. You come in once you have answered. If you don’t agree, the observing ends, and nobody is told that it was you.',
  doorAgree: (name: string) => `I agree to ${name} observing`,
  doorRefuse: (name: string) => `I don’t agree to ${name} observing`,
  doorAgreed: 'You agree.',
  youObserve: 'You come as an observer. Everyone who takes part is asked first, each in private.',

  /** While somebody observes. */
  withdraw: 'No longer agree to being observed',
  withdrawTitle: (name: string) => `No longer agree to ${name} observing?`,
  withdrawText: (name: string) =>
    `${name} leaves this meeting at once and can’t come back to it. Nobody is told that it was you.`,
  withdrawNow: 'No longer agree',
});

export type ObserverWords = ReturnType<typeof observers>;
