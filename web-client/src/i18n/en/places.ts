import type { AttendanceMark, StandView } from '../../api/generated';
import type { Formatter } from '../formatter';

/** Who comes to a date: on a member's own page, at the door, and for those who lead. */
export const places = (f: Formatter) => ({
  /** The page of somebody's coming dates. */
  seat: {
    title: 'Your dates',
    open: 'Your dates',
    openUndated: 'Your seat',
    loading: 'Looking for the dates…',
    how: 'How it works',
    noSeatTitle: 'Your seat is not on this device',
    noSeat:
      'Your code opens it here again. If the room was closed for good, it opens nothing any more.',
    none: 'No date is planned now.',
    noSchedule: 'This room has no dates. It opens when a lead opens it.',
    toRoom: 'To the room',
    signUp: (seats: number) =>
      `${f.plural(seats, { one: 'Each date has one place.', other: 'Each date has # places.' })} Sign up for those you want to come to. If a date is full, you can wait: places that become free are offered in order.`,
    door: 'People who signed up come in. Others come in while places are free. Ten minutes after the start, the place of somebody who isn’t here and didn’t say that they are late can go to whoever waits at the door.',
    noSignUp: 'Nobody needs to sign up. If you can’t come, or come late, the leads see it here.',
    whoSees: 'The leads see what you say. It is erased when the meeting ends.',
    whoSeesTherapy: 'The leads see what you say. Whether you came is kept for them.',
    absence: (notice_hours: number, missed_in_a_row: number) =>
      `${notice_hours > 0 ? `If you can’t come, please say so ${f.plural(notice_hours, { one: 'an hour', other: '# hours' })} before. ` : ''}${f.plural(missed_in_a_row, { one: 'After one missed date the leads are told.', other: 'After # missed dates in a row the leads are told.' })} Nothing happens by itself.`,
    gone: (when: string) => `The date ${when} is gone, and your place with it.`,
    ok: 'All right',
    state: {
      coming: 'You have a place.',
      said: 'You said that you come.',
      late: 'You have a place, and come late.',
      saidLate: 'You said that you come late.',
      offered: (until: string) => `A place is kept for you until ${until}.`,
      absent: 'You said that you can’t come. The leads can see it.',
      lapsed: 'A place was kept for you, and the time for it is over.',
      missed: 'Your place went to somebody else, because you were not here.',
      removed: 'A lead took your place back.',
      over: 'This meeting is over.',
      waiting: (ahead: number) =>
        ahead === 0
          ? 'You wait, and are the next.'
          : `You wait. ${f.plural(ahead, { one: 'One person is before you.', other: '# people are before you.' })}`,
    },
    free: (free: number, seats: number) =>
      free === 0
        ? 'All places are taken.'
        : f.plural(free, {
            one: `One of ${f.number(seats)} places is free.`,
            other: `# of ${f.number(seats)} places are free.`,
          }),
    waiting: (n: number) => f.plural(n, { one: 'One person waits.', other: '# people wait.' }),
    act: {
      signUp: 'Sign up',
      take: 'Take the place',
      leave: 'Leave it',
      wait: 'Wait for a place',
      stopWaiting: 'Stop waiting',
      coming: 'I’m coming',
      late: 'I’ll be late',
      inTime: 'I’ll be on time',
      absent: 'I can’t come',
      undo: 'Undo',
      comeAfterAll: 'I can come after all',
    },
    /** For a button that stands by many dates. */
    actOn: (act: string, when: string) => `${act}: ${when}`,
    giveUpTitle: 'Give up your place?',
    giveUpText: (waiting: number) =>
      `${f.plural(waiting, { one: 'One person waits', other: '# people wait' })}. Your place is offered to the next at once, and you may not get it back.`,
    giveUp: 'I can’t come',
    attendance: 'Earlier dates',
    attended: {
      attended: 'You were there.',
      missed: 'You were not there.',
      excused: 'You said in time that you couldn’t come.',
      short_notice: 'You said shortly before that you couldn’t come.',
    } satisfies Record<AttendanceMark, string>,
  },

  /** At a door that is open for those who have a place. */
  door: {
    title: 'No place is free',
    text: 'People signed up for this date. Ten minutes after the start, the place of somebody who isn’t here can be yours. The page looks for one by itself.',
    look: 'Look again',
  },

  /** On the page of a room, for those who lead. */
  room: {
    title: 'Who comes',
    text: 'What members say of the coming dates, on their own page.',
    loading: 'Looking who comes…',
    rule: 'How people come',
    free: 'Without sign-up',
    freeText:
      'Anyone with a seat may come while the room is not full. People can say that they can’t come, or come late.',
    signUp: 'Sign-up for each date',
    signUpText: 'Places are given in order, and free ones are offered to those who wait.',
    seats: 'Places for each date',
    seatsHint: (most: number) =>
      `Leads don’t count. At most ${f.number(most)}: the room holds one more, and somebody has to lead.`,
    absence: 'Ask for notice, and tell the leads who misses dates',
    absenceText: 'Members read it before they join. It tells you, and does nothing by itself.',
    notice: 'Hours of notice',
    missed: 'Missed dates in a row',
    counts: (coming: number, seats: number | null) =>
      seats === null
        ? f.plural(coming, { one: 'One says they come', other: '# say they come' })
        : `${f.number(coming)} of ${f.plural(seats, { one: '# place', other: '# places' })}`,
    late: (n: number) => f.plural(n, { one: 'one late', other: '# late' }),
    absent: (n: number) => f.plural(n, { one: 'one can’t come', other: '# can’t come' }),
    waits: (n: number) => f.plural(n, { one: 'one waits', other: '# wait' }),
    nobody: 'Nobody has said anything yet.',
    someone: 'somebody',
    stands: {
      coming: 'comes',
      waiting: 'waits',
      offered: 'is offered a place',
      absent: 'can’t come',
      lapsed: 'didn’t answer an offer',
      missed: 'didn’t come',
      removed: 'place taken back',
      gone: 'date gone',
    } satisfies Record<StandView, string>,
    isLate: 'comes late',
    until: (when: string) => `until ${when}`,
    menuOf: (name: string) => `More for ${name}`,
    remove: 'Take the place back',
    removeTitle: (name: string) => `Take back the place of ${name}?`,
    removeText:
      'They read it on their page, and get a mail if they want mail. The place goes to the next in line.',
    give: 'Give a place',
    moveTo: (when: string) => `Move to ${when}`,
    add: 'Give somebody a place',
    addWho: 'Who',
    addNow: 'Give the place',
    missing: (name: string, n: number) =>
      f.plural(n, {
        one: `${name} missed the last date.`,
        other: `${name} missed # dates in a row.`,
      }),
    attendance: 'Who was there',
    attended: {
      attended: 'there',
      missed: 'missed',
      excused: 'excused',
      short_notice: 'short notice',
    } satisfies Record<AttendanceMark, string>,
    others: 'More dates',
    kept: 'Saved.',
  },

  /** On the desk. */
  desk: {
    missingTitle: (n: number) =>
      f.plural(n, { one: 'Somebody misses dates', other: '# people miss dates' }),
    waitTitle: (n: number) =>
      f.plural(n, { one: 'One person waits for a place', other: '# people wait for a place' }),
    waitText: (title: string, when: string) => `${title}, ${when}`,
  },

  /** In a meeting, for its leads. */
  meeting: {
    title: 'Expected today',
    late: (names: string[]) => `Late: ${f.list(names)}`,
    absent: (names: string[]) => `Can’t come: ${f.list(names)}`,
  },

  /** Before one joins. */
  face: {
    signUp: (seats: number) =>
      f.plural(seats, {
        one: 'You sign up for each date: there is one place.',
        other: 'You sign up for each date: there are # places.',
      }),
  },
});

export type Places = ReturnType<typeof places>;
