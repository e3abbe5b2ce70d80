/** Who serves when, for somebody who takes duties, gives them back and exchanges them. */
import type { DutiesView, Duty, OwnChange } from '../api/generated';
import { Resource } from '../lib/resource.svelte';
import type { Undo } from '../lib/telling.svelte';

export class OwnDuties {
  readonly view: Resource<DutiesView>;
  readonly #send: (change: OwnChange) => Promise<DutiesView>;

  constructor(load: () => Promise<DutiesView>, send: (change: OwnChange) => Promise<DutiesView>) {
    this.view = new Resource(load);
    this.#send = send;
  }

  /** The duties of a date that are shared out before; none of one that is cancelled. */
  on(key: string): DutiesView['dates'][number]['duties'] {
    const view = this.view.value;
    const found = view?.dates.find(({ date }) => date.key === key);
    if (!view || !found || found.date.cancelled) return [];
    const shared = planned(view);
    return found.duties.filter(({ duty }) => shared.has(duty));
  }

  /** Makes a change. Returns the way back; null where that needs somebody else. */
  async change(change: OwnChange): Promise<Undo | null> {
    this.view.value = await this.#send(change);
    const back = undoOf(change);
    return back && (() => this.change(back));
  }
}

/** The change after which it is as it was; null where that needs somebody else. */
function undoOf(change: OwnChange): OwnChange | null {
  switch (change.type) {
    case 'take':
      return { ...change, type: 'give_back' };
    case 'give_back':
      return { ...change, type: 'take' };
    case 'ask':
      return { ...change, type: 'drop' };
    case 'be_asked':
      return { ...change, on: !change.on };
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
export const partners = ({ dates, now }: DutiesView, duty: Duty) =>
  dates.flatMap(({ date, duties }) => {
    const of = duties.find((one) => one.duty === duty);
    return of?.taken && !of.mine && date.ends_at > now && !date.cancelled
      ? [{ date, name: of.name }]
      : [];
  });
