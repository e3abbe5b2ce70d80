import type { Timing } from '../../protocol/generated';
import type { Formatter } from '../formatter';

/** A clock of the floor: its name, and in one line what it does. */
interface ClockWords {
  name: string;
  about: string;
}

/** How a room runs: what its host may choose. */
export const settings = (f: Formatter) => ({
  title: 'How it runs',
  oneByOne: 'Let each person in',
  oneByOneHint: 'Otherwise everyone with an invite comes in once the meeting has begun.',
  hardLimit: 'Hold the time strictly',
  hardLimitHint: 'Nothing more can be sent after a share’s time and a short grace.',
  showEarlier: 'Latecomers see what was said before',
  showEarlierHint: 'Otherwise they see what is written from then on.',
  reactions: 'Reactions to shares',
  reactionsHint:
    'Short words under a message, such as “I hear you”. An item of the agenda can say otherwise.',
  timekeeperCalls: 'The timekeeper may call the next person',
  timekeeperCallsHint: 'Besides giving a minute and a nudge.',
  coFacilitatorEnds: 'A co-lead may end the meeting',
  coFacilitatorEndsHint: 'Otherwise only the lead can.',
  observerWhispers: 'Observers may whisper to the leads',
  observerWhispersHint: 'They can always ask for help.',
  feedbackReplies: 'Replies to a share',
  feedbackRepliesHint: 'At most so many, and only when the sharer asked for them.',
  keepDays: 'What was written can be read afterwards',
  keepDaysHint:
    'By those who were in the meeting, without whispers. Everyone reads it before they join. It counts from the next meeting on.',
  keepFor: (days: number) =>
    days === 0 ? 'Not at all' : f.plural(days, { one: 'For one day', other: 'For # days' }),
  clocks: 'Clocks of the floor',
  clocksHint: 'They suit most groups as they are. Each can go back to its default.',
  changed: (n: number) => f.plural(n, { one: 'One is changed.', other: '# are changed.' }),
  seconds: 'seconds',
  minutes: 'minutes',
  inUnit: (name: string, unit: string) => `${name} (${unit})`,
  theDefault: (amount: number, unit: string) => `Default: ${f.number(amount)} ${unit}.`,
  back: 'Back to the default',
  backOf: (name: string) => `${name}: back to the default`,
  groups: {
    round: 'A round',
    offer: 'The offer of a turn',
    share: 'A share and its end',
    moreTime: 'More time',
    feedback: 'Feedback after a share',
    hands: 'Naming and raised hands',
    lost: 'A lost connection',
    lead: 'When the lead drops out',
    meeting: 'The meeting as a whole',
  },
  byName: {
    share_ms_min: {
      name: 'Shortest share',
      about: 'However full a round is, nobody is planned less.',
    },
    handover_ms: {
      name: 'Between two shares',
      about: 'Kept free for each person when a round’s time is divided.',
    },
    breath_ms: {
      name: 'A breath',
      about: 'After a share, before the floor goes on. 0 for none.',
    },
    unheard_ms: {
      name: 'Anyone not heard?',
      about: 'How long the question stands before a round closes.',
    },
    silence_ms: {
      name: 'Silence after passing',
      about: 'When everyone has passed, before the lead decides how to go on.',
    },
    offer_nudge_ms: {
      name: 'Nudge',
      about: 'Without an answer to the offer, the person is asked once more.',
    },
    offer_away_ms: {
      name: 'Counted as away',
      about: 'Still no answer: the floor moves on. That is not a pass.',
    },
    first_key_ms: {
      name: 'Until the timer starts',
      about: 'It starts with the first key, or by itself this long after accepting.',
    },
    warning_ms_min: {
      name: 'Latest private warning',
      about: 'The sharer is told with a quarter left, but never later than this before the end.',
    },
    warning_ms_max: {
      name: 'Earliest private warning',
      about: 'And in a long share not earlier than this before the end.',
    },
    grace_ms: {
      name: 'Grace',
      about: 'To finish a thought when the time is up.',
    },
    hard_draft_ms: {
      name: 'Last draft',
      about: 'When the time is held strictly: to send what is written, or to drop it.',
    },
    extension_ms: {
      name: 'One more minute',
      about: 'What the timekeeper or a lead gives, once a share.',
    },
    objection_ms: {
      name: 'Objecting to more time',
      about: 'Somebody who asks for more time gets it when nobody objects by then.',
    },
    feedback_choice_ms: {
      name: 'Choosing feedback',
      about: 'To say what one wants back. After that: nothing.',
    },
    feedback_ms: {
      name: 'Replies to a share',
      about: 'How long others may answer, if they were asked to.',
    },
    naming_ms: {
      name: 'Naming the next',
      about: 'When each names the next; after that the lead picks.',
    },
    hand_offline_ms: {
      name: 'A hand offline',
      about: 'A raised hand keeps its place for so long without a connection.',
    },
    held_ms: {
      name: 'The floor waits',
      about: 'When the sharer loses the connection.',
    },
    held_bonus_ms: {
      name: 'Time to find back',
      about: 'Added to what was left when the sharer is back.',
    },
    held_share_ms_min: {
      name: 'Least share later',
      about: 'Whoever comes back too late to go on has at least this at the end.',
    },
    lead_lost_ms: {
      name: 'Waiting for the lead',
      about: 'Before somebody else leads, or the floor is suspended.',
    },
    volunteer_ms: {
      name: 'Objecting to a volunteer',
      about: 'Somebody who offers to lead does so when nobody objects by then.',
    },
    leaderless_ms: {
      name: 'Nobody leads',
      about: 'The room closes after this.',
    },
    overrun_ms: {
      name: 'Over time',
      about: 'The meeting ends this long after its planned end, whoever speaks.',
    },
    empty_ms: {
      name: 'An empty waiting room',
      about: 'A meeting that was not opened ends when nobody was there for so long.',
    },
    restart_ms: {
      name: 'After a restart',
      about:
        'When the server was restarted or could not save anything, nobody counts as absent for so long.',
    },
  } satisfies Record<keyof Timing, ClockWords>,
});

export type SettingsWords = ReturnType<typeof settings>;
