/** What stands over the field: a question, what is left of the time, or who sees what is written. */
import type { ComposerWords } from '../i18n/en/meeting/composer';
import type { FloorWords } from '../i18n/en/meeting/floor';
import type { MeetingView } from '../protocol/generated';
import { halfMinutes, shareLeftMs } from './clock';
import type { ComposerState } from './composer';
import { hasHands } from './modes';
import { currentItem, myPlace, standsStill } from './order';
import { nameOf } from './people';
import { writingLeftMs } from './sealed';
import { standingOf } from './standing';
import { SECOND_MS } from '../lib/units';

type HeadIcon = 'clock' | 'lock' | 'pause' | 'eye';

export interface Head {
  /** A question; otherwise the text is a label. */
  title: string | null;
  text: string;
  icon: HeadIcon | null;
}

interface At {
  view: MeetingView;
  floorMs: number;
  words: ComposerWords;
  floor: FloorWords;
}

type Of<Type extends ComposerState['type']> = Extract<ComposerState, { type: Type }>;

const ask = (title: string, text: string): Head => ({ title, text, icon: null });
const label = (icon: HeadIcon | null, ...text: string[]): Head => ({
  title: null,
  text: text.filter(Boolean).join(' '),
  icon,
});

const HEADS: { [Type in ComposerState['type']]: (at: At, composer: Of<Type>) => Head | null } = {
  offered: (at, composer) => ask(at.words.offerTitle, offerWords(at, composer)),
  mine: (at, composer) => label(null, timeWords(at, composer)),
  held: ({ view, words }) =>
    standsStill(view)
      ? label('clock', pausedWords(view, words))
      : label('clock', words.heldTitle, words.heldText),
  choosing_feedback: ({ words }) => ask(words.feedbackTitle, ''),
  receiving: ({ words, floor }, { kind }) => ask(floor.say.thanks, words.receiving[kind]),
  naming: ({ words }) => ask(words.namingTitle, words.namingText),
  reply: ({ view, words }, { kind, turn, left }) => {
    const name = nameOf(view, turn.holder);
    const asked =
      kind === 'questions' ? words.replyTo.questions(name) : words.replyTo.suggestions(name);
    return label(null, asked, words.repliesLeft(left));
  },
  write_ahead: (at) => label('lock', ...aheadWords(at)),
  paused: ({ view, words }) => label('pause', pausedWords(view, words)),
  silent: ({ view, words }) =>
    label('lock', view.floor.sealed ? sealedOver(view, words) : words.silentText),
  muted: ({ words }) => label('lock', words.mutedText),
  aside: ({ words }) => label('lock', words.asideText),
  sealed: (at, composer) => label('lock', ...sealedWords(at, composer)),
  observing: ({ words }) => label('eye', words.observing),
  lead: () => null,
  open: () => null,
  gathering: ({ words }, { readers }) =>
    label('eye', readers.length > 0 ? words.gathering(readers) : words.gatheringAlone),
};

export function composerHead<Type extends ComposerState['type']>(
  composer: Of<Type>,
  at: At,
): Head | null {
  const head = HEADS[composer.type as Type] as (at: At, composer: Of<Type>) => Head | null;
  return head(at, composer);
}

const pausedWords = (view: MeetingView, words: ComposerWords): string =>
  view.pause === 'silence' ? words.silenceHeldText : words.pausedText;

/** How long the offer stands; no clock is shown. */
function offerWords({ view, floorMs, words, floor }: At, { turn }: Of<'offered'>): string {
  const { stage } = turn;
  if (stage.type !== 'offered') return '';
  const left = stage.since_ms + view.settings.timing.offer_away_ms - floorMs;
  if (!stage.nudged) return words.offerText(floor.span(halfMinutes(left)));
  const comesBack = currentItem(view)?.mode !== 'talking_piece';
  return words.offerNudged(floor.span(halfMinutes(left)), comesBack);
}

function timeWords({ view, floorMs, words, floor }: At, { turn, stage }: Of<'mine'>): string {
  if (stage === 'grace') return words.grace;
  if (stage === 'last_draft') return words.lastDraft;
  const left = shareLeftMs(turn, floorMs);
  if (left === null) return words.untimed;
  if (stage === 'accepted')
    return words.notStarted(Math.round(view.settings.timing.first_key_ms / SECOND_MS));
  return floor.left(halfMinutes(left));
}

/** While the shares are shown: one's own may be still to come. */
const sealedOver = ({ me }: MeetingView, words: ComposerWords): string =>
  words.sealed[me.sealed?.type === 'words' ? 'coming' : 'over'];

function sealedWords({ view, floorMs, words, floor }: At, { own }: Of<'sealed'>): string[] {
  const stands = own === null ? 'none' : own.type;
  const left = standsStill(view) ? null : writingLeftMs(view, floorMs);
  return [words.sealed[stands], left === null ? '' : `${floor.left(halfMinutes(left))}.`];
}

/** Who is still to come writes ahead; for others the words only wait. */
function aheadWords({ view, words }: At): string[] {
  const { queue, round } = view.floor;
  const hand = !round && queue.some(({ who }) => who === view.me.id);
  if (hand) return [words.handPlace(myPlace(view)?.ahead ?? 0), words.writeAhead];
  const mode = currentItem(view)?.mode;
  switch (standingOf(view)) {
    case 'next':
    case 'coming':
    case 'back_later':
      return [words.writeAhead];
    case 'passed':
    case 'listening':
      return [words.onlyYou];
    default:
      if (hasHands(mode)) return [words.forHand];
      return [round || view.floor.round_held ? words.onlyYou : words.writeAhead];
  }
}
