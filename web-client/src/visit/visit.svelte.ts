/** One person's visit to one room: the connection, what is seen through it, and what is done in it. */
import type { Answer } from '../connection/outbox';
import { newCommandId } from '../connection/id';
import type { Told } from '../connection/options';
import { Socket } from '../connection/socket';
import { systemClock } from '../connection/clock';
import type { ConnectionState } from '../connection/state';
import { onWake } from '../connection/wake';
import { openWebSocket } from '../connection/wire';
import { takeAcceptance } from '../lib/acceptance';
import { onQuickExit } from '../lib/quick-exit';
import { storage } from '../lib/storage';
import { floorTime, meetingTime, type MeetingClock } from '../meeting/clock';
import { latecomerCard } from '../meeting/latecomer';
import { logAfter, logFromSnapshot, logWithHistory, type LogEntry } from '../meeting/log';
import { reduce } from '../meeting/reduce';
import { roleChange } from '../meeting/role-change';
import { MESSAGES_IN_SNAPSHOT } from '../protocol/generated';
import type {
  CloseCode,
  Command,
  LatecomerCard,
  MeetingEnd,
  MeetingView,
  Numbered,
  RefusalCode,
  RoomId,
  ServerMessage,
  WaitingView,
} from '../protocol/generated';
import { t } from '../i18n/index.svelte';
import { Choices } from './choices.svelte';
import { Drafts, forgetDrafts } from './drafts';
import { letInNotice } from './let-in-notice.svelte';
import { Signals } from './signals.svelte';
import { tokenFor } from './token';
import { Wishes } from './wishes.svelte';
import { Writing } from './writing.svelte';

export type Welcome = Extract<ServerMessage, { type: 'welcome' }>;

/** Words of time are rounded to half minutes, and the arc glides between the ticks. */
const TICK_MS = 1_000;
/** Long enough to be read twice. */
const REFUSAL_MS = 10_000;
/** Closed so, one is out of the meeting. */
const OUT: readonly string[] = ['finished', 'removed', 'revoked'] satisfies CloseCode[];

export class Visit {
  readonly room: RoomId;
  connection = $state.raw<ConnectionState>({ type: 'asking' });
  welcome = $state.raw<Welcome | null>(null);
  waiting = $state.raw<WaitingView | null>(null);
  view = $state.raw<MeetingView | null>(null);
  log = $state.raw<readonly LogEntry[]>([]);
  /** Where the meeting was when one came in late; until it was read. */
  card = $state.raw<LatecomerCard | null>(null);
  ended = $state.raw<{ reason: MeetingEnd | null } | null>(null);
  left = $state(false);
  /** On the way in without being asked, by what was accepted with the invitation. */
  joining = $state(false);
  /** The last refusal of something that was tried, beside nothing typed. */
  refusal = $state.raw<RefusalCode | null>(null);
  /** The leads know that one needs help. */
  calledForHelp = $state(false);
  /** Older messages may be there than what is shown. */
  moreHistory = $state(false);
  /** Meeting time, second by second. */
  atMs = $state(0);

  readonly signals = new Signals();
  readonly choices: Choices;
  readonly wishes: Wishes;
  /** There once the server said who one is. */
  writing = $state.raw<Writing | null>(null);

  readonly #socket: Socket;
  #clock: MeetingClock = { at_ms: 0, heard_ms: 0 };
  #goodbyes: (() => void)[] = [];
  #refusalGoes: ReturnType<typeof setTimeout> | undefined;

  constructor(room: RoomId) {
    this.room = room;
    this.choices = new Choices(storage.tab, room);
    this.wishes = new Wishes(storage.tab, room);
    this.#socket = new Socket({
      clock: systemClock,
      random: Math.random,
      newId: newCommandId,
      openWire: openWebSocket,
      getToken: tokenFor(room),
      onState: (state) => this.#connected(state),
      onMessage: (message) => this.#hear(message),
    });
  }

  get floorMs(): number {
    return this.view ? floorTime(this.view.clock, this.atMs) : 0;
  }

  get online(): boolean {
    return this.connection.type === 'online';
  }

  start(): () => void {
    const tick = setInterval(() => this.#tick(), TICK_MS);
    this.#goodbyes = [
      () => clearInterval(tick),
      onWake(() => this.#socket.hurry()),
      onQuickExit(() => this.#socket.lastWord({ type: 'leave', quiet: true })),
      () => this.#socket.stop(),
    ];
    this.#socket.start();
    return () => this.#goodbyes.forEach((goodbye) => goodbye());
  }

  /** Comes back after the connection was closed for good. */
  again(): void {
    this.left = false;
    this.#socket.start();
  }

  /** Greets anew: what the room asks may have changed. */
  reconnect(): void {
    this.#socket.stop();
    this.#socket.start();
  }

  /** Does something; a refusal is shown and changes nothing. */
  async act(command: Command): Promise<boolean> {
    this.#refuse(null);
    const answer = await this.#socket.command(command);
    if (answer.type === 'refused') this.#refuse(answer.code);
    return answer.type === 'accepted';
  }

  async callForHelp(): Promise<void> {
    this.calledForHelp = await this.act({ type: 'ask_for_help' });
  }

  /** The same, with the answer for whoever asked. */
  send(command: Command, id?: string): Promise<Answer> {
    return this.#socket.command(command, id);
  }

  /** Asks to come in. Who may not come back to this meeting sees why, and no door. */
  async join(guidelines_version: number, name: string | null): Promise<Answer> {
    const command: Command = { type: 'join', guidelines_version, adult: true, name };
    const answer = await this.#socket.command(command);
    if (answer.type === 'refused' && answer.code === 'removed') {
      this.#socket.stop();
      this.connection = { type: 'closed', why: { by: 'server', code: answer.code } };
    }
    return answer;
  }

  /** Tells the others that one is typing in one's turn, or that more is coming. */
  typing(turn: number, more = false): void {
    this.#socket.typing(turn, more);
  }

  async leave(): Promise<void> {
    const done = await this.act({ type: 'leave', quiet: false });
    if (!done) return;
    this.left = true;
    this.#forget();
    this.#forgetOnDevice();
    this.#socket.stop();
  }

  async showEarlier(): Promise<void> {
    const first = this.log.find((entry) => entry.type === 'message');
    if (!first) return;
    const page = await this.#socket.history(first.seq);
    if (!page) return;
    this.moreHistory = page.more;
    this.log = logWithHistory(this.log, page.messages);
  }

  /** Says why nothing happened, for as long as it takes to read. */
  #refuse(code: RefusalCode | null): void {
    clearTimeout(this.#refusalGoes);
    this.refusal = code;
    if (code !== null) this.#refusalGoes = setTimeout(() => (this.refusal = null), REFUSAL_MS);
  }

  #connected(state: ConnectionState): void {
    this.connection = state;
    const out =
      state.type === 'closed' && state.why.by === 'server' && OUT.includes(state.why.code);
    if (out) this.#forgetOnDevice();
  }

  #tick(): void {
    this.atMs = meetingTime(this.#clock, performance.now());
  }

  #hear(message: Told): void {
    if ('at_ms' in message) {
      this.#clock = { at_ms: message.at_ms, heard_ms: performance.now() };
      this.#tick();
    }
    switch (message.type) {
      case 'welcome':
        return this.#greeted(message);
      case 'waiting':
        return this.#wait(message.view);
      case 'snapshot':
        return this.#see(message.view, message.seq);
      case 'events':
        for (const event of message.events) this.#happen(event);
        this.writing?.seen(message.upto);
        return;
      case 'typing':
        return this.signals.typingHeard(message);
      case 'pong':
        return;
    }
  }

  #greeted(welcome: Welcome): void {
    const another = this.welcome?.meeting !== welcome.meeting;
    if (another && this.view) return this.#end(null);
    if (another || !welcome.joined) this.#forget();
    this.welcome = welcome;
    if (another || !this.writing) {
      const drafts = new Drafts(storage.tab, this.room, welcome.meeting, welcome.participant);
      this.writing = new Writing(this, drafts);
    }
    if (!welcome.joined) void this.#joinAsAccepted(welcome);
  }

  async #joinAsAccepted({ name, room }: Welcome): Promise<void> {
    const version = takeAcceptance(this.room);
    if (name === null || version !== room.guidelines_version) return;
    this.joining = true;
    const answer = await this.join(version, null);
    if (answer.type !== 'accepted') this.joining = false;
  }

  #wait(view: WaitingView): void {
    this.waiting = view;
    this.joining = false;
    if (view.phase.type === 'ended') this.#end(view.phase.reason);
  }

  #see(view: MeetingView, seq: number): void {
    const before = this.view;
    const first = before === null;
    const known = this.view?.meeting === view.meeting ? this.log : [];
    if (this.waiting) this.card = this.waiting.card;
    else if (first && this.welcome?.joined === false) this.card = latecomerCard(view);
    if (this.waiting) letInNotice.tell(t.meeting.doors.waiting.notice);
    this.waiting = null;
    this.joining = false;
    if (known.length === 0) this.moreHistory = view.messages.length >= MESSAGES_IN_SNAPSHOT;
    this.log = logFromSnapshot(view, known);
    this.view = view;
    if (view.phase.type === 'ended') return this.#end(view.phase.reason);
    if (first) {
      this.writing?.drafts.remember();
      this.writing?.resendAfterReload();
      for (const wish of this.wishes.take(view)) void this.act(wish);
    }
    this.#changed(before, view);
    this.writing?.seen(seq);
  }

  #happen(numbered: Numbered): void {
    const before = this.view;
    if (!before) return;
    const after = reduce(before, numbered);
    this.log = logAfter(this.log, numbered, before, after);
    this.view = after;
    this.signals.happened(numbered.event, after);
    this.#changed(before, after);
    if (numbered.event.type === 'posted') this.writing?.posted(numbered.event.message);
    if (after.phase.type === 'ended') this.#end(after.phase.reason);
  }

  #changed(before: MeetingView | null, after: MeetingView): void {
    this.writing?.ending.moved(after);
    this.signals.roleChange = roleChange(before, after) ?? this.signals.roleChange;
  }

  #end(reason: MeetingEnd | null): void {
    this.ended = { reason };
    this.#forget();
    this.#forgetOnDevice();
    this.#socket.stop();
  }

  /** What was written is gone from this page, too. */
  #forget(): void {
    this.view = null;
    this.waiting = null;
    this.log = [];
    this.card = null;
    this.signals.clear();
    this.writing?.ending.cancel();
  }

  /** Out of the meeting, for whatever reason. What this page still shows goes with the page. */
  #forgetOnDevice(): void {
    this.writing?.drafts.forget();
    forgetDrafts(storage.tab, this.room);
    this.choices.forget();
    this.wishes.forget();
  }
}
