import type { AgendaWords } from '../../../i18n/en/meeting/agenda';
import {
  earlier,
  later,
  lenders,
  takers,
  withBack,
  without,
  type Step,
} from '../../../meeting/agenda';
import { standsStill } from '../../../meeting/order';
import { may } from '../../../meeting/policy';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { MenuGroup, MenuItem } from '../../menu';
import type { Arranging } from './arranging.svelte';

export type Moving = 'borrow' | 'give';

interface Doing {
  arranging: Arranging;
  move: (how: Moving) => void;
  /** Whether it has to be confirmed first, since somebody loses something by it. */
  asksFirst: (command: Command) => boolean;
  floorMs: number;
}

/** What the viewer may do with one item of the agenda. */
export function agendaMenu(
  view: MeetingView,
  step: Step,
  words: AgendaWords,
  doing: Doing,
): MenuGroup[] {
  if (view.phase.type !== 'running' || view.item === null) return [];
  const arranges = may(view, 'arrange_agenda');
  const groups = [goItems(view, step, words, doing)];
  if (arranges && step.state === 'coming') groups.push(orderItems(view, step, words, doing));
  if (arranges && step.state === 'skipped') groups.push([backItem(view, step, words, doing)]);
  if (arranges && step.state === 'now') groups.push(minuteItems(view, words, doing));
  return groups.filter((items) => items.length > 0).map((items) => ({ items }));
}

function goItems(
  view: MeetingView,
  { item, state }: Step,
  words: AgendaWords,
  { arranging, asksFirst }: Doing,
): MenuItem[] {
  const from = view.item;
  if (from === null || state === 'now' || standsStill(view) || !may(view, 'advance')) return [];
  return [
    {
      words: state === 'done' ? words.goBack : words.goHere,
      act: () => {
        const command: Command = { type: 'advance', from, to: item };
        if (!asksFirst(command)) void arranging.command(command, '');
      },
    },
  ];
}

function orderItems(
  view: MeetingView,
  { item, name }: Step,
  words: AgendaWords,
  { arranging }: Doing,
): MenuItem[] {
  const { coming } = view;
  const move = (after: number[]) => {
    const next = view.agenda[after[after.indexOf(item) + 1] ?? -1];
    void arranging.arrange(
      item,
      after,
      next ? words.movedBefore(name, next.name) : words.movedLast(name),
    );
  };
  const items: MenuItem[] = [];
  if (item !== coming[0])
    items.push({ words: words.earlier, act: () => move(earlier(coming, item)) });
  if (item !== coming.at(-1))
    items.push({ words: words.later, act: () => move(later(coming, item)) });
  items.push({
    words: words.skip,
    act: () => void arranging.arrange(item, without(coming, item), words.didSkip(name)),
  });
  return items;
}

function backItem(
  view: MeetingView,
  { item, name }: Step,
  words: AgendaWords,
  { arranging }: Doing,
): MenuItem {
  return {
    words: words.bringBack,
    act: () => void arranging.arrange(item, withBack(view.coming, item), words.cameBack(name)),
  };
}

function minuteItems(view: MeetingView, words: AgendaWords, { move, floorMs }: Doing): MenuItem[] {
  const items: MenuItem[] = [];
  if (lenders(view, floorMs).length > 0)
    items.push({ words: words.borrow, act: () => move('borrow') });
  if (takers(view, floorMs).length > 0) items.push({ words: words.give, act: () => move('give') });
  return items;
}
