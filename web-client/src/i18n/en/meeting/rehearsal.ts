import type { HardMoment, LeadActKind } from '../../../protocol/generated';
import type { Formatter } from '../../formatter';

/** A rehearsal: chosen, held and looked back on. */
export const rehearsal = (f: Formatter) => ({
  title: 'Rehearse this room',
  text: 'You get a copy of this room with simulated members who speak your language. Nobody else is in it.',
  moments: 'Hard moments',
  momentsText: 'You aren’t told when they come. Afterwards you read what you did, and how soon.',
  moment: {
    advice: 'Somebody gives advice nobody asked for',
    dominating: 'Somebody takes up most of the room',
    help: 'Somebody calls for help',
  } satisfies Record<HardMoment, string>,
  start: 'Start the rehearsal',

  /** At the call for help: who reads it here. */
  nobodyReads: 'This is a rehearsal. A simulated lead can’t help you: use the help lines.',

  guideTitle: 'Worth a look',
  guideClose: 'All right',
  guide: {
    order:
      'One person has the floor, and nobody can interrupt. You see who is writing and how many come before you.',
    offer:
      'The floor is offered to you. You can share, pass, or ask to come later. Nobody sees what you write until you send it.',
    feedback:
      'After a share you choose what you want back: nothing, to be heard, questions or suggestions. Members can answer only in that way.',
    help: '“I need help” goes to the leads alone, and tells you who has seen it. Pressing Shift three times leaves this page at once.',
    lead: 'The members are simulated, so you can try everything. Hard moments come without warning. When you leave, you read what you did about them.',
  },

  lookBack: 'What came up, and what you did',
  came: {
    advice: (name: string) => `${name} gave advice that nobody had asked for.`,
    dominating: (name: string) => `${name} took up most of the room.`,
    help: (name: string) => `${name} called for help.`,
  } satisfies Record<HardMoment, (name: string) => string>,
  act: {
    read_call: 'You saw the call',
    claimed_call: 'You said that you are with them',
    whispered: 'You whispered to them',
    spoke: 'You said something to everyone',
    covered: 'You covered the message',
    took_back: 'You took the message back',
    reminded: 'You reminded them gently',
    gave_time: 'You gave them another minute',
    moved_on: 'You moved on',
    changed_item: 'You changed how the item runs',
    muted: 'You muted them',
    sent_to_door: 'You sent them back to the door',
    removed: 'You removed them',
    paused: 'You paused the floor',
  } satisfies Record<LeadActKind, string>,
  after: (seconds: number) =>
    f.plural(seconds, { one: 'after # second', other: 'after # seconds' }),
  nothing: 'You did nothing about it.',
  /** What experienced leads do. */
  often: {
    advice:
      'Often enough: say kindly that here everyone speaks of themselves, and whisper to the one who gave the advice.',
    dominating:
      'Often enough: thank them, name the time, and call the next person. A gentle reminder first is kinder.',
    help: 'Often enough: let them know within a minute that you saw it, and write to them in private while somebody else keeps the floor.',
  } satisfies Record<HardMoment, string>,
  notMet: (moments: readonly string[]) => `Did not come up today: ${f.list(moments)}.`,
  short: {
    advice: 'advice',
    dominating: 'somebody who dominates',
    help: 'a call for help',
  } satisfies Record<HardMoment, string>,
});

export type RehearsalWords = ReturnType<typeof rehearsal>;
