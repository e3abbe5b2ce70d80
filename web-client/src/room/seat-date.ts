/** What the person of a seat can say of a date, and how they stand to it in words. */
import type { AnswerWord, SeatDate } from '../api/generated';
import { dayText, timeText } from '../i18n/dates';
import { t } from '../i18n/index.svelte';
import type { Places } from '../i18n/en/places';

export interface SeatAct {
  word: keyof Places['seat']['act'];
  answer: AnswerWord | 'take_back';
  /** Gets the date's filled button. */
  main?: boolean;
  /** A place goes to the next in line by it. */
  givesUp?: boolean;
}

const SIGN_UP: SeatAct = { word: 'signUp', answer: 'coming', main: true };
const WAIT: SeatAct = { word: 'wait', answer: 'waiting', main: true };
const LATE: SeatAct = { word: 'late', answer: 'late' };
const IN_TIME: SeatAct = { word: 'inTime', answer: 'coming' };
const ABSENT: SeatAct = { word: 'absent', answer: 'absent' };

/** In the order of the buttons; none for a date that is over, cancelled or out of reach. */
export function actsOf(each: SeatDate, seats: number | null): readonly SeatAct[] {
  if (!each.open) return [];
  const free = seats === null || (each.free ?? 0) > 0;
  const mine = each.mine;
  switch (mine?.stand) {
    case 'coming': {
      const absent: SeatAct = { ...ABSENT, givesUp: seats !== null };
      return [mine.late ? IN_TIME : LATE, absent];
    }
    case 'offered':
      return [
        { word: 'take', answer: 'coming', main: true },
        { word: 'leave', answer: 'take_back' },
      ];
    case 'waiting':
      return [{ word: 'stopWaiting', answer: 'take_back' }];
    case 'absent':
      // Who had a place may find it taken: then they can wait.
      if (seats !== null) return [free ? { ...SIGN_UP, word: 'comeAfterAll', main: false } : WAIT];
      return [{ word: 'undo', answer: 'take_back' }];
    case 'removed':
      return [];
    default:
      if (seats !== null) return [free ? SIGN_UP : WAIT];
      return [{ word: 'coming', answer: 'coming' }, LATE, ABSENT];
  }
}

/** How the person stands to the date, or how many places there are; null if there is nothing to say. */
export function stateOf(each: SeatDate, seats: number | null, now: number): string | null {
  const words = t.places.seat;
  if (each.date.cancelled) return null;
  if (!each.open) return words.state.over;
  const mine = each.mine;
  switch (mine?.stand) {
    case 'coming':
      if (seats === null) return mine.late ? words.state.saidLate : words.state.said;
      return mine.late ? words.state.late : words.state.coming;
    case 'offered': {
      const until = mine.until ?? now;
      const time = timeText(until, each.date.zone);
      return words.state.offered(t.dates.on(dayText(until, now), time));
    }
    case 'waiting':
      return words.state.waiting(each.ahead ?? 0);
    case 'absent':
    case 'lapsed':
    case 'missed':
    case 'removed':
      return words.state[mine.stand];
    default:
      return seats !== null && typeof each.free === 'number' ? words.free(each.free, seats) : null;
  }
}
