import type {
  FeedbackKind,
  MessageKind,
  Reaction,
  TakeBackReason,
} from '../../../protocol/generated';

type NoteWords = { you: string; other: (name: string) => string };
const both = (text: string): NoteWords => ({ you: text, other: () => text });

export const log = () => ({
  label: 'Conversation',
  liveLabel: (name: string) => `${name} is sharing now`,
  youLive: 'You are sharing now',
  empty: 'Nothing has been said yet.',
  earlier: 'Show earlier messages',
  earlierShown: 'Earlier messages stand above.',
  earlierNone: 'There are no earlier messages.',
  latest: 'To the newest',
  kind: {
    share: 'shared',
    open: 'wrote',
    lead: 'as lead',
    reply: 'in reply',
    whisper: 'whispered',
    door: 'at the door',
  } satisfies Record<MessageKind, string>,
  sharingNow: 'sharing now',
  writing: (name: string) => `${name} is writing`,
  moreComing: (name: string) => `${name}: more is coming`,

  feedback: {
    nothing: (name: string) => `${name} asked for nothing back`,
    listening: (name: string) => `${name} asked for just listening`,
    reactions: (name: string) => `${name} asked for reactions`,
    questions: (name: string) => `${name} asked for questions`,
    suggestions: (name: string) => `${name} asked for suggestions`,
  } satisfies Record<FeedbackKind, (name: string) => string>,
  youFeedback: {
    nothing: 'You asked for nothing back',
    listening: 'You asked for just listening',
    reactions: 'You asked for reactions',
    questions: 'You asked for questions',
    suggestions: 'You asked for suggestions',
  } satisfies Record<FeedbackKind, string>,

  coverTitle: (note: string) => `Content note: ${note}`,
  coverText: (name: string) => `${name} covered this. Open it if you like.`,
  youCoverText: 'You covered this. Others open it if they like.',
  open: 'Open',
  cover: 'Cover again',

  leadCoverText: 'A lead covered this. Open it if you like.',
  takeBack: {
    of: (name: string, start: string) => `Message by ${name}: ${start}`,
    yours: (start: string) => `Your message: ${start}`,
    own: 'Take back',
    again: 'Write it again',
    byYou: (n: number) => (n === 1 ? 'You took back a message' : `You took back ${n} messages`),
    byWriter: (name: string, n: number) =>
      n === 1 ? `${name} took back a message` : `${name} took back ${n} messages`,
    byLead: (n: number) =>
      n === 1 ? 'A lead took back a message' : `A lead took back ${n} messages`,
    covered: (name: string) => `A lead covered a message by ${name}`,
    coveredYours: 'A lead covered a message of yours',

    cover: 'Cover with a content note…',
    coverTitle: (name: string) => `Cover this message by ${name}?`,
    coverText: 'It stays, and everyone opens it only if they like. All see that a lead covered it.',
    noteLabel: 'Content note',
    noteHint: 'What it is about, in a word or two.',
    noteMissing: 'Write what it is about.',
    coverNow: 'Cover it',
    other: 'Take back…',
    otherTitle: (name: string) => `Take back this message by ${name}?`,
    otherText:
      'Nobody can read it any more, and it can’t be brought back. All see that a lead took it back.',
    otherNow: 'Take it back',
    reasons: {
      guidelines: 'Against the guidelines',
      privacy: 'Tells who somebody is, or how to find them',
      safety: 'Could harm someone who reads it',
      other: 'Another reason',
    } satisfies Record<Exclude<TakeBackReason, 'removed'>, string>,
    all: 'Also take back everything they wrote today',
    allHint: 'What they whispered to the leads stays.',
  },

  /** What an item says of answers, where it is not plain. */
  answers: {
    openNone: 'Everyone writes for themselves here.',
    onRequest: 'After a share, the person may ask for replies: one from each of you.',
    free: 'You may answer each other here.',
  },

  hide: (name: string) => `Hide ${name} for me`,
  hidden: (name: string) => `Words by ${name}, hidden by you`,
  show: 'Show',
  unhide: (name: string) => `Show ${name} again`,

  react: (name: string) => `Tell ${name} something`,
  reactions: {
    heard: 'I hear you',
    me_too: 'Me too',
    thanks: 'Thank you',
    with_you: 'With you',
  } satisfies Record<Reaction, string>,
  reacted: (names: string, reaction: string) => `${names}: ${reaction}`,

  closed: 'The round is closed',
  /** For leads. */
  closedWithout: (names: readonly string[]) =>
    `The round is closed. Not heard: ${names.join(', ')}`,

  notes: {
    passed: { you: 'You passed', other: (name) => `${name} passed` },
    deferred: {
      you: 'We’ll come back to you at the end',
      other: (name) => `${name} comes back at the end`,
    },
    no_answer: {
      you: 'The floor moved on. Raise your hand when you are ready',
      other: (name) => `The floor moved on. ${name} can still come in at the end`,
    },
    piece_moved_on: {
      you: 'The floor moved on',
      other: (name) => `The floor moved on from ${name}`,
    },
    connection_lost: {
      you: 'Your connection was lost',
      other: (name) => `${name} lost their connection. We’ll come back to them`,
    },
    floor_came: { you: 'The floor came to you', other: (name) => `The floor came to ${name}` },
    sent_to_door: {
      you: 'You went back to the waiting room',
      other: (name) => `${name} waits at the door again. Only leads and greeters see this`,
    },
    put_off: {
      you: 'You asked somebody to wait a little longer',
      other: (name) =>
        `${name} asked somebody to wait a little longer. Only leads and greeters see this`,
    },
    door_everyone: {
      you: 'You opened the door. People come straight in',
      other: (name) => `${name} opened the door. People come straight in`,
    },
    door_one_by_one: {
      you: 'A lead lets each person in from now on',
      other: () => 'A lead lets each person in from now on',
    },
    door_closed: {
      you: 'You closed the door for today',
      other: (name) => `${name} closed the door for today`,
    },
    came_in: { you: 'You came in', other: (name) => `${name} came in` },
    left: { you: 'You left', other: (name) => `${name} left` },
    left_quietly: {
      you: 'You left',
      other: (name) => `${name} left by the quick exit. Only leads see this`,
    },
    removed: {
      you: 'You were removed',
      other: (name) => `${name} was removed. Only leads see this`,
    },
    asks_to_speak: {
      you: 'You asked to speak',
      other: (name) => `${name} asks to speak. Only leads see this`,
    },
    declined: {
      you: 'You declined. Only leads see this',
      other: (name) => `${name} declined. Only leads see this`,
    },
    not_observing: {
      you: 'You don’t observe today',
      other: (name) => `${name} doesn’t observe today`,
    },
    opened: { you: 'You opened the meeting', other: (name) => `${name} opened the meeting` },
    paused: { you: 'You paused the floor', other: (name) => `${name} paused the floor` },
    silence_held: { you: 'You hold a silence', other: (name) => `${name} holds a silence` },
    silence_over: both('The silence is over'),
    resumed: both('The floor goes on'),
    restarted: both('The meeting stood still for a moment. Nothing was lost'),
    leads: { you: 'You are leading now', other: (name) => `${name} is leading now` },
    order_changed: { you: 'You changed the order', other: (name) => `${name} changed the order` },
    anyone_unheard: both('Is there anyone who has not been heard yet?'),
    silence: both('Everyone passed. A quiet moment'),
    round_closed: both('The round is complete'),
    everyone_muted: both('Everyone is muted for now'),
    everyone_unmuted: both('Everyone may write again, each in their turn'),
    timekeeper: { you: 'You keep the time', other: (name) => `${name} keeps the time` },
    presenter: { you: 'You present', other: (name) => `${name} presents` },
    greeter: { you: 'You greet newcomers', other: (name) => `${name} greets newcomers` },
    backup: {
      you: 'You step in for the lead if needed',
      other: (name) => `${name} steps in for the lead if needed`,
    },
    role_changed: { you: 'Your role changed', other: (name) => `${name} has another role now` },
    mode_changed: both('This part is held in another way now'),
    reactions_on: both('You can react to what is said in this part'),
    reactions_off: both('There are no reactions in this part any more'),
    agenda_arranged: {
      you: 'You changed what comes',
      other: (name) => `${name} changed what comes`,
    },
    topic_dropped: both('No topic for now'),
  } satisfies Record<string, NoteWords>,
});

export type LogWords = ReturnType<typeof log>;
