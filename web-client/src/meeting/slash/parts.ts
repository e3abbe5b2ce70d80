/** The parts of the agenda: where to go, in which order, and minutes that move between them. */
import type { Command, MeetingView } from '../../protocol/generated';
import { lenders, steps, takers, withBack, without, type StepState } from '../agenda';
import { standsStill } from '../order';
import { may } from '../policy';
import { send } from './make';
import type { SlashId } from './names';
import type { Given, Part, Slash, Taking } from './slash';

/** Something with one part; which it can be is whichever it can be done with. */
function withPart(
  id: SlashId,
  command: (view: MeetingView, part: Part, given: Given) => Command | null,
  before: readonly Taking[] = [],
): Slash {
  // One minute stands for any: how many there are is the server's to say.
  const any = { minutes: 1 } as Given;
  const of = (view: MeetingView): Part[] =>
    view.phase.type === 'running'
      ? steps(view, view.clock.floor_ms).filter((part) => command(view, part, any) !== null)
      : [];
  return {
    id,
    takes: [...before, { type: 'part', of }],
    can: (view) => of(view).length > 0,
    does: (view, given) => given.part && send(command(view, given.part, given)),
  };
}

const arranging =
  (state: StepState, order: (coming: readonly number[], item: number) => number[]) =>
  (view: MeetingView, part: Part): Command | null => {
    if (part.state !== state || view.item === null || !may(view, 'arrange_agenda')) return null;
    const coming = order(view.coming, part.item);
    if (`${coming}` === `${view.coming}`) return null;
    return { type: 'arrange_agenda', current: view.item, coming };
  };

const minutes: Taking = { type: 'minutes' };

export const parts: readonly Slash[] = [
  withPart('go_to', (view, { item: to, state }) => {
    const { item: from } = view;
    if (state === 'now' || from === null || standsStill(view) || !may(view, 'advance')) return null;
    return { type: 'advance', from, to };
  }),
  withPart('skip', arranging('coming', without)),
  withPart('bring_back', arranging('skipped', withBack)),
  withPart(
    'up_next',
    arranging('coming', (coming, item) => [item, ...without(coming, item)]),
  ),
  withPart(
    'borrow',
    (view, { item: from }, { minutes }) => {
      const to = view.item;
      const lends = lenders(view, view.clock.floor_ms).some(({ item }) => item === from);
      if (to === null || minutes === null || !lends || !may(view, 'move_time')) return null;
      return { type: 'move_time', current: to, from, to, minutes };
    },
    [minutes],
  ),
  withPart(
    'lend',
    (view, { item: to }, { minutes }) => {
      const from = view.item;
      const takes = takers(view, view.clock.floor_ms).some(({ item }) => item === to);
      if (from === null || minutes === null || !takes || !may(view, 'move_time')) return null;
      return { type: 'move_time', current: from, from, to, minutes };
    },
    [minutes],
  ),
];
