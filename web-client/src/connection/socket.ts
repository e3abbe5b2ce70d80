/**
 * One connection to one room: opens it, keeps it alive, and comes back.
 * Knows the frames, and nothing of what a meeting is.
 */
import {
  CLOSE_CODES,
  type ClientMessage,
  type CloseCode,
  type Command,
  type MeetingId,
  type ServerMessage,
} from '../protocol/generated';
import { whole } from '../protocol/whole';
import { backoffMs } from './backoff';
import { Timer } from './clock';
import { Entry } from './entry';
import { Heartbeat } from './heartbeat';
import { Outbox, type Answer } from './outbox';
import { Renewal } from './renewal';
import { Requests } from './requests';
import type { Page, SocketOptions } from './options';
import { mayFollow, type ClosedWhy, type ConnectionState } from './state';
import type { Wire } from './wire';

/** From opening the wire to `welcome`. */
export const GREETING_MS_MAX = 10_000;
/** After so many connections in a row that never opened, something between here and the server bars them. */
export const UNOPENED_MAX = 3;
/** Online for this long, a connection is a good one and the waits start short again. */
const STEADY_MS = 5_000;

export class Socket {
  readonly #options: SocketOptions;
  readonly #entry: Entry;
  readonly #outbox: Outbox;
  readonly #requests: Requests;
  readonly #renewal: Renewal;
  readonly #heartbeat: Heartbeat;
  readonly #retry: Timer;
  readonly #greeting: Timer;
  readonly #steady: Timer;

  #state: ConnectionState = { type: 'closed', why: { by: 'client' } };
  #wire: Wire | null = null;
  #attempt = 0;
  /** Connections in a row that were closed before they opened. */
  #unopened = 0;
  #ref = 0;
  #tokenWasKept = false;
  /** What the server said before it closed. */
  #goodbye: { code: CloseCode; retryAfterMs: number | null } | null = null;
  #meeting: MeetingId | null = null;
  /** The last seq that was told; null is nothing yet, or lost. */
  #seq: number | null = null;
  /** Until the page says otherwise, somebody looks at it. */
  #looks = true;
  #joined = false;

  constructor(options: SocketOptions) {
    this.#options = options;
    const { clock } = options;
    const newRef = () => ++this.#ref;
    this.#entry = new Entry(clock, options.getToken);
    this.#outbox = new Outbox(newRef);
    this.#requests = new Requests(newRef, (message) => this.#send(message));
    this.#renewal = new Renewal(clock, this.#entry, this.#requests);
    this.#heartbeat = new Heartbeat(
      clock,
      () => this.#ping(),
      () => this.#lost(0),
    );
    this.#retry = new Timer(clock);
    this.#greeting = new Timer(clock);
    this.#steady = new Timer(clock);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state.type !== 'closed') return;
    this.#attempt = 0;
    this.#unopened = 0;
    void this.#ask();
  }

  /** Closes for good; it does not reconnect by itself after this. */
  stop(): void {
    this.#end({ by: 'client' });
  }

  /** The network is back, or the page is looked at again. */
  hurry(): void {
    if (this.#state.type === 'waiting') void this.#ask();
    else this.#heartbeat.ask();
  }

  /** Sends a command, now or after a reconnect; an `id` given again is the same command. */
  command(command: Command, id: string = this.#options.newId()): Promise<Answer> {
    const answer = this.#outbox.add(id, command);
    this.#flush();
    return answer;
  }

  /** The quick exit's last word: now or never, and nobody waits for the answer. */
  lastWord(command: Command): void {
    if (this.#state.type !== 'online') return;
    this.#send({ type: 'command', ref: ++this.#ref, id: this.#options.newId(), command });
  }

  typing(turn: number, more: boolean): void {
    if (this.#state.type === 'online') this.#send({ type: 'typing', turn, more });
  }

  /** Says whether somebody looks at the page, now and after each reconnect. */
  looks(looks: boolean): void {
    this.#looks = looks;
    if (this.#state.type === 'online') this.#send({ type: 'looks', looks });
  }

  /** Older messages; null when the connection could not bring them. */
  async history(before: number): Promise<Page | null> {
    if (this.#state.type !== 'online') return null;
    const answer = await this.#requests.ask((ref) => ({ type: 'history', ref, before }));
    return answer?.type === 'page' ? answer : null;
  }

  // ── Coming and going ──────────────────────────────────────────────────────

  async #ask(fresh = false): Promise<void> {
    const asking: ConnectionState = { type: 'asking' };
    this.#retry.clear();
    this.#enter(asking);
    try {
      // A fresh token shows that the server itself can be reached.
      const sure = fresh || this.#unopened >= UNOPENED_MAX - 1;
      const answer = sure ? await this.#entry.fresh() : await this.#entry.take();
      if (this.#state !== asking) return;
      if (answer.type === 'denied') return this.#end({ by: 'entry', code: answer.code });
      this.#tokenWasKept = 'kept' in answer;
      this.#open(answer.token);
    } catch {
      // The server itself can't be reached: nothing is known of what lies between.
      this.#unopened = 0;
      if (this.#state === asking) this.#wait(0);
    }
  }

  #open(token: string): void {
    this.#goodbye = null;
    this.#enter({ type: 'greeting' });
    this.#greeting.set(GREETING_MS_MAX, () => this.#lost(0));
    const ours = () => this.#wire === wire;
    const wire = this.#options.openWire({
      opened: () => {
        if (!ours()) return;
        this.#unopened = 0;
        const known = this.#meeting !== null && this.#seq !== null;
        const resume = known ? { meeting: this.#meeting!, seq: this.#seq! } : null;
        this.#send({ type: 'hello', token, resume });
      },
      received: (text) => {
        if (ours()) this.#receive(whole(JSON.parse(text) as ServerMessage));
      },
      closed: (code) => {
        if (ours()) this.#closed(code);
      },
    });
    this.#wire = wire;
    this.#unopened += 1;
  }

  #closed(number: number): void {
    const known = CLOSE_CODES[number];
    const code = this.#goodbye?.code ?? known?.code ?? null;
    const retryAfterMs = this.#goodbye ? this.#goodbye.retryAfterMs : known?.retry_after_ms;
    if (code === 'token_expired' || code === 'token_invalid') this.#entry.forget();
    // A kept token may be older than the server's keys: a fresh one is worth one try.
    const stale = code === 'token_invalid' && this.#tokenWasKept;
    if (code !== null && retryAfterMs === null && !stale) return this.#end({ by: 'server', code });
    this.#lost(retryAfterMs ?? 0);
  }

  /** The wire is of no use any more, but the seat is still ours. */
  #lost(wishedMs: number): void {
    this.#dropWire();
    this.#wait(wishedMs);
  }

  #wait(wishedMs: number): void {
    const { clock, random } = this.#options;
    const ms = backoffMs(this.#attempt++, random, wishedMs);
    const barred = this.#unopened >= UNOPENED_MAX;
    this.#enter({ type: 'waiting', until: clock.now() + ms, barred });
    this.#retry.set(ms, () => void this.#ask());
  }

  #end(why: ClosedWhy): void {
    this.#dropWire();
    this.#retry.clear();
    this.#enter({ type: 'closed', why });
    this.#outbox.drop();
  }

  #dropWire(): void {
    const wire = this.#wire;
    // First forgotten, then closed: its last calls are not ours any more.
    this.#wire = null;
    wire?.close();
    this.#greeting.clear();
    this.#steady.clear();
    this.#heartbeat.stop();
    this.#renewal.stop();
    this.#requests.wireLost();
    this.#outbox.wireLost();
  }

  #enter(state: ConnectionState): void {
    if (!mayFollow(this.#state, state)) {
      throw new Error(`a connection can't go from ${this.#state.type} to ${state.type}`);
    }
    this.#state = state;
    this.#options.onState(state);
  }

  // ── Frames ────────────────────────────────────────────────────────────────

  #send(message: ClientMessage): void {
    this.#wire?.send(JSON.stringify(message));
  }

  #flush(): void {
    if (this.#state.type !== 'online') return;
    for (const message of this.#outbox.unsent()) this.#send(message);
  }

  #ping(): void {
    this.#send({ type: 'ping', ref: ++this.#ref });
  }

  #receive(message: ServerMessage): void {
    this.#heartbeat.heard();
    switch (message.type) {
      case 'welcome':
        return this.#welcome(message);
      case 'snapshot':
        this.#seq = message.seq;
        return this.#options.onMessage(message);
      case 'events':
        return this.#events(message);
      case 'accepted':
        return this.#outbox.answer(message.ref, { type: 'accepted', seq: message.seq });
      case 'refused':
        if (message.ref === null) return;
        if (this.#requests.answer(message)) return;
        return this.#outbox.answer(message.ref, refusal(message));
      case 'token':
      case 'page':
        this.#requests.answer(message);
        return;
      case 'goodbye':
        this.#goodbye = { code: message.code, retryAfterMs: message.retry_after_ms };
        return;
      case 'room':
      case 'waiting':
      case 'typing':
      case 'outage':
      case 'notified':
      case 'debrief':
      case 'pong':
        return this.#options.onMessage(message);
    }
  }

  #welcome(welcome: Extract<ServerMessage, { type: 'welcome' }>): void {
    this.#greeting.clear();
    if (welcome.meeting !== this.#meeting) {
      // What was not answered belongs to a meeting that is over.
      if (this.#meeting !== null) this.#outbox.drop();
      this.#meeting = welcome.meeting;
      this.#seq = null;
    }
    // Out of the meeting, only a `join` still makes sense.
    if (!welcome.joined && this.#joined) this.#outbox.drop(({ type }) => type !== 'join');
    this.#joined = welcome.joined;
    this.#enter({ type: 'online' });
    this.#steady.set(STEADY_MS, () => (this.#attempt = 0));
    this.#heartbeat.start(welcome.heartbeat_ms);
    this.#renewal.start(welcome.token_expires_in_ms);
    if (!this.#looks) this.#send({ type: 'looks', looks: false });
    this.#options.onMessage(welcome);
    this.#flush();
  }

  #events(frame: Extract<ServerMessage, { type: 'events' }>): void {
    const seq = this.#seq;
    if (seq === null || seq < frame.after) {
      // Something is missing: only the whole meeting will do.
      this.#seq = null;
      return this.#lost(0);
    }
    if (frame.upto <= seq && frame.events.length > 0) return;
    this.#seq = Math.max(seq, frame.upto);
    const events = frame.events.filter((event) => event.seq > seq);
    this.#options.onMessage({ ...frame, events });
  }
}

function refusal({ code, character }: Extract<ServerMessage, { type: 'refused' }>): Answer {
  return { type: 'refused', code, ...(character !== undefined && { character }) };
}
