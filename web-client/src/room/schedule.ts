/** What is left of a schedule, and how it goes on. */
import type { DateView, Plan, ScheduleView } from '../api/generated';

/** How many sessions a series has, by its dates; null if they are not counted. */
export const sessionsOf = (dates: readonly DateView[]): number | null =>
  dates.find(({ number }) => number)?.number?.of ?? null;

interface Rest {
  /** The next date of the rule, as it was first planned; undefined if there is none. */
  start: string | undefined;
  /** How many dates the rule still has, cancelled ones too; null if that is not known. */
  dates: number | null;
}

/** The dates that a list of the server has at most; there may be more then. */
const LISTED_MAX = 100;

/** What is left of the rule in force, from a date on or from the next one. */
export function rest(view: ScheduleView, dates: readonly DateView[], from = view.start): Rest {
  const keys = dates
    .filter(({ key, added }) => !added && key >= view.start && key >= from)
    .map(({ key }) => key)
    .toSorted();
  const [start] = keys;
  if (view.ends.type !== 'after') return { start, dates: null };
  if (start === view.start) return { start, dates: view.ends.dates };
  return { start, dates: dates.length < LISTED_MAX ? keys.length : null };
}

/** The plan that gives a series with a fixed number of dates one more at the end; null if it has none. */
export function oneMore(view: ScheduleView, dates: readonly DateView[], more = 1): Plan | null {
  if (view.repeat.type === 'once' || view.ends.type !== 'after') return null;
  // A date that was moved may have been planned for a time that is past.
  const left = rest(
    view,
    dates.filter(({ moved }) => !moved),
  );
  const all = rest(view, dates, left.start);
  if (left.start === undefined || all.dates === null) return null;
  const { zone, repeat, doors } = view;
  return {
    from: left.start,
    schedule: {
      zone,
      start: left.start,
      repeat,
      ends: { type: 'after', dates: all.dates + more },
      doors,
    },
  };
}
