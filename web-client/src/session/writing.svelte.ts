import type { ComposerState } from '../meeting/composer';
import type { MeetingId, Message, RefusalCode } from '../protocol/generated';
import { returned, type Draft, type Drafts, type Outgoing } from './drafts';
import type { Session } from './session.svelte';
import { newCommandId } from '../connection/id';

/** Others are told of typing at most this often. */
const TYPING_MS = 3_000;

/** What one writes to the room: the draft, and what is on its way. */
export class Writing {
  draft = $state.raw<Draft>({ text: '', note: null });
  /** Sent and not seen in the meeting yet, oldest first. */
  outgoing = $state.raw<readonly Outgoing[]>([]);
  /** Why the last words came back; until something is typed or sent. */
  refusal = $state.raw<RefusalCode | null>(null);

  readonly #session: Session;
  readonly drafts: Drafts;
  readonly #accepted = new Map<string, number>();
  #seq = 0;
  #typedAt = -Infinity;
  #startedTurn: number | null = null;

  constructor(session: Session, drafts: Drafts) {
    this.#session = session;
    this.drafts = drafts;
    this.draft = drafts.read();
  }

  /** At every keystroke. */
  type(draft: Draft, state: ComposerState): void {
    this.#keep(draft);
    this.refusal = null;
    if (state.type === 'offered') this.#startTimer(state.turn.id);
    if (state.type !== 'mine') return;
    if (state.stage === 'accepted') this.#startTimer(state.turn.id);
    const now = performance.now();
    if (now - this.#typedAt < TYPING_MS) return;
    this.#typedAt = now;
    this.#session.typing(state.turn.id);
  }

  setNote(note: string | null): void {
    this.#keep({ ...this.draft, note });
  }

  send(): void {
    const { text, note } = this.draft;
    if (text.trim() === '') return;
    this.refusal = null;
    this.#keep({ text: '', note: null });
    void this.#post({ id: newCommandId(), text: text.trim(), note: note?.trim() || null });
  }

  /** Something ready-made; the draft stays as it is. */
  say(text: string): void {
    void this.#post({ id: newCommandId(), text, note: null });
  }

  clear(): void {
    this.#keep({ text: '', note: null });
  }

  /** What was sent before the page was loaded anew and has no answer yet. */
  resendAfterReload(meeting: MeetingId): void {
    const known = new Set(this.outgoing.map(({ id }) => id));
    for (const entry of this.drafts.readOutgoing(meeting)) {
      if (!known.has(entry.id)) void this.#post(entry);
    }
  }

  posted(message: Message): void {
    if (message.from !== this.#session.view?.me.id) return;
    const sent = this.outgoing.find(({ text }) => text === message.text);
    if (sent) this.#remove(sent.id);
  }

  /** The meeting has come to this seq. */
  seen(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
    for (const [id, at] of this.#accepted) if (at <= this.#seq) this.#remove(id);
  }

  async #post(entry: Outgoing): Promise<void> {
    this.#setOutgoing([...this.outgoing, entry]);
    const { id, text, note } = entry;
    const answer = await this.#session.send({ type: 'post', text, note }, id);
    if (answer.type === 'accepted' && answer.seq > this.#seq) {
      this.#accepted.set(id, answer.seq);
      return;
    }
    this.#remove(id);
    const sentBefore = answer.type === 'refused' && answer.code === 'id_reused';
    if (answer.type === 'accepted' || sentBefore) return;
    this.#keep(returned(this.draft, entry));
    if (answer.type === 'refused') this.refusal = answer.code;
  }

  #startTimer(turn: number): void {
    if (this.#startedTurn === turn) return;
    this.#startedTurn = turn;
    void this.#session.send({ type: 'start_timer', turn });
  }

  #remove(id: string): void {
    this.#accepted.delete(id);
    this.#setOutgoing(this.outgoing.filter((entry) => entry.id !== id));
  }

  #setOutgoing(outgoing: readonly Outgoing[]): void {
    this.outgoing = outgoing;
    const meeting = this.#session.welcome?.meeting;
    if (meeting) this.drafts.writeOutgoing(meeting, outgoing);
  }

  #keep(draft: Draft): void {
    this.draft = draft;
    this.drafts.write(draft);
  }
}
