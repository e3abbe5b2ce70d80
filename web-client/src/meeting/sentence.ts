/** The one sentence above the log: who has the floor, and where one stands. */
import type { FloorWords } from '../i18n/en/meeting/floor';
import type { MeetingView, Turn } from '../protocol/generated';
import { halfMinutes, shareLeftMs } from './clock';
import { amHolder, currentItem, myPlace, presents, upcoming } from './order';
import { amLead, nameOf } from './people';

export interface Sentence {
  /** Said with weight. */
  strong: string;
  rest: string;
}

export function sentence(view: MeetingView, floorMs: number, words: FloorWords): Sentence {
  const { say } = words;
  if (view.phase.type === 'gathering') return { strong: say.notOpen, rest: '' };
  if (view.pause !== null) return { strong: say.paused, rest: '' };
  if (view.everyone_muted) return { strong: say.everyoneMuted, rest: '' };
  const turn = view.floor.turn;
  if (!turn) return freeFloor(view, words);
  if (amHolder(view)) return ownTurn(turn, words);
  const name = nameOf(view, turn.holder);
  const told = othersTurn(turn, name, words);
  const rest = amLead(view)
    ? leadRest(view, turn, floorMs, words)
    : [told.rest, placeWords(view, words)];
  return { strong: told.strong, rest: rest.filter(Boolean).join(' ') };
}

/** The short form of it, in the middle of the circle. */
export function hubWords(view: MeetingView, words: FloorWords): string {
  const { turn } = view.floor;
  if (!turn) return currentItem(view)?.mode === 'open' ? words.hubOpen : words.hubFree;
  if (turn.stage.type === 'offered') return words.hubOffered;
  return amHolder(view) ? words.hubHave : words.hubHas;
}

function ownTurn(turn: Turn, { say }: FloorWords): Sentence {
  switch (turn.stage.type) {
    case 'offered':
      return { strong: say.yourTurn, rest: '' };
    case 'grace':
    case 'last_draft':
      return { strong: say.finish, rest: say.noRush };
    case 'held':
      return { strong: say.heldMine, rest: '' };
    case 'choosing_feedback':
    case 'feedback':
      return { strong: say.thanks, rest: '' };
    case 'naming':
      return { strong: say.nameNext, rest: '' };
    default:
      return { strong: say.youHaveFloor, rest: say.takeYourTime };
  }
}

function othersTurn(turn: Turn, strong: string, { say }: FloorWords): Sentence {
  switch (turn.stage.type) {
    case 'offered':
      return { strong, rest: say.offered };
    case 'held':
      return { strong, rest: say.held };
    case 'choosing_feedback':
      return { strong, rest: say.choosing };
    case 'feedback':
      return { strong, rest: say.asked[turn.stage.kind] };
    case 'naming':
      return { strong, rest: say.naming };
    default:
      return { strong, rest: say.hasFloor };
  }
}

/** Leads read the time and who is next; members read their own place. */
function leadRest(view: MeetingView, turn: Turn, floorMs: number, words: FloorWords): string[] {
  const { say } = words;
  const left = turn.stage.type === 'speaking' ? shareLeftMs(turn, floorMs) : null;
  const first = left === null ? othersTurn(turn, '', words).rest : timeWords(left, say);
  const next = upcoming(view)[0];
  if (next === undefined) return [first];
  return [first, next === view.me.id ? say.thenYou : say.then(nameOf(view, next))];
}

/** Of another's share one knows the usual time; the holder may have set more for themselves. */
const timeWords = (left: number, say: FloorWords['say']): string =>
  left > 0 ? say.holderHas(halfMinutes(left)) : say.goesOn;

function placeWords(view: MeetingView, { say }: FloorWords): string {
  const place = myPlace(view);
  if (!place) return '';
  if (place.ahead === 0) return say.youAreNext;
  return say.youAre(place.ahead, nameOf(view, place.after));
}

function freeFloor(view: MeetingView, words: FloorWords): Sentence {
  const { say } = words;
  const phase = view.floor.round?.phase.type;
  if (phase === 'anyone_unheard') return { strong: say.unheard, rest: '' };
  if (phase === 'silence') return { strong: say.silence, rest: say.silenceRest };
  const place = placeWords(view, words);
  switch (currentItem(view)?.mode) {
    case 'open':
      return { strong: say.openMode, rest: '' };
    case 'silent':
      // What the item says for itself stands below; there may be something to write down.
      return { strong: say.silentMode, rest: currentItem(view)?.text ? '' : say.silentRest };
    case 'presenter':
      return presents(view)
        ? { strong: say.youPresent, rest: '' }
        : { strong: '', rest: say.presenterMode };
    case 'queue':
      return { strong: say.free, rest: place || say.queueMode };
    case 'directed':
      return { strong: say.free, rest: place || say.directedMode };
    case 'tag':
      return { strong: say.free, rest: place || say.tagMode };
    default:
      return { strong: say.free, rest: place || say.roundMode };
  }
}
