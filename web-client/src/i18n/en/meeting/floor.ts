import type { RoomKind, Role } from '../../../protocol/generated';

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];
const ORDINALS = [
  'next',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

const number = (count: number) => NUMBERS[count] ?? `${count}`;
/** The reader's place as a word, from how many people come before them. */
const ordinal = (ahead: number) => ORDINALS[ahead] ?? `number ${ahead + 1}`;

/** Half minutes as words: “a minute and a half”. */
const span = (halves: number) => {
  const minutes = Math.floor(halves / 2);
  const half = halves % 2 === 1;
  if (minutes === 0) return 'half a minute';
  if (minutes === 1) return half ? 'a minute and a half' : 'a minute';
  return half && minutes <= 10
    ? `${number(minutes)} and a half minutes`
    : `${number(minutes)} minutes`;
};

export const floor = () => ({
  kind: { peer_led: 'Peer-led support group', therapist_led: 'Therapy group' } satisfies Record<
    RoomKind,
    string
  >,
  roles: {
    member: 'member',
    observer: 'observer',
    facilitator: 'lead',
    co_facilitator: 'co-lead',
    therapist: 'therapist',
    co_therapist: 'co-therapist',
  } satisfies Record<Role, string>,
  you: 'You',
  span,
  about: (halves: number) => `about ${span(halves)}`,
  left: (halves: number) => `About ${span(halves)} left`,
  simulated: 'simulated',

  // The sentence: what is said first is the weighty part.
  say: {
    hasFloor: 'has the floor.',
    youHaveFloor: 'The floor is yours.',
    takeYourTime: 'Take your time.',
    yourTurn: 'It’s your turn, if you want it.',
    finish: 'Your time is coming to an end.',
    timeOver: 'The time for this share has ended.',
    noRush: 'You can close in your own words.',
    thanks: 'Thank you for sharing.',
    offered: 'is asked whether to share.',
    holderHas: (halves: number) => `has about ${span(halves)}.`,
    goesOn: 'had the usual time, and goes on. Some people need longer.',
    then: (name: string) => `Then ${name}.`,
    youAreNext: 'You are next.',
    thenYou: 'Then you.',
    youAre: (ahead: number, after: string) => `You are ${ordinal(ahead)}, after ${after}.`,
    held: 'lost their connection.',
    heldMine: 'The floor waits for you.',
    yourTimeWaits: 'Your time waits for you.',
    goesOnSoon: 'It goes on in a moment.',
    suspended: 'The floor rests until a therapist is back.',
    choosing: 'is choosing what to hear back.',
    asked: {
      nothing: 'asked for nothing back.',
      listening: 'asked for just listening.',
      reactions: 'asked for reactions.',
      questions: 'asked for questions.',
      suggestions: 'asked for suggestions.',
    },
    naming: 'is choosing who comes next.',
    nameNext: 'Who would you like to hear next?',
    paused: 'The floor is paused.',
    heldSilence: 'A silence is held.',
    bellEndsIt: 'A soft bell ends it.',
    everyoneMuted: 'Everyone is muted for now.',
    clocksStopped: 'Nobody’s time is running.',
    notOpen: 'The meeting has not opened yet.',
    leadOpens: 'A lead opens it.',
    openWhenReady: 'Open it when you are ready.',
    free: 'The floor is free.',
    needsLead: 'It goes on when a lead is here.',
    leadGoesOn: 'The lead goes on.',
    openMode: 'Anyone may write.',
    processMode: 'Everyone may write.',
    processRest: 'Leave each other room.',
    queueMode: 'Raise your hand when you would like it.',
    queueAgain: 'You have shared. Thank you. Raise your hand if you would like it again.',
    noHand: 'No hand is raised.',
    nextIs: (name: string) => `Next is ${name}.`,
    directedMode: 'The lead gives it.',
    youGive: 'You give it.',
    youPresent: 'You present. Everyone reads along.',
    presents: (name: string) => `${name} presents.`,
    leadPresents: 'The lead presents.',
    presenterMode: 'You can raise a hand.',
    silentMode: 'A quiet time.',
    silentRest: 'Nobody needs to write.',
    roundDue: 'The round has not begun.',
    leadStarts: 'The lead starts it.',
    startIt: 'Start it when you are ready.',
    leadNames: 'The lead names who comes next.',
    youName: 'You name who comes next.',
    roundComplete: 'The round is complete.',
    roundClosed: 'The round is closed.',
    nextRound: 'You take part from the next round.',
    unheard: 'Is there anyone who has not been heard yet?',
    unheardHand: 'If you would like to, raise your hand.',
    silence: 'A quiet moment.',
    silenceRest: 'Everyone passed, and that is fine.',
    standing: {
      observing: 'You observe.',
      muted: 'You can’t write just now.',
      listening: 'You only listen today.',
      next: 'You are next.',
      back_later: 'We come back to you at the end.',
      shared: 'You have shared. Thank you.',
      passed: 'You passed. Nothing more is needed.',
      away: 'Raise your hand when you are ready.',
      late: 'You take part from the next round.',
    },
  },

  status: {
    holding: 'has the floor',
    offered: 'is asked to share',
    held: 'lost their connection',
    next: 'next',
    coming: 'waiting',
    deferred: 'comes back at the end',
    heard: 'has shared',
    passed: 'passed',
    away: 'away',
    here: 'here',
    listening: 'listens',
    observing: 'observes',
  },
  place: (ahead: number) => ordinal(ahead),
  hand: (place: number) => `hand raised, ${ordinal(place - 1)}`,
  lead: 'lead',

  circle: 'The circle, in speaking order',
  asList: 'Show as a list',
  asRing: 'Show as a circle',
  openCircle: 'Everyone here',
  hub: {
    has: 'has the floor',
    have: 'have the floor',
    offered: 'may share now',
    youOffered: 'may share now',
    free: 'Nobody has the floor',
    open: 'Open to all',
    quiet: 'A quiet time',
    notOpen: 'Not open yet',
    roundDue: 'Before the round',
    roundComplete: 'The round is complete',
    roundClosed: 'The round is closed',
  },
  hubThen: (names: string) => `Then ${names}`,
  hubHands: (names: string) => `Hands: ${names}`,
  inText: 'you',
  endOfRound: 'end of round',

  agenda: 'Today',
  minutes: (count: number) => `${count} min`,
  step: (item: string, at: number, of: number) => `${item} · ${at} of ${of}`,
  leadingStep: (minutes: number) => `Leading · ${minutes} min left`,
  itemDone: 'done',
  itemNow: 'now',
  leading: 'You are leading',
  helpsLead: 'You help to lead',
  rehearsal: 'Rehearsal',

  banner: {
    offline: 'You’re offline.',
    offlineText: 'Your seat and your words are kept. Trying again.',
    barred: 'The live connection doesn’t come through.',
    barredText:
      'The server answers, but something between it and you blocks the connection a meeting needs (WebSocket): a strict network, a VPN or an extension. Try another network or browser, and tell whoever runs this server. We go on trying.',
    held: (name: string) => `${name} lost their connection.`,
    heldText: 'The floor waits for them, up to a minute.',
    paused: 'The floor is paused.',
    pausedBy: 'The lead is taking care of something. Nobody’s time is running.',
    silenceLeft: (halves: number) => `About ${span(halves)} left. Nobody’s time is running.`,
    endsSoon: 'The meeting ends in about five minutes.',
    plannedEndSoon: 'The meeting is planned to end in about five minutes.',
    outage: 'The server can’t save anything now.',
    outageText:
      'Nobody’s time is running, and what was said is kept. It goes on by itself, with the time that was left.',
    restart: 'The server stood still for a moment.',
    restartText: 'Nothing was lost. The floor goes on in a moment, with the time that was left.',
    therapyLost: 'There is no therapist here now.',
    therapyLostText:
      'The floor rests. Nobody needs to do anything. If you need someone now, Help has lines that answer.',
    leadLost: 'The lead lost their connection.',
    leadLostText: 'Their place is held for a moment.',
    leadNeeded: 'This meeting has no lead.',
    leadNeededText: (halves: number) =>
      `Someone may lead for the rest of it. Otherwise the room closes in about ${span(halves)}.`,
    closing: (halves: number) => `Without one, the room closes in about ${span(halves)}.`,
    volunteer: 'I can lead',
    volunteers: (name: string) => `${name} offers to lead.`,
    youVolunteer: 'You offered to lead.',
    volunteersText: 'If nobody objects, that is how it goes on.',
    object: 'I’d rather not',
    asksForMore: (name: string) => `${name} asks for one more minute.`,
    asksForMoreText: 'If nobody objects, it is given. Nobody is told who objected.',
    youAskedForMore: 'You asked for one more minute.',
    everyoneMutedText:
      'Nobody’s time is running, and nobody loses their place. You can still whisper to the leads and ask for help.',
    muted: 'You can’t write just now.',
    mutedText:
      'A lead has paused your writing for now. You can still whisper to the leads and ask for help.',
    mutedFor: (halves: number) =>
      `This ends in about ${span(halves)}. You can still whisper to the leads and ask for help.`,
  },

  // Spoken once, for those who listen to the page.
  spoken: {
    yourTurn: 'It’s your turn, if you want it. Share, pass, or come back to me.',
    floorYours: 'The floor is yours.',
    warned: (halves: number) => `About ${span(halves)} left.`,
    extended: 'You have one more minute.',
  },
});

export type FloorWords = ReturnType<typeof floor>;
