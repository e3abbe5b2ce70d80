import type { FloorWords } from '../../../i18n/en/meeting/floor';
import type { Place, FloorStatus } from '../../../meeting/order';

export const initial = (name: string): string => [...name.trim()][0]?.toLocaleUpperCase() ?? '·';

export const shownName = (place: Place, words: FloorWords): string =>
  place.you ? words.you : place.person.name;

/** A person's status in words: colour alone says nothing. */
export function statusWords(place: Place, words: FloorWords): string {
  const { status, ahead, hand } = place;
  if (
    hand !== null &&
    (status === 'here' || status === 'heard' || status === 'next' || status === 'coming')
  ) {
    return words.hand(hand);
  }
  if (place.person.asks_to_speak) return words.asksToSpeak;
  if (status === 'coming' && ahead !== null) return words.place(ahead);
  return words.status[status];
}

/** The look of a place; several statuses share one. */
const DRESSES: Record<FloorStatus, string> = {
  holding: 'hold',
  held: 'hold',
  offered: 'offer',
  next: 'next',
  coming: 'wait',
  deferred: 'wait',
  here: 'wait',
  listening: 'quiet',
  observing: 'quiet',
  heard: 'heard',
  passed: 'heard',
  away: 'away',
};

export const dress = (place: Place): string => DRESSES[place.status];
