/** A clock that is moved by hand and wires that are answered by hand. */
import type { ClientMessage, ServerMessage } from '../../protocol/generated';
import type { Clock } from '../clock';
import type { TokenAnswer } from '../entry';
import type { Told } from '../options';
import { Socket } from '../socket';
import type { ConnectionState } from '../state';
import type { OpenWire, WireListener } from '../wire';

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; work: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.at);
      due.work();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets promises that are already resolved run on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve();
}

export class FakeWire {
  readonly sent: ClientMessage[] = [];
  closedByClient = false;

  constructor(readonly listener: WireListener) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.closedByClient = true;
  }

  say(message: ServerMessage): void {
    this.listener.received(JSON.stringify(message));
  }

  /** The frames of one type. */
  of<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }>[] {
    return this.sent.filter((message) => message.type === type) as never;
  }
}

/** The server's clock, which has nothing to do with this device's. */
export const SERVER_NOW = 1_900_000_000_000;
export const TOKEN_MS = 15 * 60_000;

export function welcome(
  over: Partial<Extract<ServerMessage, { type: 'welcome' }>> = {},
): ServerMessage {
  return {
    type: 'welcome',
    participant: 'me',
    role: 'member',
    name: 'Marlow',
    room: {
      id: 'room',
      kind: 'peer_led',
      title: 'Tuesday circle',
      format: 'open_sharing',
      topics: [],
      guidelines: [],
      guidelines_version: 1,
      rehearsal: false,
      has_lead: true,
      newcomers: 0,
      on_call: false,
      date: null,
      next: null,
      keep_days: 0,
      answer_ms: 90_000,
      last_meeting: null,
    },
    meeting: 'meeting',
    joined: true,
    token_expires_at: SERVER_NOW + TOKEN_MS,
    token_expires_in_ms: TOKEN_MS,
    heartbeat_ms: 15_000,
    ...over,
  };
}

/** A socket with everything around it in the test's hands. */
export function harness() {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  const states: ConnectionState[] = [];
  const told: Told[] = [];
  let ids = 0;
  const entry = {
    asked: 0,
    answer: (): Promise<TokenAnswer> =>
      Promise.resolve({
        type: 'token',
        token: `token ${entry.asked}`,
        expires_in_ms: TOKEN_MS,
      }),
  };
  const openWire: OpenWire = (listener) => {
    const wire = new FakeWire(listener);
    wires.push(wire);
    return wire;
  };
  const socket = new Socket({
    clock,
    random: () => 0,
    newId: () => `id-${++ids}`,
    openWire,
    getToken: () => {
      entry.asked += 1;
      return entry.answer();
    },
    onState: (state) => states.push(state),
    onMessage: (message) => told.push(message),
  });
  const last = () => wires[wires.length - 1]!;
  return {
    clock,
    wires,
    states,
    told,
    entry,
    socket,
    last,
    /** Opens the last wire and greets on it. */
    async greet(over: Parameters<typeof welcome>[0] = {}) {
      await settle();
      last().listener.opened();
      last().say(welcome(over));
      await settle();
      return last();
    },
  };
}

export const view = { messages: [], whispers: [] } as never;
