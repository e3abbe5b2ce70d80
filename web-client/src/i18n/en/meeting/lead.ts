import type {
  Crosstalk,
  Door,
  Duty,
  Mode,
  RemovalReason,
  Service,
} from '../../../protocol/generated';
import type { Formatter } from '../../formatter';

export const lead = (f: Formatter) => ({
  bar: 'Leading',
  barTask: 'For the meeting',
  open: 'Open the meeting',
  startRound: 'Start the round',
  anotherRound: 'Start another round',
  closeRound: 'Close the round',
  closeRoundTitle: 'Close the round now?',
  closeRoundText: 'The round ends for everyone.',
  closeRoundNow: 'Close the round',
  advanceTitle: (name: string) => `Go on to “${name}” now?`,
  advanceNow: 'Go on',
  keepGoing: 'Let it go on',
  notHeard: (names: string) => `Not heard yet: ${names}.`,
  cutOff: (name: string) => `${name} is sharing and would be cut off.`,
  /** Of a meeting that ends. */
  notLetIn: (names: string) => `Still at the door: ${names}.`,
  handUp: (place: number) => `hand up, ${place}.`,
  nobodyToCall: 'Nobody can be called just now.',
  thank: 'Thank, and go on',
  thankThen: (name: string) => `Thank, then ${name}`,
  thankThenYou: 'Thank, then you',
  call: (name: string) => `Call ${name}`,
  callYou: 'Take your turn',
  openSealed: (sharesIn: number, of: number) => `Open now · ${sharesIn} of ${of}`,
  showNext: 'Show the next',
  openSealedTitle: 'Open the round now?',
  openSealedText: 'What was handed in is shown to everyone. Nothing more can be handed in.',
  openSealedNow: 'Open it now',
  stillWrite: (sharesIn: number, of: number) => `${sharesIn} of ${of} are in.`,
  extend: 'One more minute',
  extendShort: '1 min',
  /** After the short form, for those who only hear it. */
  extendRest: 'one more minute',
  nudge: 'Nudge',
  pause: 'Pause',
  resume: 'Go on',
  holdSilence: 'Hold a silence…',
  endSilence: 'End the silence',
  silenceTitle: 'Hold a silence?',
  silenceText:
    'Nobody but leads writes meanwhile, and nobody’s time is running. A soft bell ends it. You can end it sooner.',
  silenceLength: 'How long',
  silenceNow: 'Hold it now',
  takeFloor: 'Take the floor back',
  giveFloor: 'Give the floor to…',
  advance: (name: string) => `Next: ${name}`,
  more: 'More for leads',
  moreTask: 'More for your task',
  mode: 'Hold this part as…',
  modes: {
    round: 'A round',
    talking_piece: 'Talking piece',
    queue: 'Raised hands',
    tag: 'Each names the next',
    open: 'Open to all',
    presenter: 'Someone presents',
    directed: 'The lead gives the floor',
    silent: 'Silence',
    sealed: 'A sealed round',
  } satisfies Record<Mode, string>,
  crosstalk: {
    none: 'None',
    on_request: 'If the sharer asks',
    free: 'Freely',
  } satisfies Record<Crosstalk, string>,
  modeLabel: 'How the floor moves',
  crosstalkLabel: 'Answers to a share',
  reactionsLabel: 'People can react to what is said',
  modeNow: 'Hold it this way',
  modeText: 'Nobody is interrupted: while someone shares, this has to wait.',
  speaking: 'Somebody is sharing. Thank them first, then go on.',
  end: 'End the meeting',
  endTitle: 'End the meeting for everyone?',
  endText: (keepDays: number) =>
    keepDays === 0
      ? 'Everyone sees the goodbye page. What was written can’t be read any more.'
      : `Everyone sees the goodbye page. For ${f.plural(keepDays, { one: 'one day', other: '# days' })} those who were here can read again what they could read here.`,
  endKeep: 'Keep it open',
  endNow: 'End it now',
  itemTime: {
    5: 'This part has about five minutes left.',
    1: 'This part has about a minute left.',
    0: 'The time of this part is over. Nobody is interrupted.',
  },

  door: 'At the door',
  doorCount: (count: number) => f.plural(count, { one: '# waiting', other: '# waiting' }),
  atDoor: (name: string) => `${name} is at the door`,
  moreAtDoor: (name: string, others: number) => `${name} and ${others} more are at the door`,
  hereFor: (halves: number) =>
    halves < 2
      ? 'Just came · guidelines accepted'
      : `Here ${Math.round(halves / 2)} min · guidelines accepted`,
  letIn: 'Let in',
  letInAll: (count: number) => f.plural(count, { one: 'Let # in', other: 'Let all # in' }),
  firstTime: 'Here for the first time',
  cameAs: (label: string) => `Invited as “${label}”`,
  toldNotYet: 'You asked them to wait.',
  notYet: 'Not yet',
  notYetTitle: (name: string) => `Ask ${name} to wait a little longer?`,
  notYetText: 'They read that you will let them in, and that they can write to you meanwhile.',
  notYetWord: 'A word to them',
  notYetHint: 'Such as how long, or why.',
  notYetNow: 'Ask them to wait',
  message: 'Message',
  deny: 'Not today',
  denyTitle: (name: string) => `Not let ${name} in today?`,
  denyText: 'They read that the next meeting is open to them. They can’t come back to this one.',
  denyNow: 'Not today',
  nobodyAtDoor: 'Nobody is waiting.',
  doorLabel: 'New people',
  doors: {
    everyone: 'come straight in',
    one_by_one: 'come in one by one',
    closed: 'door closed for today',
  } satisfies Record<Door, string>,
  doorText: {
    everyone: 'Whoever has a link comes in by themselves.',
    one_by_one: 'You let each person in.',
    closed:
      'Nobody new can wait. They read that you closed the door for today. Whoever was in before may wait for you.',
  } satisfies Record<Door, string>,
  doorHeld: 'A link they came by was used by somebody who was sent away, so you decide.',
  sendToDoor: 'Send back to the waiting room',
  held: {
    title: 'Newcomers by the same link now wait for a lead.',
    text: 'Otherwise somebody who was sent away could come back by it under another name.',
    ask: 'The host can replace the link on the page of the room.',
    replace: 'Replace the link',
    release: 'Let the link work as before',
    replaced: 'This is the new link. The old one no longer works. It is shown only now.',
    read: 'All right',
  },

  prompts: 'Ready-made sentences',
  promptList: {
    question: 'Let’s come back to the question.',
    experience: 'Let’s speak from our own experience.',
    breath: 'Thank you. Let’s take a breath before the next.',
    minute: 'A quiet minute together.',
  },

  time: 'Time',
  timeLeft: (halves: number) => `This part has about ${Math.max(1, Math.round(halves / 2))} min.`,
  timeOver: 'This part is over its time.',
  toHear: (count: number) =>
    f.plural(count, { one: 'One still to be heard.', other: '# still to be heard.' }),

  actions: (name: string) => `What to do for ${name}`,
  warn: 'Warn in private',
  emergency: 'Emergency contact',
  /** Stands in the field of the whisper, to be changed or sent. */
  warning:
    'Please keep to what we ask of each other here. If it goes on, I may mute you or ask you to leave for today. If something is wrong, tell me here.',
  muteFive: 'Mute for five minutes',
  mute: 'Mute until lifted',
  unmute: 'Lift the mute',
  muteAll: 'Mute everyone',
  unmuteAll: 'Let everyone write again',
  muted: 'muted',
  offline: 'offline',
  giveFloorTo: 'Give the floor',
  remove: 'Remove from this meeting',
  ban: 'Ban from this room',
  removeTitle: (name: string) => `Remove ${name} from this meeting?`,
  removeText:
    'They can’t come back today. Newcomers by the link they came by wait for a lead until the host replaces it.',
  banTitle: (name: string) => `Ban ${name} from this room?`,
  banText:
    'They can’t come to any later meeting either. Newcomers by the link they came by wait for a lead until the host replaces it.',
  reasonLabel: 'Why? The reason is kept, without anything that was written.',
  reasons: {
    unable: 'Not able to take part today',
    guidelines: 'Did not keep to the guidelines',
    safety: 'For somebody’s safety',
    wrong_room: 'Is in the wrong room',
    other: 'Another reason',
  } satisfies Record<RemovalReason, string>,
  removeNow: 'Remove',
  banNow: 'Ban',
  roleAndTasks: 'Role and tasks…',
  roleAndTasksOf: (name: string) => `Role and tasks of ${name}`,
  roleLabel: 'Role in this meeting',
  tasksLabel: 'Tasks in this meeting',
  handOver: 'Hand over the lead',
  service: {
    timekeeper: 'keeps the time',
    presenter: 'presents',
    greeter: 'greets newcomers',
    backup: 'steps in for the lead',
  } satisfies Record<Service, string>,
  /** What a task is good for, after “can”. `calls`: the room lets whoever keeps the time call the next. */
  serviceMay: (service: Service, calls: boolean): string => {
    if (service === 'timekeeper') {
      return calls
        ? 'nudge, give one more minute, and call the next'
        : 'nudge, and give one more minute';
    }
    if (service === 'presenter')
      return 'write at any time in a part of their own, turn its pages, call the next, and go on from it';
    if (service === 'greeter') return 'write to those at the door and to latecomers';
    return 'lead, when the lead and the co-lead are gone';
  },
  roleMay: {
    member: 'take turns, and write where everyone may',
    observer: 'read and ask for help; has no turns, and everyone sees that they observe',
    co_facilitator: 'help to lead: the floor, the agenda, the door, mute and remove',
    co_therapist:
      'help to lead: the floor, the agenda, the door, mute and remove. Only for someone who came as a therapist',
  },
  /** What a person is asked to take. */
  offers: {
    role: (by: string) => `${by} asks you to help lead this meeting.`,
    observe: (by: string) => `${by} asks you to observe this meeting from now on.`,
    observeText:
      'You would read along and write nothing to the group. Once you agree, everyone else is asked.',
    lead: (by: string) => `${by} asks you to lead this meeting from now on.`,
    service: {
      timekeeper: (by: string) => `${by} asks you to keep the time.`,
      presenter: (by: string) => `${by} asks you to present.`,
      greeter: (by: string) => `${by} asks you to greet newcomers.`,
      backup: (by: string) => `${by} asks you to step in for the lead, if needed.`,
    } satisfies Record<Service, (by: string) => string>,
    would: (what: string) => `You could ${what}.`,
    yes: 'Yes, I will',
    no: 'No, thank you',
    asked: 'Asked. Nothing changes before they take it.',
    takeBack: 'Take it back',
  },
  can: (what: string) => `Can ${what}.`,
  youCan: (what: string) => `You can ${what}.`,
  rolesAreSeen: 'Everyone sees roles and tasks in the list of people.',
  roleGiven: (role: string) => `Your role in this meeting is now: ${role}.`,
  taskGiven: {
    timekeeper: 'You keep the time in this meeting.',
    presenter: 'You present in this meeting.',
    greeter: 'You greet newcomers in this meeting.',
    backup: 'You step in for the lead of this meeting, if needed.',
  } satisfies Record<Service, string>,
  taskTaken: {
    timekeeper: 'You don’t keep the time any more.',
    presenter: 'You don’t present any more.',
    greeter: 'You don’t greet newcomers any more.',
    backup: 'You don’t step in for the lead any more.',
  } satisfies Record<Service, string>,
  taskRead: 'All right',
  /** Of those who serve on this date by the plan. */
  halfTime: {
    title: 'Half of the time is over. Not heard yet:',
    who: (names: string[]) => `${f.list(names)}.`,
    offerTo: (name: string) => `Offer the floor to ${name}`,
  },
  missing: {
    title: 'Not here yet:',
    each: (name: string, duty: string) => `${name} (${duty})`,
    who: (each: string[]) => `${f.list(each)}.`,
    given: (each: string) => `Given: ${each}.`,
    give: {
      lead: 'Give the lead to…',
      second_lead: 'Give the second lead to…',
      timekeeper: 'Give the timekeeping to…',
      greeter: 'Give the greeting to…',
      presenter: 'Give the presenting to…',
    } satisfies Record<Duty, string>,
  },
  earlier: 'Earlier in the order',
  later: 'Later in the order',
  toLast: 'Last in the order',

  menu: 'More',
  menuPeople: 'Everyone here',
  menuAgenda: 'Today’s agenda',
  menuWhispers: 'Whispers',
  menuPart: 'How I take part',
  menuCommands: 'Commands and keys',
  menuLeave: 'Leave the meeting',
  leaveTitle: 'Leave the meeting?',
  leaveText:
    'You can come back while it goes on. Until then your draft stays on this page, and nowhere else.',
  leaveNow: 'Leave',
  stay: 'Stay',
});

export type LeadWords = ReturnType<typeof lead>;
