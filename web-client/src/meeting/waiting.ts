/** What somebody at the door is told: who waits, whether a lead is here, and what comes next. */
import type { Doors } from '../i18n/en/meeting/doors';
import type { RoomInfo, WaitingView } from '../protocol/generated';

export const WAITS = [
  /** They were in, and a lead sent them back. */
  'sent_back',
  /** A lead asked them to wait a little longer. */
  'put_off',
  /** A lead closed the door for today. */
  'door_closed',
  /** No account may lead the room. */
  'nobody_leads',
  'no_lead_yet',
  'no_lead_now',
  'opens_for_all',
  'opens_one_by_one',
  'one_by_one',
  'full',
] as const;

type Wait = (typeof WAITS)[number];

type Known = Pick<RoomInfo, 'has_lead' | 'last_meeting'>;

export function waitOf(view: WaitingView, room: Known | null): Wait {
  const running = view.phase.type === 'running';
  if (view.sent_back) return 'sent_back';
  if (view.put_off && view.lead !== null) return 'put_off';
  if (view.door === 'closed') return 'door_closed';
  const freely = running && view.door === 'everyone';
  if (freely) return 'full';
  if (view.lead === null) {
    if (running) return 'no_lead_now';
    return room?.has_lead === false ? 'nobody_leads' : 'no_lead_yet';
  }
  if (running) return 'one_by_one';
  return view.door === 'one_by_one' ? 'opens_one_by_one' : 'opens_for_all';
}

/** How many are in the room or at its door, the reader included. */
export const hereAt = (view: WaitingView): number => view.present + view.waiting;

/** In one or two sentences; the first only for who has just come from a meeting that is over. */
export function waitWords(
  view: WaitingView,
  room: Known | null,
  words: Doors['waiting'],
): { before: string; next: string; others: string } {
  const wait = waitOf(view, room);
  const last = wait === 'no_lead_yet' ? (room?.last_meeting ?? null) : null;
  const others = view.waiting - 1;
  return {
    before:
      last === null
        ? ''
        : last.opened
          ? words.lastHeld(last.ended_at)
          : words.lastUnopened(last.ended_at),
    next: {
      sent_back: words.sentBackText,
      put_off: words.putOffText,
      door_closed: words.closed,
      nobody_leads: words.nobodyLeadsText,
      no_lead_yet: words.noLeadYet,
      no_lead_now: words.noLeadNow,
      opens_for_all: words.opensForAll,
      opens_one_by_one: words.opensOneByOne,
      one_by_one: words.oneByOne,
      full: words.full,
    }[wait],
    others: others > 0 ? words.others(others) : words.alone,
  };
}
