import type { Meeting as MeetingWords } from '../../../i18n/en/meeting';
import { leadActions } from '../../../meeting/actions';
import { upcoming, type Place } from '../../../meeting/order';
import { isBelowMe, may, mayWhisperTo } from '../../../meeting/policy';
import type { Command, MeetingView } from '../../../protocol/generated';
import { standingOptions } from './standing';
import type { MenuGroup, MenuItem } from '../../Menu.svelte';

interface Doing {
  act: (command: Command) => void;
  whisper: () => void;
  ask: (what: 'remove' | 'ban') => void;
  standing: () => void;
  hidden: boolean;
  toggleHidden: () => void;
}

const FIVE_MINUTES_MS = 5 * 60_000;
export function personMenu(
  view: MeetingView,
  place: Place,
  words: MeetingWords,
  doing: Doing,
): MenuGroup[] {
  return [
    { items: [...floorItems(view, place, words, doing), ...orderItems(view, place, words, doing)] },
    { items: ownItems(place, words, doing) },
    { items: muteItems(view, place, words, doing) },
    { items: roleItems(view, place, words, doing) },
    { items: endItems(view, place, words, doing) },
  ].filter(({ items }) => items.length > 0);
}

function floorItems(
  view: MeetingView,
  { person, you }: Place,
  { lead }: MeetingWords,
  { act, whisper }: Doing,
): MenuItem[] {
  const items: MenuItem[] = [];
  const from = view.floor.turn?.id ?? null;
  const holds = view.floor.turn?.holder === person.id;
  const callable = person.connected && !person.listening && person.mute === null;
  if (leadActions(view).giveFloor && !holds && callable && person.role !== 'observer') {
    items.push({
      words: lead.giveFloorTo,
      act: () => act({ type: 'give_floor', from, to: person.id }),
    });
  }
  if (!you && mayWhisperTo(view, person))
    items.push({ words: lead.whisperTo(person.name), act: whisper });
  return items;
}

/** The order by keyboard: one step at a time, or to the end. */
function orderItems(
  view: MeetingView,
  { person }: Place,
  { lead }: MeetingWords,
  { act }: Doing,
): MenuItem[] {
  const order = upcoming(view);
  const at = order.indexOf(person.id);
  if (at < 0 || order.length < 2 || !may(view, 'move_in_order')) return [];
  const move = (before: string | null) => () =>
    act({ type: 'move_in_order', who: person.id, before });
  const items: MenuItem[] = [];
  if (at > 0) items.push({ words: lead.earlier, act: move(order[at - 1] ?? null) });
  if (at < order.length - 1) {
    items.push({ words: lead.later, act: move(order[at + 2] ?? null) });
    items.push({ words: lead.toLast, act: move(null) });
  }
  return items;
}

function ownItems({ person, you }: Place, { log }: MeetingWords, doing: Doing): MenuItem[] {
  if (you) return [];
  return [
    {
      words: doing.hidden ? log.unhide(person.name) : log.hide(person.name),
      act: doing.toggleHidden,
    },
  ];
}

function muteItems(
  view: MeetingView,
  { person, you }: Place,
  { lead }: MeetingWords,
  { act }: Doing,
): MenuItem[] {
  if (you || !isBelowMe(view, person)) return [];
  const who = person.id;
  if (person.mute) {
    return may(view, 'unmute')
      ? [{ words: lead.unmute, act: () => act({ type: 'unmute', who }) }]
      : [];
  }
  if (!may(view, 'mute')) return [];
  return [
    { words: lead.muteFive, act: () => act({ type: 'mute', who, for_ms: FIVE_MINUTES_MS }) },
    { words: lead.mute, act: () => act({ type: 'mute', who, for_ms: null }) },
  ];
}

function roleItems(
  view: MeetingView,
  place: Place,
  { lead }: MeetingWords,
  doing: Doing,
): MenuItem[] {
  const { roles, services, handOver } = standingOptions(view, place);
  if (roles.length === 0 && services.length === 0 && !handOver) return [];
  return [{ words: lead.standing, act: doing.standing }];
}

function endItems(
  view: MeetingView,
  { person, you }: Place,
  { lead }: MeetingWords,
  { ask }: Doing,
): MenuItem[] {
  if (you || !isBelowMe(view, person)) return [];
  const items: MenuItem[] = [];
  if (may(view, 'remove'))
    items.push({ words: lead.remove, act: () => ask('remove'), danger: true });
  if (may(view, 'ban')) {
    items.push({ words: lead.ban, act: () => ask('ban'), danger: true });
  }
  return items;
}
