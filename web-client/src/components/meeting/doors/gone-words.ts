import type { ClosedWhy } from '../../../connection/state';
import type { Codes } from '../../../i18n/en/meeting/codes';

/** Why somebody can't be here, and what to do. */
export function goneWords(why: ClosedWhy, words: Codes) {
  if (why.by === 'server') return words.closed[why.code];
  if (why.by === 'client') return words.entryFailed;
  switch (why.code) {
    case 'no_seat':
    case 'sign_in_required':
      return words.noSeat;
    case 'series_lost':
      return words.closed.series_lost;
    case 'door_closed':
      return words.doorClosed;
    case 'banned':
      return words.banned;
    case 'not_found':
      return words.notFound;
    default:
      return words.entryFailed;
  }
}
