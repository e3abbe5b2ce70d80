import type { FeedbackKind, SealedShare } from '../../../protocol/generated';

export const composer = () => ({
  label: 'Your words',
  send: 'Send',
  sendParts: (parts: number) => `Send in ${parts} parts`,
  length: {
    left: (chars: string) => `${chars} characters left`,
    over: (chars: string) => `${chars} characters too many`,
    tooLong: (parts: number): string =>
      parts > 1
        ? `This is too long for one message. It can be sent in ${parts} parts.`
        : 'This is too long for one message.',
  },
  /** Before the meeting is open. */
  gathering: (names: readonly string[]) =>
    `The meeting isn’t open yet. Only ${names.join(', ')} can read this.`,
  gatheringAlone: 'Nobody else can read this yet. What you write is kept until somebody is here.',
  sending: 'sending…',
  enterSends: 'Enter sends',

  writeAhead: 'Write ahead. Only you see this until your turn.',
  onlyYou: 'What you write here, only you see.',
  forHand: 'Only you see this. Raise your hand to share it.',
  writeAheadPlaceholder: 'I’ve been thinking about…',
  minePlaceholder: 'Take your time…',
  openPlaceholder: 'Write to everyone…',
  leadPlaceholder: 'Speak as lead. Everyone sees it.',
  sealedPlaceholder: 'For when all of it opens…',
  replyPlaceholder: 'A question, if you have one…',
  suggestPlaceholder: 'A suggestion, if you have one…',

  pass: 'Pass',
  defer: 'Come back to me',
  whisper: 'Whisper to the leads',
  raise: 'Raise hand',
  askToSpeak: 'Ask to speak',
  askNoMore: 'You asked. Take it back',
  lower: 'Lower hand',
  handPlace: (ahead: number) =>
    ahead === 0
      ? 'Your hand is raised. You are next.'
      : `Your hand is raised. ${ahead} before you.`,

  offerTitle: 'Would you like to share?',
  /** `span` is how long the offer stands. */
  offerText: (span: string) =>
    `There’s no hurry: you have ${span} to answer. Passing is as welcome as sharing.`,
  offerNudged: (span: string, comesBack: boolean) =>
    `You can share or pass; both are welcome. Without an answer the floor moves on in ${span}${comesBack ? ', and you can still come in at the end' : ''}.`,
  share: 'Share',

  notStarted: (seconds: number) =>
    `Your time starts when you begin to write, or after ${seconds} seconds.`,
  untimed: 'The floor is yours.',
  grace: 'Your time is coming to an end. You can close in your own words.',
  lastDraft:
    'The time for this share has ended. You can still send what you wrote, or keep it to yourself.',
  askForMore: 'Ask for more',
  done: 'I’m done',
  throwAway: 'Don’t send',
  carryOut: 'Do it',
  ending: {
    ending: 'Your turn ends in a moment.',
    passing: 'You pass in a moment.',
    key: 'Escape undoes it.',
    undo: 'Undo',
  },
  handIn: 'Hand in',
  handInInstead: 'Hand in instead',
  /** In a sealed round, by what one has handed in. */
  sealed: {
    none: 'Only you see this until it is opened.',
    words: 'You are in. Only you see it until it is opened.',
    passed: 'You are in. You can still write.',
    coming: 'Yours is still to come. You can take it back until then.',
    over: 'What you write is kept, and nobody sees it.',
  } satisfies Record<'none' | 'coming' | 'over' | SealedShare['type'], string>,
  handedIn: {
    yours: 'Handed in',
    noted: (note: string) => `Content note: ${note}`,
    passed: 'You pass this time.',
    change: 'Change it',
    takeBack: 'Take it back',
  },
  addNote: 'Add a content note',
  note: 'Content note',
  noteHint: 'Your words stay covered until someone opens them.',
  notePlaceholder: 'illness, violence, loss…',
  noteRemove: 'Remove the note',

  heldTitle: 'The floor waits for you.',
  heldText: 'You have what was left, and a little more.',
  silenceHeldText: 'A silence is held. What you write is kept.',
  pausedText: 'The floor is paused. What you write is kept.',
  asideText: 'You are aside. What you write here is kept for later, and nobody sees it.',
  mutedText: 'What you write is kept. Nobody sees it.',
  silentText: 'A quiet time. What you write is kept, and nobody sees it.',
  observing: 'You are observing. You can leave, or ask for help, at any time.',

  feedbackTitle: 'What would you like back?',
  feedback: {
    nothing: 'Nothing',
    listening: 'Just listening',
    reactions: 'Reactions',
    questions: 'Questions',
    suggestions: 'Suggestions',
  } satisfies Record<FeedbackKind, string>,
  receiving: {
    nothing: 'Nothing more is needed.',
    listening: 'They are with you.',
    reactions: 'Reactions may come.',
    questions: 'Questions may come, a few at most.',
    suggestions: 'Suggestions may come, a few at most.',
  } satisfies Record<FeedbackKind, string>,
  stop: 'That’s enough, thank you',
  replyTo: {
    questions: (name: string) => `${name} asked for questions.`,
    suggestions: (name: string) => `${name} asked for suggestions.`,
  },
  repliesLeft: (left: number): string =>
    left === 1 ? 'One more reply may come.' : 'A few replies may come.',

  namingTitle: 'Who would you like to hear next?',
  namingText: 'Or leave it to the lead.',
  namingNobody: 'Everyone has been heard.',

  floorTaken: (name: string) =>
    `${name} has the floor, so this wasn’t sent. It’s kept for your turn.`,
  extended: 'You have one more minute.',
});

export type ComposerWords = ReturnType<typeof composer>;
