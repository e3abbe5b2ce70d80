/** Where the meeting is, for somebody who came straight in; in the waiting room the server tells it. */
import type { LatecomerCard, MeetingView } from '../protocol/generated';
import { currentItem } from './order';

export function latecomerCard(view: MeetingView): LatecomerCard | null {
  const agendaItem = currentItem(view);
  if (view.phase.type !== 'running' || view.item === null || !agendaItem) return null;
  const { round } = view.floor;
  return {
    item: view.item,
    agenda_item: agendaItem,
    items: view.agenda.length,
    round_has_room: round === null || round.slots.some(({ who }) => who === view.me.id),
    earlier_shown: view.settings.show_earlier,
  };
}
