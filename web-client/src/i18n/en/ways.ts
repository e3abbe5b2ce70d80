import type { WayInKind } from '../../api/generated';
import type { Formatter } from '../formatter';

/** How one gets into a room: for the host who chooses it, and for those who come. */
export const ways = (f: Formatter) => ({
  title: 'How people get in',
  names: {
    open: 'Open',
    asking: 'By asking',
    closed: 'Closed',
    slow_open: 'When a place is open',
    modules: 'At the start of a module',
  } satisfies Record<WayInKind, string>,
  about: {
    open: 'Everyone who has a link takes a seat.',
    asking: 'People answer your questions once. A lead lets them in, or not.',
    closed: 'By personal invitation only. Each works for one person.',
    slow_open:
      'You open places, and each newcomer takes one. The group is told that somebody comes.',
    modules: 'Newcomers begin on the dates that you choose.',
  } satisfies Record<WayInKind, string>,
  /** What the way of a room is now, on its page. */
  now: {
    questions: (n: number) =>
      n === 0
        ? 'You ask for a name only.'
        : f.plural(n, { one: 'You ask one question.', other: 'You ask # questions.' }),
    until: (session: number) => `Newcomers come until session ${f.number(session)}.`,
    places: (n: number) =>
      n === 0
        ? 'No place is open now.'
        : f.plural(n, { one: 'One place is open.', other: '# places are open.' }),
    starts: (n: number) =>
      f.plural(n, { one: 'Newcomers begin on one date.', other: 'Newcomers begin on # dates.' }),
  },
  change: 'Change',
  ownerOnly: 'Only the owner of the room can change that.',
  edit: {
    title: 'How people get in',
    seats: 'Whoever has a seat keeps it, whatever you choose.',
    question: (n: number) => `Question ${f.number(n)}`,
    removeQuestion: (n: number) => `Remove question ${f.number(n)}`,
    addQuestion: 'Add a question',
    questionsHint: 'Plain text, each answered once. Ask only what you need to decide.',
    until: 'No newcomers after a session',
    untilSession: (of: number) => `Until session, of ${f.number(of)}`,
    untilUncounted: 'Only a series with an end counts its sessions. Plan its end first.',
    places: 'Open places',
    placesHint: 'How many newcomers can join now. 0 closes the room until you open one.',
    starts: 'Newcomers begin on',
    noDates: 'The room needs dates first. Plan when it meets.',
    startsNext: 'The next dates. Later ones can be chosen once the room is made.',
    loading: 'Looking for the dates…',
    meansTitle: 'What that means now',
    links: {
      open: (n: number) =>
        f.plural(n, {
          one: 'The link that works gives a seat.',
          other: 'The # links that work give a seat.',
        }),
      asking: (n: number) =>
        f.plural(n, {
          one: 'The link that works now leads to your questions.',
          other: 'The # links that work now lead to your questions.',
        }),
      closed: (n: number) =>
        f.plural(n, {
          one: 'The shared link gives no seat any more, and says why. Make personal invitations instead.',
          other:
            'The # shared links give no seats any more, and say why. Make personal invitations instead.',
        }),
      slow_open: (n: number) =>
        f.plural(n, {
          one: 'The link that works gives a seat while a place is open.',
          other: 'The # links that work give a seat while a place is open.',
        }),
      modules: (n: number) =>
        f.plural(n, {
          one: 'The link that works gives a seat from the next of these dates on.',
          other: 'The # links that work give a seat from the next of these dates on.',
        }),
    } satisfies Record<WayInKind, (n: number) => string>,
    requests: (n: number) =>
      f.plural(n, {
        one: 'One person waits for an answer. You can still give it.',
        other: '# people wait for an answer. You can still give it.',
      }),
    waiting:
      'People with a seat who have never come and joined by modules need not wait for their date any more.',
  },
  requests: {
    title: 'Asking to join',
    loading: 'Looking who asks…',
    none: 'Nobody is waiting for an answer.',
    text: 'Only leads read this. The answers are erased when one of you decides, and after two weeks in any case.',
    asked: (at: number) => `asked on ${f.date(at)}`,
    ends: (at: number) => `ends by itself on ${f.date(at)}`,
    accept: 'Let in',
    decline: 'Decline',
    suggest: 'Suggest another group',
    of: (what: string, name: string) => `${what}: ${name}`,
    note: 'A line from you',
    noteHint: 'They read it beside the answer. It can stay empty.',
    acceptTitle: (name: string) => `Let ${name} in?`,
    acceptText: 'They take their seat on the device from which they asked.',
    declineTitle: (name: string) => `Decline ${name}?`,
    declineText: 'They read that it says nothing about them, with help lines. Nobody else is told.',
    suggestTitle: (name: string) => `Suggest another group to ${name}?`,
    suggestText:
      'They read its name, with its public page, or with an invitation that is theirs alone if it has none.',
    group: 'The other group',
    noOther: 'You lead no other room that you could suggest.',
    sent: 'They can read your answer now.',
  },
  /** Before somebody has a seat. */
  come: {
    begins: (when: string) => `You would begin on ${when}.`,
    beginsText:
      'Newcomers begin together with a module. You can take your seat now and come from then on.',
    askTitle: 'Ask to join',
    askText: 'This group asks a few things first. A lead reads them and answers.',
    nextTitle: 'What happens next',
    next: [
      'Only the leads of this group read your name and your answers.',
      'They are erased when a lead decides, when you take the request back, and after two weeks in any case.',
      'Nobody writes to you. The answer is on this page, on this device: keep it open or come back.',
    ],
    toAsk: 'I accept these. Go on',
    askStep: 'Ask to join',
    kept: 'What you had written is here again, on this device only. It is not sent yet.',
    discard: 'Start over',
    submit: 'Ask to join',
    askedTitle: 'You have asked to join',
    askedText: 'Your request is on this device.',
    askedOpen: 'See where it stands',
    shut: {
      room_closed: {
        title: 'This group is closed',
        text: 'It takes newcomers by personal invitation only, so this link gives no seat. It says nothing about you.',
      },
      newcomers_over: {
        title: 'This group has begun',
        text: 'It takes nobody new any more, so that the people in it can go their way together.',
      },
      no_place_open: {
        title: 'No place is open now',
        text: 'A place opens from time to time. Keep the link and try it again later.',
      },
      no_start: {
        title: 'No date to begin is planned',
        text: 'Newcomers begin on certain dates, and none is planned now. Keep the link and try it again later.',
      },
      link_used: {
        title: 'This invitation has been used',
        text: 'It was for one person. If that was you, open your seat with your recovery code; otherwise ask the host for another one.',
      },
    },
    others: 'Look at other groups',
  },
  /** The page of somebody who asked. */
  asked: {
    loading: 'Looking for your request…',
    none: 'There is no request here',
    noneText: 'It was taken back, its time is over, or it was made on another device.',
    pendingTitle: 'Your request is with the leads',
    pendingText: (name: string) => `You asked as ${name}. A lead reads it and answers here.`,
    pendingEnds: (at: number) => `Without an answer it ends by itself on ${f.date(at)}.`,
    pendingKeep: 'Nobody writes to you. Keep this page open, or come back to it on this device.',
    since: (at: number) => `Asked on ${f.date(at)}, ${f.time(at)}`,
    takeBack: 'Take it back',
    takeBackTitle: 'Take your request back?',
    takeBackText: 'What you wrote is erased. You can ask again later.',
    acceptedTitle: 'You are welcome',
    acceptedText: (at: number) => `Your seat waits for you here until ${f.date(at)}.`,
    begins: (when: string) => `You begin on ${when}.`,
    takeSeat: 'Take my seat',
    declinedTitle: 'Not in this group, this time',
    declinedText:
      'The leads of this group said no. It says nothing about you or what you wrote; often it is about the size or the moment of a group. What you wrote is erased.',
    suggestedTitle: 'The leads suggest another group',
    suggestedText: 'They think that it may suit you better.',
    suggestedOpen: (title: string) => `Look at ${title}`,
    expiredTitle: 'Your request has ended',
    expiredText:
      'Nobody answered in time, or the seat was not taken in time. It says nothing about you. What you wrote is erased, and you can ask again.',
    fromLeads: 'From the leads',
    putAway: 'Put this away',
    takenBackTitle: 'Taken back',
    takenBackText: 'What you wrote is erased.',
    help: 'If you would like to talk to someone now',
    home: {
      title: 'You asked to join',
      text: 'The answer is on this device.',
    },
  },
  /** For members. */
  beginsOn: (when: string) => `You begin on ${when}.`,
  /** On a public page. */
  group: {
    line: 'How one gets in',
    says: {
      open: 'It is open. You choose a name and take a seat.',
      asking: 'You ask to join. The leads read a few answers and decide.',
      closed: 'It is closed. New people come by personal invitation.',
      slow_open: 'A place opens from time to time.',
      modules: 'Newcomers begin on certain dates.',
    } satisfies Record<WayInKind, string>,
    until: (session: number) => `Newcomers come until session ${f.number(session)}.`,
    begins: (when: string) => `The next one is ${when}.`,
    noPlace: 'No place is open now.',
    ask: 'Ask to join',
  },
  personal: {
    label: 'For one person',
    hint: 'It works for one seat.',
    only: 'Each invitation is for one person.',
    tag: 'for one person',
    unused: 'not used yet',
  },
  need: (n: number) =>
    f.plural(n, { one: 'One person asks to join', other: '# people ask to join' }),
});

export type Ways = ReturnType<typeof ways>;
