import type { FloorWords } from '../../../i18n/en/meeting/floor';
import type { Place, Standing } from '../../../meeting/order';

export const initial = (name: string): string => [...name.trim()][0]?.toLocaleUpperCase() ?? '·';

export const shownName = (place: Place, words: FloorWords): string =>
  place.you ? words.you : place.person.name;

/** Where somebody stands, in words: colour alone says nothing. */
export function standingWords(place: Place, words: FloorWords): string {
  const { standing, ahead, hand } = place;
  if (
    hand !== null &&
    (standing === 'here' || standing === 'heard' || standing === 'next' || standing === 'coming')
  ) {
    return words.hand(hand);
  }
  if (standing === 'coming' && ahead !== null) return words.place(ahead);
  return words.standing[standing];
}

/** The dress of a seat; several standings share one. */
const DRESSES: Record<Standing, string> = {
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

export const dress = (place: Place): string => DRESSES[place.standing];
