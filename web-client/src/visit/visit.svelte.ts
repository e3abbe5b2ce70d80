/** One person's visit to one room: the connection, what is seen through it, and what is done in it. */
import { SvelteMap } from 'svelte/reactivity';
import type { Answer } from '../connection/outbox';
import { newCommandId } from '../connection/id';
import type { Told } from '../connection/options';
import { Socket } from '../connection/socket';
import { systemClock } from '../connection/clock';
import type { ConnectionState } from '../connection/state';
import { onWake } from '../connection/wake';
import { openWebSocket } from '../connection/wire';
import { takeAcceptance } from '../lib/acceptance';
import { earlySocket } from '../lib/early';
import { lastRoom } from '../lib/last-room';
import { onQuickExit } from '../lib/quick-exit';
import { storage } from '../lib/storage';
import { floorTime } from '../meeting/clock';
import {
  answerAtDoor,
  answerOf,
  isUnread,
  unanswered,
  type Answer as HelpAnswer,
} from '../meeting/help';
import { latecomerCard } from '../meeting/latecomer';
import { reduce } from '../meeting/reduce';
import { roleChange } from '../meeting/role-change';
import { notShown } from '../meeting/sealed';
import type {
  CloseCode,
  Command,
  Debrief,
  LatecomerCard,
  MeetingEnd,
  MeetingView,
  Message,
  Numbered,
  ParticipantId,
  RoomId,
  ServerMessage,
  WaitingView,
} from '../protocol/generated';
import { wholeEvent } from '../protocol/whole';
import { t } from '../i18n/index.svelte';
import { Choices } from './choices.svelte';
import { Drafts, forgetDrafts, type Draft } from './drafts';
import { InParts } from './in-parts';
import { isLookedAt, onLooking } from './looking';
import { Notices } from './notices.svelte';
import type { Line } from './line';
import { MeetingTime } from './meeting-time.svelte';
import { ReadWhispers } from './read-whispers.svelte';
import { Refused } from './refused.svelte';
import { Signals } from './signals.svelte';
import { signs } from './signs.svelte';
import { tokenFor } from './token';
import { Transcript } from './transcript.svelte';
import { Wishes } from './wishes.svelte';
import { WriteAgain } from './write-again.svelte';
import { Writing } from './writing.svelte';

export type Welcome = Extract<ServerMessage, { type: 'welcome' }>;

/** Closed with one of these, the person is out of the meeting. */
const OUT: readonly string[] = [
  'finished',
  'removed',
  'denied',
  'not_agreed',
  'revoked',
  'signed_out',
] satisfies CloseCode[];

export class Visit implements Line {
  readonly room: RoomId;
  connection = $state.raw<ConnectionState>({ type: 'asking' });
  welcome = $state.raw<Welcome | null>(null);
  waiting = $state.raw<WaitingView | null>(null);
  view = $state.raw<MeetingView | null>(null);
  /** Where the meeting was when this person came in late; until they have read it. */
  card = $state.raw<LatecomerCard | null>(null);
  /** `outside`: they were still at the door. `unheard`: nobody had read their call for help. */
  ended = $state.raw<{ reason: MeetingEnd | null; outside: boolean; unheard: boolean } | null>(
    null,
  );
  left = $state(false);
  /** What the rehearsal that is over held, for those who led it. */
  debrief = $state.raw<Debrief | null>(null);
  /** On the way in without being asked again: the guidelines were accepted with the invitation. */
  joining = $state(false);
  /** The server answers, but something on the way to it lets no live connection through. */
  barred = $state(false);
  readonly takenBack = new WriteAgain();
  /** Callers whose answered call the viewer has put away, by the time of the call. */
  readonly readCalls = new SvelteMap<ParticipantId, number>();
  readonly whispers: ReadWhispers;
  readonly notices: Notices;
  /** The server can't store anything, and the meeting stands still. */
  outage = $state(false);
  /** Whom a push service took a notice for, as leads are told. */
  notified = $state.raw<readonly ParticipantId[]>([]);

  readonly transcript = new Transcript();
  readonly time = new MeetingTime();
  /** Of what was tried with a button or a menu; what was typed has its own in `writing`. */
  readonly refused = new Refused();
  readonly signals = new Signals();
  readonly choices: Choices;
  readonly wishes: Wishes;
  /** Exists once the server has said who this is. */
  writing = $state.raw<Writing | null>(null);

  readonly #socket: Socket;
  readonly #heard = new InParts((message) => this.#hear(message));
  #goodbyes: (() => void)[] = [];

  constructor(room: RoomId) {
    this.room = room;
    this.choices = new Choices(storage.tab, room);
    this.wishes = new Wishes(storage.tab, room);
    this.whispers = new ReadWhispers(storage.tab, room);
    this.notices = new Notices(room);
    this.#socket = new Socket({
      clock: systemClock,
      random: Math.random,
      newId: newCommandId,
      openWire: (listener) => openWebSocket(room, listener, earlySocket(room)),
      getToken: tokenFor(room),
      onState: (state) => this.#connected(state),
      onMessage: (message) => this.#heard.take(message),
    });
  }

  get floorMs(): number {
    return this.view ? floorTime(this.view.clock, this.time.ms) : 0;
  }

  get online(): boolean {
    return this.connection.type === 'online';
  }

  start(): () => void {
    this.#goodbyes = [
      this.time.start(),
      onWake(() => this.#socket.hurry()),
      onLooking((looks) => this.#looked(looks)),
      onQuickExit(() => this.#socket.lastWord({ type: 'leave', quiet: true })),
      () => this.#socket.stop(),
    ];
    this.#socket.start();
    return () => this.#goodbyes.forEach((goodbye) => goodbye());
  }

  #looked(looks: boolean): void {
    this.#socket.looks(looks);
    if (looks) void this.notices.close();
  }

  /** Comes back after the connection was closed for good. */
  again(): void {
    this.left = false;
    this.debrief = null;
    this.#socket.start();
  }

  /** Connects again, since what the room asks for may have changed. */
  reconnect(): void {
    this.#socket.stop();
    this.#socket.start();
  }

  /** Does something; a refusal is shown and changes nothing. */
  async act(command: Command): Promise<boolean> {
    this.refused.show(null);
    const answer = await this.#socket.command(command);
    if (answer.type === 'refused') this.refused.show(answer.code);
    return answer.type === 'accepted';
  }

  callForHelp(): Promise<boolean> {
    return this.act({ type: 'ask_for_help' });
  }

  /** What became of the viewer's own call for help; null if they made none. */
  get helpAnswer(): HelpAnswer | null {
    if (this.view) return answerOf(this.view);
    return this.waiting && answerAtDoor(this.waiting);
  }

  /** One's own words. They can be written again for a while. */
  async takeBack(message: Message): Promise<void> {
    if (await this.act({ type: 'take_back', message: message.id })) this.takenBack.keep(message);
  }

  /** Puts the words that were taken back last into the field they came from, and tells which they were. */
  writeAgain(): Message | null {
    const words = this.takenBack.take();
    if (words) this.writing?.writeAgain(words);
    return words;
  }

  /** Like `act`, but the caller deals with the answer. */
  send(command: Command, id?: string): Promise<Answer> {
    return this.#socket.command(command, id);
  }

  /** Asks to come in. With the door closed for today, they are told so, and see no door. */
  async join(guidelines_version: number, name: string | null): Promise<Answer> {
    const command: Command = { type: 'join', guidelines_version, adult: true, name };
    const answer = await this.#socket.command(command);
    if (answer.type === 'refused' && answer.code === 'door_closed') {
      this.#socket.stop();
      this.connection = { type: 'closed', why: { by: 'entry', code: 'door_closed' } };
    }
    return answer;
  }

  typing(turn: number, more = false): void {
    this.#socket.typing(turn, more);
  }

  async leave(): Promise<void> {
    const done = await this.act({ type: 'leave', quiet: false });
    if (!done) return;
    this.left = true;
    this.#forget();
    this.forgetOnDevice();
    this.#socket.stop();
  }

  showEarlier(): Promise<void> {
    return this.transcript.earlier((before) => this.#socket.history(before));
  }

  #connected(state: ConnectionState): void {
    this.connection = state;
    if (state.type === 'waiting') this.barred = state.barred;
    if (state.type === 'online') this.barred = false;
    const out =
      state.type === 'closed' && state.why.by === 'server' && OUT.includes(state.why.code);
    if (!out) return;
    this.forgetOnDevice();
    if (state.why.by === 'server' && state.why.code !== 'finished') lastRoom.forget();
  }

  #hear(message: Told): void {
    if ('at_ms' in message) this.time.heard(message.at_ms);
    switch (message.type) {
      case 'welcome':
        return this.#greeted(message);
      case 'room':
        if (this.welcome) this.welcome = { ...this.welcome, room: message.room };
        return;
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
      case 'notified':
        this.notified = message.people;
        return;
      case 'outage':
        return this.#stand(message.on);
      case 'debrief':
        this.debrief = message;
        return;
      case 'pong':
        return;
    }
  }

  #stand(still: boolean): void {
    this.outage = still;
    this.time.stand(still);
  }

  #greeted(welcome: Welcome): void {
    const another = this.welcome?.meeting !== welcome.meeting;
    if (another && this.view) return this.#end(null);
    if (another || !welcome.joined) this.#forget();
    this.welcome = welcome;
    lastRoom.keep(this.room);
    this.notified = [];
    this.#stand(false);
    if (this.notices.state === 'unknown') void this.notices.look();
    if (another || !this.writing) {
      const drafts = new Drafts(storage.tab, this.room, welcome.meeting, welcome.participant);
      this.writing = new Writing(this, welcome.participant, drafts);
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
    if (this.view) this.#sentBack();
    this.waiting = view;
    this.joining = false;
    this.whispers.of(view.meeting);
    this.whispers.read(view.whispers);
    if (view.phase.type === 'ended') this.#end(view.phase.reason);
  }

  /** In the waiting room again: the meeting goes from this page, a draft stays. */
  #sentBack(): void {
    this.view = null;
    this.transcript.clear();
    this.signals.clear();
    this.writing?.ending.cancel();
  }

  #see(view: MeetingView, seq: number): void {
    const before = this.view;
    const first = before === null;
    if (this.waiting) this.card = this.waiting.sent_back ? null : this.waiting.card;
    else if (first && this.welcome?.joined === false) this.card = latecomerCard(view);
    this.waiting = null;
    this.joining = false;
    this.transcript.snapshot(view, before?.meeting === view.meeting);
    void this.transcript.readAgain((before) => this.#socket.history(before));
    this.view = view;
    this.whispers.of(view.meeting);
    if (view.phase.type === 'ended') return this.#end(view.phase.reason);
    if (first) {
      this.writing?.drafts.remember();
      this.writing?.resendAfterReload();
      for (const wish of this.wishes.take(view)) void this.act(wish);
    }
    this.#changed(before, view);
    if (before?.meeting === view.meeting) this.#giveBack(notShown(before, view, null));
    this.writing?.seen(seq);
  }

  /** Words that nobody was shown are in the field again. */
  #giveBack(words: Draft | null): void {
    if (words) this.writing?.giveBack(words);
  }

  #happen(sent: Numbered): void {
    const before = this.view;
    if (!before) return;
    const numbered = wholeEvent(sent, before);
    const after = reduce(before, numbered);
    this.transcript.happened(numbered, before, after);
    this.view = after;
    this.signals.happened(numbered.event, after);
    this.#changed(before, after);
    this.#giveBack(notShown(before, after, numbered.event));
    if (numbered.event.type === 'posted') this.writing?.posted(numbered.event.message);
    if (after.phase.type === 'ended') this.#end(after.phase.reason);
  }

  #changed(before: MeetingView | null, after: MeetingView): void {
    this.writing?.ending.moved(after);
    if (this.card && this.card.item !== after.item) this.card = null;
    if (before && unanswered(after).length > unanswered(before).length) {
      void this.notices.tell(t.meeting.help.notice);
    }
    if (before?.pause === 'silence' && after.pause === null) signs.ringBell();
    if (isNewlyMine(before, after) && !isLookedAt()) signs.give();
    this.signals.roleChange = roleChange(before, after) ?? this.signals.roleChange;
  }

  #end(reason: MeetingEnd | null): void {
    const call = this.helpAnswer;
    const unheard = call !== null && isUnread(call);
    this.ended = { reason, outside: this.view === null, unheard };
    this.#forget();
    this.forgetOnDevice();
    this.#socket.stop();
  }

  /** What was written is gone from this page, too. */
  #forget(): void {
    this.view = null;
    this.waiting = null;
    this.transcript.clear();
    this.card = null;
    this.signals.clear();
    this.readCalls.clear();
    this.takenBack.forget();
    this.writing?.ending.cancel();
  }

  /** Out of the meeting, for whatever reason. What this page still shows goes with the page. */
  forgetOnDevice(): void {
    this.writing?.drafts.forget();
    forgetDrafts(storage.tab, this.room);
    this.choices.forget();
    this.wishes.forget();
    this.whispers.forget();
  }
}

/** The floor came to the viewer. */
const isNewlyMine = (before: MeetingView | null, { floor, me }: MeetingView): boolean =>
  floor.turn?.holder === me.id && before?.floor.turn?.id !== floor.turn.id;
