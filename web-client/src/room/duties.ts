/** What somebody does about duties of their own, and how it is undone. */
import type { DutiesView, Duty, OwnChange } from '../api/generated';

/** The change after which it is as it was; `null` where that needs somebody else. */
export function undoOf(change: OwnChange): OwnChange | null {
  const { date, duty } = change;
  switch (change.type) {
    case 'take':
      return { type: 'give_back', date, duty };
    case 'give_back':
      return { type: 'take', date, duty };
    case 'ask':
      return { type: 'drop', date, duty, with: change.with };
    case 'agree':
    case 'drop':
      return null;
  }
}

/** The duties that are shared out before: those that somebody has or can take, on any date. */
export function planned({ ways, dates }: DutiesView): Set<Duty> {
  const chosen = ways.filter(({ way }) => way.type !== 'by_hand').map(({ duty }) => duty);
  const had = dates.flatMap(({ duties }) =>
    duties.filter(({ taken, may_take }) => taken || may_take).map(({ duty }) => duty),
  );
  return new Set([...chosen, ...had]);
}

/** The dates whose duty somebody else has, with whom one could exchange. */
export const partners = ({ dates }: DutiesView, duty: Duty, now: number) =>
  dates.flatMap(({ date, duties }) => {
    const of = duties.find((one) => one.duty === duty);
    return of?.taken && !of.mine && date.ends_at > now && !date.cancelled
      ? [{ date, name: of.name }]
      : [];
  });
