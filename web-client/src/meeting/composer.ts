/** What the place to write is for, at this moment. */
import type {
  FeedbackKind,
  MeetingView,
  RefusalCode,
  SealedShare,
  Turn,
} from '../protocol/generated';
import { amHolder, currentItem, presents, standsStill } from './order';
import { amLead, amMuted, amTakenAside, me, presentPeople } from './people';
import { may } from './policy';

export type ComposerState =
  | { type: 'observing' }
  | { type: 'muted' }
  /** A lead stepped aside with them: the two write to each other alone. */
  | { type: 'aside' }
  | { type: 'offered'; turn: Turn }
  | { type: 'mine'; turn: Turn; stage: 'accepted' | 'speaking' | 'grace' | 'last_draft' }
  /** One's own turn, while it waits for the connection or the pause to end. */
  | { type: 'held'; turn: Turn }
  | { type: 'choosing_feedback'; turn: Turn }
  /** Replies come in; one may stop them. */
  | { type: 'receiving'; turn: Turn; kind: FeedbackKind }
  | { type: 'reply'; turn: Turn; kind: FeedbackKind; left: number }
  | { type: 'naming'; turn: Turn }
  /** In a sealed round: what is written is handed in, and opens with all the others. */
  | { type: 'sealed'; round: number; own: SealedShare | null }
  | { type: 'lead' }
  | { type: 'open' }
  /** Before the meeting is open: who else is here to read. */
  | { type: 'gathering'; readers: string[] }
  | { type: 'paused' }
  | { type: 'silent' }
  | { type: 'write_ahead' };

export function composerState(view: MeetingView): ComposerState {
  const person = me(view);
  if (!person || person.role === 'observer') return { type: 'observing' };
  if (amMuted(view)) return { type: 'muted' };
  if (amTakenAside(view)) return { type: 'aside' };
  if (view.phase.type !== 'running') return { type: 'gathering', readers: othersHere(view) };
  const turn = view.floor.turn;
  if (turn && amHolder(view)) {
    const own = ownTurn(turn, standsStill(view));
    if (own) return own;
  }
  const sealed = inSealedRound(view);
  if (sealed) return sealed;
  if (amLead(view)) return { type: 'lead' };
  if (view.pause !== null) return { type: 'paused' };
  if (presents(view)) return { type: 'open' };
  if (turn?.stage.type === 'feedback' && answerable(turn.stage.kind)) {
    const { kind, replies_left: left, replied } = turn.stage;
    if (left > 0 && !replied.includes(person.id)) return { type: 'reply', turn, kind, left };
  }
  return withoutTurn(view);
}

/** A lead who has handed something in speaks as lead again. In a pause people go on writing. */
function inSealedRound(view: MeetingView): ComposerState | null {
  const { sealed } = view.floor;
  const own = view.me.sealed;
  if (sealed?.stage !== 'writing' || !may(view, 'write_sealed')) return null;
  return own && amLead(view) ? null : { type: 'sealed', round: sealed.id, own };
}

/** The names of the others who are in. People at the door see nothing of what is written. */
const othersHere = (view: MeetingView): string[] =>
  presentPeople(view)
    .filter(({ id }) => id !== view.me.id)
    .map(({ name }) => name);

/** Listening and reactions ask for no words. */
const answerable = (kind: FeedbackKind): boolean => kind === 'questions' || kind === 'suggestions';

/** Why words can't be sent at this moment; as the server would say it. */
export function whyNotSent(composer: ComposerState, view: MeetingView): RefusalCode {
  switch (composer.type) {
    case 'observing':
      return 'not_permitted';
    case 'muted':
      return 'muted';
    case 'aside':
      return 'aside';
    case 'gathering':
      return 'not_open';
    case 'held':
    case 'paused':
      return view.pause === null ? 'wrong_stage' : 'paused';
    default:
      return view.floor.turn && !amHolder(view) ? 'floor_taken' : 'not_holder';
  }
}

function ownTurn(turn: Turn, paused: boolean): ComposerState | null {
  const { stage } = turn;
  if (paused) return { type: 'held', turn };
  switch (stage.type) {
    case 'offered':
      return { type: 'offered', turn };
    case 'held':
      return { type: 'held', turn };
    case 'choosing_feedback':
      return { type: 'choosing_feedback', turn };
    case 'feedback':
      return { type: 'receiving', turn, kind: stage.kind };
    case 'naming':
      return { type: 'naming', turn };
    case 'breath':
      return null;
    default:
      return { type: 'mine', turn, stage: stage.type };
  }
}

function withoutTurn(view: MeetingView): ComposerState {
  const mode = currentItem(view)?.mode;
  if (mode === 'open') return { type: 'open' };
  if (mode === 'silent' || mode === 'sealed') return { type: 'silent' };
  return { type: 'write_ahead' };
}
