import type { Formatter } from '../formatter';

export const desk = (f: Formatter) => ({
  loading: 'Finding your rooms…',
  summary: (meetings: number, rooms: number, needs: number) => {
    const count =
      meetings > 0
        ? f.plural(meetings, { one: 'One meeting today.', other: '# meetings today.' })
        : f.plural(rooms, { one: 'One room.', other: '# rooms.' });
    if (needs === 0) return `${count} Nothing needs you.`;
    return `${count} ${f.plural(needs, { one: 'One thing needs you.', other: '# things need you.' })}`;
  },
  newRoom: 'New room',
  today: 'Today',
  nothingToday: 'Nothing more is planned for today.',
  coming: 'The coming weeks',
  thisWeek: 'This week',
  nextWeek: 'Next week',
  weekOf: (day: string) => `Week of ${day}`,
  views: { list: 'List', week: 'Week' },
  viewOf: 'Show the dates as',
  weekBefore: 'The week before',
  weekAfter: 'The week after',
  noDates: 'No dates.',
  nextDate: (when: string, soon: string) => `Next: ${when} · ${soon}`,
  find: 'Find a room',
  found: (n: number) => f.plural(n, { one: 'One room', other: '# rooms' }),
  notFound: 'No room has these words in its name or topics.',
  all: (n: number) => `Show all ${f.number(n)} rooms`,
  archived: 'Archived rooms',
  archivedLoading: 'Looking for them…',
  noneArchived: 'No room is archived.',
  archivedOn: (at: number) => `archived on ${f.date(at)}`,
  restore: 'Bring back',
  restoreOf: (title: string) => `Bring back ${title}`,
  restoreTitle: (title: string) => `Bring back ${title}?`,
  restoreText:
    'It comes back with its agenda, its schedule and its leads. Nobody has a seat in it any more, and its old links don’t work: everyone joins again, by a new invite.',
  rooms: 'Rooms',
  emptyTitle: 'No rooms yet',
  emptyText:
    'A room is a meeting that comes back. Start with a format; everything can be changed later.',
  emptyGuest: 'Rooms you are invited to lead appear here.',
  closed: 'Closed',
  gathering: (waiting: number) =>
    waiting === 0
      ? 'The waiting room is open'
      : f.plural(waiting, { one: 'One person is waiting', other: '# people are waiting' }),
  running: (present: number) =>
    f.plural(present, { one: 'One person is here', other: '# people are here' }),
  places: (taken: number, all: number) =>
    `${f.number(taken)} of ${f.plural(all, { one: '# place', other: '# places' })}`,
  capacity: (all: number) => `up to ${f.plural(all, { one: '# person', other: '# people' })}`,
  leads: (names: string[]) => (names.length === 1 ? `${names[0]} leads` : `${f.list(names)} lead`),
  ownedBy: (name: string) => `Owned by ${name}`,
  onDesk: 'On the shared desk',
  enter: 'Enter',
  openDoor: 'Open door',
  details: 'Details',
  detailsOf: (title: string) => `Details of ${title}`,
  enterRoom: (title: string) => `Enter ${title}`,
  moreNeeds: (n: number) => f.plural(n, { one: 'One more', other: '# more' }),
  dismiss: 'Dismiss',
  dismissOf: (what: string, title: string) => `Dismiss “${what}” for ${title}`,
  needsYou: 'Needs you',
  missedStartTitle: 'Nobody opened the meeting',
  missedStartText: (title: string, when: string, next: string | null) =>
    `${title}, ${when}. ${next ? `Next: ${next}. You can write a note for it.` : 'No other date is planned.'}`,
  putAway: (what: string) => `Dismissed: ${what}`,
  missedTitle: (calls: number) =>
    f.plural(calls, {
      one: 'Nobody read a call for help',
      other: 'Nobody read # calls for help',
    }),
  missedText: (title: string, at: number) =>
    `${title}, meeting of ${f.date(at)}. We don’t keep who it was. You may want to ask in the next meeting how everyone is.`,
  concernsTitle: (concerns: number) =>
    f.plural(concerns, { one: 'A concern about a lead', other: '# concerns about a lead' }),
  waitingTitle: (waiting: number) =>
    f.plural(waiting, { one: 'One person is waiting', other: '# people are waiting' }),
  lostTitle: 'The names in a room are lost',
  lostText: (title: string) => `${title} can start over, with new seats.`,
  noInviteTitle: 'Nobody is invited yet',
  noInviteText: (title: string) => `${title} has no invite link.`,
  oneLeadTitle: 'Only one lead',
  oneLeadText: (title: string) => `If you drop out, ${title} has nobody to hold it.`,
});

export type Desk = ReturnType<typeof desk>;
