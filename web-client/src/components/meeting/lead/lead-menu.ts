import type { LeadWords } from '../../../i18n/en/meeting/lead';
import type { LeadActions } from '../../../meeting/actions';
import { currentItem } from '../../../meeting/order';
import { may } from '../../../meeting/policy';
import type { Command, MeetingView, Mode } from '../../../protocol/generated';
import type { MenuGroup } from '../../Menu.svelte';

interface Doing {
  act: (command: Command) => void;
  end: () => void;
  people: () => void;
}

const MODES: readonly Mode[] = ['round', 'talking_piece', 'queue', 'tag', 'open', 'directed', 'presenter', 'silent'];

/** The less frequent things a lead may do, in groups. */
export function leadMenu(view: MeetingView, can: LeadActions, words: LeadWords, doing: Doing): MenuGroup[] {
  const { act } = doing;
  const turn = view.floor.turn;
  const item = view.item;
  const now: MenuGroup = { items: [] };
  if (can.nudge && turn) {
    now.items.push({ words: words.nudge, act: () => act({ type: 'nudge', turn: turn.id }) });
  }
  if (can.takeFloor && turn) {
    now.items.push({ words: words.takeFloor, act: () => act({ type: 'take_floor', turn: turn.id }) });
  }
  if (can.giveFloor) now.items.push({ words: words.giveFloor, act: doing.people });
  const { round } = view.floor;
  if (can.closeRound && round) {
    now.items.push({ words: words.closeRound, act: () => act({ type: 'close_round', round: round.id }) });
  }
  if (can.advance && item !== null) {
    const next = view.agenda[item + 1]?.name ?? '';
    now.items.push({ words: words.advance(next), act: () => act({ type: 'advance', from: item, to: null }) });
  }
  const groups = [now, modeGroup(view, words, act), muteGroup(view, words, act)];
  if (can.end) groups.push({ items: [{ words: words.end, act: doing.end, danger: true }] });
  return groups.filter(({ items }) => items.length > 0);
}

function modeGroup(view: MeetingView, words: LeadWords, act: Doing['act']): MenuGroup {
  const current = currentItem(view);
  const { item } = view;
  if (!current || item === null || view.phase.type !== 'running' || !may(view, 'change_mode')) return { items: [] };
  return {
    title: words.mode,
    items: MODES.map((mode) => ({
      words: words.modes[mode],
      checked: mode === current.mode,
      act: () => act({ type: 'change_mode', item, mode, crosstalk: current.crosstalk }),
    })),
  };
}

function muteGroup(view: MeetingView, words: LeadWords, act: Doing['act']): MenuGroup {
  const items = [];
  if (may(view, 'mute_all')) items.push({ words: words.muteAll, act: () => act({ type: 'mute_all' }) });
  const muted = view.people.some(({ mute }) => mute !== null);
  if (muted && may(view, 'unmute_all')) {
    items.push({ words: words.unmuteAll, act: () => act({ type: 'unmute_all' }) });
  }
  return { items };
}
