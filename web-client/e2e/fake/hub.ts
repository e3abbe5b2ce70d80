/** A stand-in for the hub: greets, shows what it is told to, remembers what it was sent. */
import type { Page, WebSocketRoute } from '@playwright/test';
import type {
  ClientMessage,
  Command,
  Event,
  MeetingView,
  Message,
  Refusal,
  Role,
  RoomInfo,
  ServerMessage,
  WaitingView,
} from '../../src/protocol/generated.ts';
import { serve } from '../server.ts';
import { NOW } from './meeting.ts';

export const room: RoomInfo = {
  id: 'room',
  kind: 'peer_led',
  title: 'Tuesday circle',
  format: 'peer_checkin',
  topics: ['After a loss'],
  guidelines: [
    'What is said here stays here.',
    'Speak from your own life.',
    'No advice unless it is asked for.',
    'Let each person finish.',
  ],
  guidelines_version: 4,
  rehearsal: false,
  has_lead: true,
  newcomers: 0,
  on_call: false,
  keep_days: 0,
  answer_ms: 90_000,
  date: null,
  next: null,
  last_meeting: null,
};

export interface Scene {
  view?: MeetingView;
  waiting?: WaitingView;
  room?: Partial<RoomInfo>;
  /** The name one has in the room already. */
  pseudonym?: string | null;
  role?: Role;
}

type Answer = (command: Command) => Refusal | null;

export class FakeHub {
  readonly commands: Command[] = [];
  readonly ids: string[] = [];
  /** How often the token was to be renewed. */
  renewals = 0;
  /** Answers nothing, as a hub that is slow. */
  pending = false;
  /** Resolves with the first greeting. */
  readonly greeted: Promise<void>;
  #greetedNow = () => {};
  /** Says no to a command by its code; yes is null. */
  answer: Answer = () => null;
  /** What was said before the snapshot. */
  older: Message[] = [];
  /** Takes no new connection. */
  silent = false;
  #seq = 1;
  #socket: WebSocketRoute | null = null;
  readonly #scene: Scene;

  private constructor(scene: Scene) {
    this.#scene = scene;
    this.greeted = new Promise((resolve) => (this.#greetedNow = resolve));
  }

  static async open(page: Page, scene: Scene): Promise<FakeHub> {
    const hub = new FakeHub(scene);
    await serve(page, {
      'POST /api/rooms/room/token': {
        body: {
          token: 'token',
          expires_at: 0,
          expires_in_ms: 900_000,
          room: 'room',
          participant: 'p',
        },
      },
    });
    await page.routeWebSocket('**/ws/*', (socket) => hub.#take(socket));
    return hub;
  }

  /** Tells what happened. */
  tell(...events: Event[]): void {
    const after = this.#seq;
    const numbered = events.map((event, i) => ({ seq: after + 1 + i, at_ms: NOW, event }));
    this.#seq += events.length;
    this.#say({ type: 'events', after, upto: this.#seq, at_ms: NOW, events: numbered });
  }

  say(message: ServerMessage): void {
    this.#say(message);
  }

  show(view: MeetingView): void {
    this.#say({ type: 'snapshot', seq: this.#seq, at_ms: NOW, view });
  }

  async close(code: number): Promise<void> {
    await this.#socket?.close({ code });
  }

  get seq(): number {
    return this.#seq;
  }

  #take(socket: WebSocketRoute): void {
    this.#socket = socket;
    socket.onMessage((data) => this.#hear(JSON.parse(String(data)) as ClientMessage));
  }

  #say(message: ServerMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #hear(message: ClientMessage): void {
    if (message.type === 'hello' && !this.silent) this.#greet();
    if (message.type === 'ping') this.#say({ type: 'pong', ref: message.ref, at_ms: NOW });
    if (message.type === 'renew') {
      this.renewals += 1;
      const token = { token: 'token', expires_at: 0, expires_in_ms: 900_000 };
      this.#say({ type: 'token', ref: message.ref, ...token });
    }
    if (message.type === 'history') {
      this.#say({ type: 'page', ref: message.ref, messages: this.older, more: false });
    }
    if (message.type !== 'command') return;
    this.commands.push(message.command);
    this.ids.push(message.id);
    if (this.pending) return;
    const code = this.answer(message.command);
    if (code !== null) this.#say({ type: 'refused', ref: message.ref, code, reason: '' });
    else this.#say({ type: 'accepted', ref: message.ref, seq: this.#seq });
  }

  #greet(): void {
    const { view, waiting, pseudonym, role } = this.#scene;
    this.#say({
      type: 'welcome',
      participant: view?.me.id ?? waiting?.me ?? 'p',
      role: role ?? 'member',
      name: pseudonym === undefined ? 'Marlow' : pseudonym,
      room: { ...room, ...this.#scene.room },
      meeting: 'meeting',
      joined: view !== undefined || waiting !== undefined,
      token_expires_at: 0,
      token_expires_in_ms: 900_000,
      heartbeat_ms: 15_000,
    });
    if (waiting) this.#say({ type: 'waiting', at_ms: NOW, view: waiting });
    if (view) this.show(view);
    this.#greetedNow();
  }
}
