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
    facilitator: 'facilitator',
    co_facilitator: 'co-facilitator',
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
    noRush: 'You can close in your own words.',
    thanks: 'Thank you for sharing.',
    offered: 'is asked whether to share.',
    holderHas: (halves: number) => `has about ${span(halves)}.`,
    goesOn: 'had the usual time, and goes on. Some people need longer.',
    then: (name: string) => `Then ${name}.`,
    thenYou: 'Then you.',
    youAreNext: 'You are next.',
    youAre: (ahead: number, after: string) => `You are ${ordinal(ahead)}, after ${after}.`,
    held: 'lost their connection.',
    heldMine: 'The floor waits for you.',
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
    everyoneMuted: 'Everyone is muted for now.',
    clocksStopped: 'Nobody’s time is running.',
    notOpen: 'The meeting has not opened yet.',
    free: 'The floor is free.',
    openMode: 'Anyone may write.',
    queueMode: 'Raise your hand when you would like it.',
    directedMode: 'The lead gives it.',
    youPresent: 'You present. Everyone reads along.',
    presenterMode: 'Someone presents. You can raise a hand.',
    silentMode: 'A quiet time.',
    silentRest: 'Nobody needs to write.',
    tagMode: 'Whoever shares names the next person.',
    roundMode: 'The round begins in a moment.',
    unheard: 'Is there anyone who has not been heard yet?',
    silence: 'A quiet moment.',
    silenceRest: 'Everyone passed, and that is fine.',
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
  hubHas: 'has the floor',
  hubHave: 'have the floor',
  hubOffered: 'may share now',
  hubFree: 'Nobody has the floor',
  hubOpen: 'Open to all',
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
    restart: 'The server was restarted.',
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
