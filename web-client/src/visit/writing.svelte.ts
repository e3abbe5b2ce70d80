import { newCommandId } from '../connection/id';
import { inParts } from '../lib/parts';
import { tidy, tidyLine, unfit } from '../lib/text';
import type { ComposerState } from '../meeting/composer';
import { mayBecomeHabit } from '../meeting/habits';
import type { Hint } from '../meeting/intent';
import { isSlash } from '../meeting/slash/read';
import type { WhisperTo } from '../meeting/whispers';
import { MEETING_LIMITS } from '../protocol/generated';
import type { Command, Message, ParticipantId, RefusalCode } from '../protocol/generated';
import { EMPTY, returned, whisperPlace, type Draft, type Drafts, type Outgoing } from './drafts';
import { Ending } from './ending.svelte';
import type { Line } from './line';

/** Others are told of typing at most this often. */
const TYPING_MS = 3_000;
/** How long a hint about something done without a message is shown. */
const TOLD_MS = 6_000;
/** The turn has already ended or moved on, so a word that should have ended it has nothing left to do. */
const OVER: readonly RefusalCode[] = ['stale', 'not_holder', 'wrong_stage'];

/** What the viewer writes to the room: the draft, and what was sent and not answered yet. */
export class Writing {
  draft = $state.raw<Draft>({ text: '', note: null });
  /** Sent and not seen in the meeting yet, oldest first. */
  outgoing = $state.raw<readonly Outgoing[]>([]);
  /** Why the last words came back; until something is typed or sent. */
  refusal = $state.raw<RefusalCode | null>(null);
  /** The character that was refused, if that is why. */
  character = $state.raw<string | undefined>();
  /** Why the text in the field was not carried out, or what came of it; as long. */
  hint = $state.raw<Hint | null>(null);
  /** Counts the whispers that came back to their field. */
  whispersBack = $state(0);
  /** Counts what was filled in, since the field has the focus then. */
  filled = $state(0);
  readonly ending = new Ending((text, undone) => this.#takeBack(text, undone));

  readonly #line: Line;
  readonly #me: ParticipantId;
  readonly drafts: Drafts;
  readonly #accepted = new Map<string, number>();
  #seq = 0;
  #typedAt = -Infinity;
  #startedTurn: number | null = null;
  /** A word that was taken back: it is a message now, whatever it would mean. */
  #plain: string | null = null;

  constructor(line: Line, me: ParticipantId, drafts: Drafts) {
    this.#line = line;
    this.#me = me;
    this.drafts = drafts;
    this.draft = drafts.read();
  }

  /** At every keystroke. */
  type(draft: Draft, state: ComposerState): void {
    this.#keep(draft);
    this.refusal = null;
    this.hint = null;
    this.ending.cancel();
    if (isSlash(draft.text) || (mayBecomeHabit(draft.text) && !this.isPlain)) return;
    if (state.type === 'offered') this.#startTimer(state.turn.id);
    if (state.type !== 'mine') return;
    if (state.stage === 'accepted') this.#startTimer(state.turn.id);
    const now = performance.now();
    if (now - this.#typedAt < TYPING_MS) return;
    this.#typedAt = now;
    this.#line.typing(state.turn.id);
  }

  setNote(note: string | null): void {
    this.#keep({ ...this.draft, note });
  }

  get isPlain(): boolean {
    return this.#plain !== null && this.draft.text.trim() === this.#plain;
  }

  /**
   * Posts `text`, which is what the draft comes to, in as many messages as it takes. What can't be
   * sent stays in the field, and why is said beside it.
   */
  send(text = this.draft.text): void {
    const tidied = tidy(text);
    const character = unfit(tidied);
    if (tidied === '') return this.refuse('text_empty');
    if (character !== null) return this.refuse('text_invalid', character);
    const note = tidyLine(this.draft.note ?? '') || null;
    this.clear();
    const parts = inParts(tidied, MEETING_LIMITS.text_chars_max);
    void this.#postAll(parts.map((part) => ({ id: newCommandId(), text: part, note })));
  }

  /**
   * Hands in `text` for a sealed round. It is kept on the device until it was taken, and comes back
   * if it was not.
   */
  async seal(round: number, text: string): Promise<void> {
    const { draft } = this;
    const tidied = tidy(text);
    const character = unfit(tidied);
    if (character !== null) return this.refuse('text_invalid', character);
    const note = tidyLine(draft.note ?? '') || null;
    this.refusal = null;
    this.hint = null;
    this.draft = EMPTY;
    if (await this.#carry({ type: 'write_sealed', round, text: tidied, note }, draft)) {
      this.#keep(this.draft);
    }
  }

  /** Says why nothing was sent. */
  refuse(code: RefusalCode, character?: string): void {
    this.refusal = code;
    this.character = character;
    this.hint = null;
  }

  /** Says something about the text in the field. */
  tell(hint: Hint): void {
    this.refusal = null;
    this.hint = hint;
  }

  /** Words of one's own that were taken back, into the field they came from. */
  writeAgain({ kind, to, alone, text, note, noted_by_lead }: Message): void {
    const back = { text, note: noted_by_lead ? null : note };
    if (kind !== 'whisper' && kind !== 'door') return this.#keep(returned(this.draft, back));
    const place = whisperPlace({ who: to, alone });
    this.drafts.write(returned(this.drafts.read(place), back), place);
    this.whispersBack++;
  }

  /** Puts something ready-made into the field of a whisper, unless something is written there already. */
  suggest(to: WhisperTo, text: string): void {
    const place = whisperPlace(to);
    if (this.drafts.read(place).text.trim() !== '') return;
    this.drafts.write({ text, note: null }, place);
    this.whispersBack++;
  }

  /** Puts what was handed in into the field, before what is there, to be changed. */
  putBack(draft: Draft): void {
    this.giveBack(draft);
    this.filled += 1;
  }

  /** The same, wherever the focus is. */
  giveBack({ text, note }: Draft): void {
    this.#keep(returned(this.draft, { text, note }));
  }

  /** Puts something ready-made into the field, after what is there, to be changed or sent. */
  fill(text: string): void {
    const { text: before, note } = this.draft;
    this.#keep({ text: before.trim() === '' ? text : `${before.trimEnd()} ${text}`, note });
    this.filled += 1;
  }

  clear(): void {
    this.#plain = null;
    this.refusal = null;
    this.hint = null;
    this.#keep(EMPTY);
  }

  /** `...`: the others see that more is coming, and nothing else happens. */
  more(turn: number): void {
    this.#keep({ ...this.draft, text: '' });
    this.#line.typing(turn, true);
    this.#tell({ type: 'more_told' });
  }

  /** Ends the turn by a word, after the time in which it can be taken back. */
  end(command: Command, turn: number, at: ComposerState['type'], waitMs: number): void {
    const { text, note } = this.draft;
    this.refusal = null;
    this.hint = null;
    // Kept on the device until then: a reloaded page shows the word and ends nothing.
    this.draft = { text: '', note };
    const end = () => {
      this.clear();
      void this.#carry(command, { text, note }, OVER);
    };
    this.ending.begin({ turn, at, text, end }, waitMs);
  }

  /** Does what the text in the field says. The text comes back if it could not be done. */
  async carryOut(command: Command): Promise<void> {
    const { draft } = this;
    this.clear();
    if (await this.#carry(command, draft)) this.#tell({ type: 'carried_out' });
  }

  /** Sends again what was sent before a reload and has no answer yet. */
  resendAfterReload(): void {
    const known = new Set(this.outgoing.map(({ id }) => id));
    void this.#postAll(this.drafts.sent.filter(({ id }) => !known.has(id)));
  }

  posted(message: Message): void {
    if (message.from !== this.#me) return;
    const sent = this.outgoing.find(({ text }) => tidy(text) === message.text);
    if (sent) this.#remove(sent.id);
  }

  /** The meeting has come to this seq. */
  seen(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
    for (const [id, at] of this.#accepted) if (at <= this.#seq) this.#remove(id);
  }

  /** One after the other; what follows a part that was refused comes back with it. */
  async #postAll(entries: readonly Outgoing[]): Promise<void> {
    this.#setOutgoing([...this.outgoing, ...entries]);
    for (const [at, entry] of entries.entries()) {
      if (await this.#deliver(entry)) continue;
      const back = entries.slice(at);
      for (const { id } of back) this.#remove(id);
      const { note } = entry;
      return this.#keep(
        returned(this.draft, { text: back.map(({ text }) => text).join('\n'), note }),
      );
    }
  }

  /** Whether it was taken. */
  async #deliver(entry: Outgoing): Promise<boolean> {
    const { id, text, note } = entry;
    const answer = await this.#line.send({ type: 'post', text, note }, id);
    if (answer.type === 'accepted' && answer.seq > this.#seq) {
      this.#accepted.set(id, answer.seq);
      return true;
    }
    this.#remove(id);
    const sentBefore = answer.type === 'refused' && answer.code === 'id_reused';
    if (answer.type === 'accepted' || sentBefore) return true;
    if (answer.type === 'refused') this.refuse(answer.code, answer.character);
    return false;
  }

  async #carry(
    command: Command,
    draft: Draft,
    silent: readonly RefusalCode[] = [],
  ): Promise<boolean> {
    const answer = await this.#line.send(command);
    if (answer.type === 'accepted') return true;
    if (answer.type === 'refused' && silent.includes(answer.code)) return false;
    this.#keep(returned(this.draft, draft));
    if (answer.type === 'refused') this.refuse(answer.code, answer.character);
    return false;
  }

  /** For as long as it takes to read. */
  #tell(hint: Hint): void {
    this.hint = hint;
    setTimeout(() => {
      if (this.hint === hint) this.hint = null;
    }, TOLD_MS);
  }

  #takeBack(text: string, undone: boolean): void {
    if (undone) this.#plain = text.trim();
    this.#keep(returned(this.draft, { text, note: null }));
  }

  #startTimer(turn: number): void {
    if (this.#startedTurn === turn) return;
    this.#startedTurn = turn;
    void this.#line.send({ type: 'start_timer', turn });
  }

  #remove(id: string): void {
    this.#accepted.delete(id);
    this.#setOutgoing(this.outgoing.filter((entry) => entry.id !== id));
  }

  #setOutgoing(outgoing: readonly Outgoing[]): void {
    this.outgoing = outgoing;
    this.drafts.sent = outgoing;
  }

  #keep(draft: Draft): void {
    this.draft = draft;
    this.drafts.write(draft);
  }
}
