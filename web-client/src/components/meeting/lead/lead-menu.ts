import type { LeadWords } from '../../../i18n/en/meeting/lead';
import type { LeadActions } from '../../../meeting/actions';
import { nextItem } from '../../../meeting/order';
import { may } from '../../../meeting/policy';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { MenuGroup } from '../../Menu.svelte';

interface Doing {
  act: (command: Command) => void;
  end: () => void;
  people: () => void;
  mode: () => void;
}

/** The less frequent things a lead may do, in groups. */
export function leadMenu(
  view: MeetingView,
  can: LeadActions,
  words: LeadWords,
  doing: Doing,
): MenuGroup[] {
  const { act } = doing;
  const turn = view.floor.turn;
  const item = view.item;
  const now: MenuGroup = { items: [] };
  if (can.nudge && turn) {
    now.items.push({ words: words.nudge, act: () => act({ type: 'nudge', turn: turn.id }) });
  }
  if (can.takeFloor && turn) {
    now.items.push({
      words: words.takeFloor,
      act: () => act({ type: 'take_floor', turn: turn.id }),
    });
  }
  if (can.giveFloor) now.items.push({ words: words.giveFloor, act: doing.people });
  const { round } = view.floor;
  if (can.closeRound && round) {
    now.items.push({
      words: words.closeRound,
      act: () => act({ type: 'close_round', round: round.id }),
    });
  }
  if (can.advance && item !== null) {
    const next = nextItem(view)?.name ?? '';
    now.items.push({
      words: words.advance(next),
      act: () => act({ type: 'advance', from: item, to: null }),
    });
  }
  if (item !== null && can.changeMode) now.items.push({ words: words.mode, act: doing.mode });
  const groups = [now, muteGroup(view, words, act)];
  if (can.end) groups.push({ items: [{ words: words.end, act: doing.end, danger: true }] });
  return groups.filter(({ items }) => items.length > 0);
}

function muteGroup(view: MeetingView, words: LeadWords, act: Doing['act']): MenuGroup {
  const items = [];
  if (may(view, 'mute_all'))
    items.push({ words: words.muteAll, act: () => act({ type: 'mute_all' }) });
  const muted = view.people.some(({ mute }) => mute !== null);
  if (muted && may(view, 'unmute_all')) {
    items.push({ words: words.unmuteAll, act: () => act({ type: 'unmute_all' }) });
  }
  return { items };
}
