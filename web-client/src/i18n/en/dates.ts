import type { Formatter } from '../formatter';

const NTH = ['first', 'second', 'third', 'fourth'];

/** When a room meets: how dates are said, planned and changed. */
export const dates = (f: Formatter) => ({
  /** What the city of a zone is called. */
  city: (name: string) => `${name}`,
  on: (day: string, time: string) => `${day}, ${time}`,
  elsewhere: (time: string, city: string, there: string) => `${time} (${city} ${there})`,
  until: (from: string, to: string) => `${from} to ${to}`,
  now: 'now',
  session: (session: number, of: number) => `${f.number(session)} of ${f.number(of)}`,
  moved: 'Moved',
  cancelled: 'Cancelled',
  added: 'Extra date',

  rule: {
    once: 'Once',
    weekly: (days: string, every: number) =>
      every === 1 ? `Every ${days}` : `Every ${f.number(every)} weeks on ${days}`,
    nth: (nth: number, day: string, every: number) =>
      every === 1
        ? `On the ${NTH[nth - 1]} ${day} of every month`
        : `On the ${NTH[nth - 1]} ${day} of every ${f.number(every)} months`,
    last: (day: string, every: number) =>
      every === 1
        ? `On the last ${day} of every month`
        : `On the last ${day} of every ${f.number(every)} months`,
    day: (day: number, every: number) =>
      every === 1
        ? `On day ${f.number(day)} of every month`
        : `On day ${f.number(day)} of every ${f.number(every)} months`,
    lastDay: (every: number) =>
      every === 1
        ? 'On the last day of every month'
        : `On the last day of every ${f.number(every)} months`,
    at: (rule: string, time: string) => `${rule}, ${time}`,
    there: (rule: string, time: string, city: string) => `${rule}, ${time} in ${city}`,
    after: (rule: string, dates: number) =>
      `${rule}. ${f.plural(dates, { one: 'One date in all.', other: '# dates in all.' })}`,
    lasts: (rule: string, day: string) => `${rule}. Until ${day}.`,
  },

  /** What members see. */
  face: {
    title: 'When it meets',
    next: 'Next meeting',
    later: 'After that',
    none: 'No more dates are planned.',
    called: (day: string) => `${day} is cancelled.`,
    soon: (when: string) => `It is ${when}.`,
  },

  plan: {
    title: 'When it meets',
    open: 'Without dates',
    openText: 'It opens when a lead opens it.',
    planned: 'On dates',
    plannedText: 'Members see when to come, and the doors open by themselves.',
    first: 'First date',
    from: 'From',
    time: 'Time',
    zone: 'Time zone',
    zoneHint: 'Type a city. Everyone sees the times in their own zone.',
    zoneNow: (city: string, time: string) => `In ${city} it is ${time} now.`,
    zoneUnknown: 'There is no time zone of this name. Try the largest city nearby.',
    repeat: 'Repeats',
    rhythms: {
      once: 'Does not repeat',
      weekly: 'By the week',
      nth: (nth: number, day: string) => `Monthly, on the ${NTH[nth - 1]} ${day}`,
      last: (day: string) => `Monthly, on the last ${day}`,
      day: (day: number) => `Monthly, on day ${f.number(day)}`,
      lastDay: 'Monthly, on the last day',
    },
    someMonths: (day: number) => `Months without a day ${f.number(day)} have no date.`,
    everyWeeks: 'Every so many weeks',
    everyMonths: 'Every so many months',
    days: 'On these days',
    daysHint: 'The first date’s day is always one of them.',
    ends: 'Ends',
    ending: { never: 'It goes on', after: 'After so many dates', on: 'On a day' },
    dates: 'Dates in all',
    datesHint: 'Cancelled ones count.',
    lastDay: 'Last day',
    doors: 'Doors',
    leadsMinutes: 'Leads may come, minutes before',
    membersMinutes: 'Members may come, minutes before',
    missedMinutes: 'Wait for a lead, minutes',
    missedHint: 'Nobody opens it by then: those who wait are told, and see the next date.',
    late: 'Close the door to people who come late',
    lateMinutes: 'Minutes after the start',
    required: 'Choose the day of the first date.',
  },

  preview: {
    title: 'The next dates',
    empty: 'Choose the first date to see those that follow.',
    wrong: 'These dates can’t be kept yet. What to change stands beside it.',
    failed: 'The dates can’t be looked up now. You can go on.',
    more: (n: number) => f.plural(n, { one: 'and one more', other: 'and # more' }),
    members: 'What members see',
    overlaps: 'It overlaps',
    overlap: (day: string, room: string, other: string) => `${day}: with ${room}, ${other}`,
    overlapText: 'You can keep it so. The same lead can’t be in both.',
    effects: 'Dates that you changed by themselves',
    follows: (day: string, to: string) =>
      `${day}: what you changed now holds for the date planned for ${to}.`,
    stays: (day: string) => `${day} stays, as an extra date.`,
    ends: (day: string) => `${day} is no longer a date.`,
  },

  list: {
    title: 'Dates',
    none: 'It has no dates: leads open it when they like.',
    over: 'All dates are past.',
    missed: (when: string) => `No lead opened the meeting of ${when}. Whoever waited was told.`,
    noteFor: (when: string) => `Write a note for ${when}`,
    plan: 'Plan dates',
    change: 'Change the schedule',
    more: 'Show more dates',
    menu: 'More for the schedule',
    menuOf: (day: string) => `Change ${day}`,
    add: 'Add a date',
    clear: 'Take the schedule away',
    move: 'Move',
    cancel: 'Cancel this date',
    uncancel: 'Hold it after all',
    note: 'Write a note',
    restore: 'Put it back',
    remove: 'Take it out',
    fromHere: 'Change from here on',
    changed: {
      move: (day: string) => `Moved to ${day}.`,
      cancel: (day: string) => `${day} is cancelled.`,
      cancelAdd: (day: string) => `${day} is cancelled, and there is one more at the end.`,
      note: (day: string) => `The note for ${day} is saved.`,
      add: (day: string) => `${day} is added.`,
      restore: (day: string) => `${day} is as planned.`,
      remove: (day: string) => `${day} is taken out.`,
      uncancel: (day: string) => `${day} is held.`,
    },
    notAdded:
      'The date is cancelled, but the one at the end could not be added. “Add a date” adds it too.',
  },

  dialog: {
    move: (day: string) => `Move ${day}`,
    day: 'Day',
    time: 'Time',
    zoneOf: (city: string) => `In the time of ${city}.`,
    moveSubmit: 'Move it',
    cancel: (day: string) => `Cancel ${day}?`,
    cancelText: 'It stays in the list, marked as cancelled, and nobody can come in then.',
    cancelSubmit: 'Cancel this date',
    keep: 'Keep it',
    atEnd: 'Add one at the end',
    atEndText: 'So that the series has as many meetings as before.',
    note: 'Note',
    noteHint: 'Members read it beside the date.',
    noteTitle: (day: string) => `Note for ${day}`,
    noteSubmit: 'Save the note',
    add: 'Add a date',
    addText: 'An extra date beside those that repeat.',
    addSubmit: 'Add it',
    clear: 'Take the schedule away?',
    clearText:
      'The coming dates are gone, with what you changed in them. Links and seats stay, and leads open the room when they like.',
    clearSubmit: 'Take it away',
  },

  edit: {
    plan: 'Plan dates',
    change: 'Change the schedule',
    fromHere: (day: string) => `Change from ${day} on`,
    whole: 'The dates that are past stay as they were.',
    fromHereText: 'The dates before it stay as they are.',
    submit: 'Save the schedule',
  },
});

export type Dates = ReturnType<typeof dates>;
