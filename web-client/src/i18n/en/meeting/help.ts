import type { Formatter } from '../../formatter';

export const help = (f: Formatter) => ({
  need: 'I need help',
  /** Before the call. `leads` are the names of those who are here to read it. */
  needText: (leads: readonly string[]): string =>
    leads.length > 0
      ? `Tells ${f.list(leads)}, and nobody else.`
      : 'No lead is here now. You can still leave the call for them.',
  /** After the call, above the help lines: the truth about it. */
  wrote: (name: string) => `${name} has written to you. You can also call now:`,
  hasSeen: (names: readonly string[]) =>
    `${f.list(names)} ${names.length === 1 ? 'has' : 'have'} seen this. You can also call now:`,
  told: (names: readonly string[]) =>
    `${f.list(names)} ${names.length === 1 ? 'has' : 'have'} been told and can write to you here. You can also call now:`,
  toldAgain: (names: readonly string[]) =>
    `${f.list(names)} ${names.length === 1 ? 'has' : 'have'} not seen this yet. We told them again. Please don’t wait: call one of these.`,
  nobody:
    'No lead is here, so nobody in the room has seen this yet. It will be the first thing a lead sees. Please don’t wait: call one of these.',
  onCall:
    'Somebody is on call for this group. If no lead reads a call within a minute, they get a mail that says there is one, and nothing of what you write.',
  /** The same in a line over the conversation. */
  seenLine: (names: readonly string[]) =>
    `${f.list(names)} ${names.length === 1 ? 'has' : 'have'} seen that you need help.`,
  toldLine: (names: readonly string[]) =>
    `You asked for help. ${f.list(names)} ${names.length === 1 ? 'has' : 'have'} been told.`,
  nobodyLine: 'You asked for help. No lead is here, so nobody has seen it yet.',
  readAnswer: 'Read it',
  again: 'Tell them again',
  lines: 'Help lines',

  /** For those who read a call. */
  asked: (name: string) => `${name} asked for help.`,
  askedAtDoor: (name: string) => `${name} asked for help, at the door.`,
  askedAndLeft: (name: string) => `${name} asked for help, and has left.`,
  askedAgain: 'Nobody has answered for a minute.',
  advice:
    'Write to them first, then decide whether to pause. You could ask: are you safe right now? Are you alone?',
  with: 'I’m with them',
  notWith: 'I’m not with them any more',
  isWith: (name: string) => `${name} is with them.`,
  youWith: 'You are with them. Only leads see this.',
  pause: 'Pause the floor',
  answeredBy: (by: string, name: string) => `${by} has answered ${name}’s call.`,
  youAnswered: (name: string) => `You have answered ${name}’s call. They were told.`,
  read: 'All right',
  show: 'Show',
  notice: 'Somebody in your meeting needs you',
});

export type HelpWords = ReturnType<typeof help>;
