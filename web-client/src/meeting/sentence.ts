/** The one sentence above the log: what the floor is doing, and where one stands. */
import type { FloorWords } from '../i18n/en/meeting/floor';
import type { MeetingView, Turn } from '../protocol/generated';
import { halfMinutes, shareLeftMs } from './clock';
import { momentOf, type Moment } from './moment';
import { amHolder, currentItem, myPlace, presenter, upcoming } from './order';
import { amLead, leadsHere, nameOf } from './people';
import { standingOf, type Standing } from './standing';

export interface Sentence {
  /** Said with weight. */
  strong: string;
  rest: string;
}

interface At {
  view: MeetingView;
  floorMs: number;
  say: FloorWords['say'];
  leads: boolean;
}

/** What is said at each moment. */
const SAID: Record<Moment, (at: At) => [strong: string, ...rest: string[]]> = {
  gathering: ({ say, leads }) => [say.notOpen, leads ? say.openWhenReady : say.leadOpens],
  paused: ({ view, say }) => [say.paused, amHolder(view) ? say.yourTimeWaits : ''],
  held_silence: ({ view, say }) => [
    say.heldSilence,
    amHolder(view) ? say.yourTimeWaits : say.bellEndsIt,
  ],
  restarted: ({ say }) => [say.paused, say.goesOnSoon],
  suspended: ({ say }) => [say.suspended],
  everyone_muted: ({ view, say }) => [say.everyoneMuted, amHolder(view) ? say.yourTimeWaits : ''],

  my_offer: ({ say }) => [say.yourTurn],
  my_start: ({ say }) => [say.youHaveFloor, say.takeYourTime],
  my_share: ({ say }) => [say.youHaveFloor, say.takeYourTime],
  my_grace: ({ say }) => [say.finish, say.noRush],
  my_last_draft: ({ say }) => [say.timeOver],
  my_hold: ({ say }) => [say.heldMine],
  my_choice: ({ say }) => [say.thanks],
  my_replies: ({ say }) => [say.thanks],
  my_naming: ({ say }) => [say.nameNext],
  my_breath: ({ say }) => [say.thanks, say.breath],

  offer: (at) => anothersTurn(at, at.say.offered),
  share: (at) => anothersTurn(at, timeWords(at) ?? at.say.hasFloor),
  hold: (at) => anothersTurn(at, at.say.held),
  choice: (at) => anothersTurn(at, at.say.choosing),
  replies: (at) => anothersTurn(at, askedWords(at)),
  naming: (at) => anothersTurn(at, at.say.naming),
  breath: (at) => [at.say.breath, nextWords(at)],

  round_due: (at) => [at.say.roundDue, byLead(at, at.say.startIt, at.say.leadStarts)],
  between_turns: (at) => [at.say.free, placeWords(at) || byLead(at, '', at.say.leadGoesOn)],
  to_be_named: (at) => [at.say.free, byLead(at, at.say.youName, at.say.leadNames)],
  unheard: (at) => [at.say.unheard, unheardWords(at)],
  silence: ({ say }) => [say.silence, say.silenceRest],
  round_complete: (at) => [at.say.roundComplete, byLead(at, '', at.say.leadGoesOn)],
  round_closed: (at) => [at.say.roundClosed, byLead(at, '', at.say.leadGoesOn)],
  hands: (at) => [at.say.free, handWords(at, at.say.queueMode, at.say.queueAgain)],
  directed: (at) => [at.say.free, directedWords(at)],
  my_presenting: ({ say }) => [say.youPresent],
  presenting: (at) => [
    at.say.presents(nameOf(at.view, presenter(at.view))),
    handWords(at, at.say.presenterMode, at.say.presenterMode),
  ],
  lead_presents: (at) =>
    at.leads
      ? [at.say.youPresent]
      : [
          at.say.leadPresents,
          byLead(at, '', handWords(at, at.say.presenterMode, at.say.presenterMode)),
        ],
  open: (at) => [at.say.openMode, silencedWords(at)],
  process_group: (at) => [at.say.processMode, silencedWords(at) || at.say.processRest],
  // What the item says for itself stands below; there may be something to write down.
  silent: ({ view, say }) => [say.silentMode, currentItem(view)?.text ? '' : say.silentRest],
  sealed: (at) => [sealedWords(at), silencedWords(at) || at.say.sealedRest],
  sealed_showing: (at) => [at.say.sealedShowing, byLead(at, at.say.showNext, at.say.leadShows)],
  sealed_opened: (at) => [
    at.view.floor.sealed?.shown ? at.say.sealedOpened : at.say.sealedEmpty,
    byLead(at, '', at.say.leadGoesOn),
  ],
};

export function sentence(view: MeetingView, floorMs: number, words: FloorWords): Sentence {
  const at = { view, floorMs, say: words.say, leads: amLead(view) };
  const [strong, ...rest] = SAID[momentOf(view)](at);
  return { strong, rest: rest.filter(Boolean).join(' ') };
}

const HUB: Partial<Record<Moment, keyof FloorWords['hub']>> = {
  gathering: 'notOpen',
  offer: 'offered',
  my_offer: 'youOffered',
  round_due: 'roundDue',
  round_complete: 'roundComplete',
  round_closed: 'roundClosed',
  open: 'open',
  process_group: 'open',
  silent: 'quiet',
  silence: 'quiet',
  breath: 'quiet',
  my_breath: 'quiet',
  sealed: 'sealed',
  sealed_showing: 'sealedOpened',
  sealed_opened: 'sealedOpened',
};

/** The short form of it, in the middle of the circle. */
export function hubWords(view: MeetingView, { hub }: FloorWords): string {
  const own = HUB[momentOf(view)];
  if (own) return hub[own];
  if (!view.floor.turn) return hub.free;
  return amHolder(view) ? hub.have : hub.has;
}

function anothersTurn(at: At, does: string): [string, string, string] {
  return [nameOf(at.view, at.view.floor.turn?.holder ?? null), does, nextWords(at)];
}

/** Leads read who is next; members read their own place. */
function nextWords(at: At): string {
  const { view, say, leads } = at;
  if (!leads) return placeWords(at);
  const next = upcoming(view)[0];
  if (next === undefined) return '';
  return next === view.me.id ? say.thenYou : say.then(nameOf(view, next));
}

const askedWords = ({ view, say }: At): string => {
  const stage = view.floor.turn?.stage;
  return stage?.type === 'feedback' ? say.asked[stage.kind] : '';
};

/** For leads. Of another's share one knows the usual time; the holder may have set more for themselves. */
function timeWords({ view, floorMs, say, leads }: At): string | null {
  const turn: Turn | null = view.floor.turn;
  const left = leads && turn?.stage.type === 'speaking' ? shareLeftMs(turn, floorMs) : null;
  if (left === null) return null;
  return left > 0 ? say.holderHas(halfMinutes(left)) : say.goesOn;
}

/** Who moves the floor on; nobody can while no lead is here. */
function byLead({ view, say, leads }: At, lead: string, others: string): string {
  if (leads) return lead;
  return leadsHere(view).length > 0 ? others : say.needsLead;
}

function placeWords({ view, say, leads }: At): string {
  const standing = standingOf(view);
  if (leads && !['next', 'coming', 'back_later'].includes(standing)) return '';
  const place = myPlace(view);
  if (standing === 'none') return '';
  if (standing === 'coming') return place ? say.youAre(place.ahead, nameOf(view, place.after)) : '';
  if (standing === 'away' && currentItem(view)?.mode === 'talking_piece') return say.nextRound;
  return say.standing[standing];
}

/** Counts, and nobody's name. */
function sealedWords({ view, say }: At): string {
  const { sealed } = view.floor;
  return sealed ? say.sealed(sealed.shares_in, sealed.of) : say.everyoneWrites;
}

const SILENCED = ['observing', 'muted', 'aside'] as const;
type Silenced = (typeof SILENCED)[number];
const isSilenced = (standing: Standing): standing is Silenced =>
  (SILENCED as readonly Standing[]).includes(standing);
const OUTSIDE: readonly Standing[] = [...SILENCED, 'listening'];

const silencedWords = ({ view, say }: At): string => {
  const standing = standingOf(view);
  return isSilenced(standing) ? say.standing[standing] : '';
};

function unheardWords(at: At): string {
  const { view, say, leads } = at;
  const standing = standingOf(view);
  if (leads) return '';
  if (standing === 'passed' || standing === 'away' || standing === 'late') return say.unheardHand;
  return placeWords(at);
}

function handWords(at: At, ask: string, again: string): string {
  const { view, say, leads } = at;
  const standing = standingOf(view);
  if (leads) {
    const next = upcoming(view)[0];
    if (next === undefined) return say.noHand;
    return next === view.me.id ? say.youAreNext : say.nextIs(nameOf(view, next));
  }
  if (standing === 'shared') return again;
  return placeWords(at) || ask;
}

function directedWords(at: At): string {
  if (at.leads) return at.say.youGive;
  const place = myPlace(at.view) || OUTSIDE.includes(standingOf(at.view)) ? placeWords(at) : '';
  return place || byLead(at, '', at.say.directedMode);
}
