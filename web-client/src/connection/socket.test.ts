import { describe, expect, it } from 'vitest';
import { PONG_MS_MAX } from './heartbeat';
import { RENEW_BEFORE_MS } from './renewal';
import { GREETING_MS_MAX, UNOPENED_MAX } from './socket';
import { harness, SERVER_NOW, settle, TOKEN_MS, view } from './testing/fakes';

async function online() {
  const it = harness();
  it.socket.start();
  const wire = await it.greet();
  wire.say({ type: 'snapshot', seq: 10, at_ms: 0, view });
  return { ...it, wire };
}

describe('opening', () => {
  it('says hello with a token and nothing to resume', async () => {
    const { wire, states } = await online();
    expect(wire.sent[0]).toEqual({ type: 'hello', token: 'token 1', resume: null });
    expect(states.map(({ type }) => type)).toEqual(['asking', 'greeting', 'online']);
  });

  it('ends when there is no seat, and starts again only when asked to', async () => {
    const it = harness();
    it.entry.answer = () => Promise.resolve({ type: 'denied', code: 'no_seat' });
    it.socket.start();
    await it.clock.pass(600_000);
    expect(it.socket.state).toEqual({ type: 'closed', why: { by: 'entry', code: 'no_seat' } });
    expect(it.entry.asked).toBe(1);
    it.socket.start();
    expect(it.socket.state.type).toBe('asking');
  });

  it('tries again when the server can’t be reached', async () => {
    const it = harness();
    it.entry.answer = () => Promise.reject(new Error('offline'));
    it.socket.start();
    await settle();
    expect(it.socket.state.type).toBe('waiting');
    await it.clock.pass(60_000);
    // Half a second, doubled up to twenty: with no chance in it, half of each.
    expect(it.entry.asked).toBe(11);
  });

  it('gives up on a wire that never says welcome', async () => {
    const it = harness();
    it.socket.start();
    await settle();
    await it.clock.pass(GREETING_MS_MAX);
    expect(it.wires[0]!.closedByClient).toBe(true);
    expect(it.socket.state.type).toBe('waiting');
  });
});

describe('a wire that never opens', () => {
  const barred = (it: ReturnType<typeof harness>) =>
    it.socket.state.type === 'waiting' && it.socket.state.barred;

  /** Lets the next wire be asked for and fail. */
  async function fail(it: ReturnType<typeof harness>) {
    await settle();
    it.wires.at(-1)!.listener.closed(1006);
    const said = barred(it);
    const before = it.wires.length;
    for (let tries = 0; tries < 100 && it.wires.length === before; tries++) {
      await it.clock.pass(100);
    }
    return said;
  }

  it('is barred by something in between, the third time in a row', async () => {
    const it = harness();
    it.socket.start();
    for (let time = 1; time < UNOPENED_MAX; time++) expect(await fail(it)).toBe(false);
    expect(await fail(it)).toBe(true);
    await it.greet();
    expect(it.socket.state.type).toBe('online');
    it.wires.at(-1)!.listener.closed(1006);
    expect(barred(it), 'what opened once is not barred').toBe(false);
  });

  it('says nothing of the way while the server can’t be reached', async () => {
    const it = await online();
    it.wire.listener.closed(1006);
    await it.clock.pass(250);
    expect(await fail(it)).toBe(false);
    it.entry.answer = () => Promise.reject(new Error('offline'));
    expect(await fail(it)).toBe(false);
    await it.clock.pass(60_000);
    expect(barred(it)).toBe(false);
  });
});

describe('a lost wire', () => {
  it('comes back where it left off, with the token it has', async () => {
    const it = await online();
    it.wire.say({ type: 'events', after: 10, upto: 14, at_ms: 0, events: [] });
    it.wire.listener.closed(1006);
    await it.clock.pass(250);
    const wire = await it.greet();
    expect(wire.sent[0]).toEqual({
      type: 'hello',
      token: 'token 1',
      resume: { meeting: 'meeting', seq: 14 },
    });
    expect(it.entry.asked).toBe(1);
  });

  it('sends again what was not answered, under the same id', async () => {
    const it = await online();
    const first = it.socket.command({ type: 'raise_hand' });
    const second = it.socket.command({ type: 'lower_hand' });
    it.wire.say({ type: 'accepted', ref: it.wire.of('command')[0]!.ref, seq: 11 });
    expect(await first).toEqual({ type: 'accepted', seq: 11 });

    it.wire.listener.closed(1006);
    const third = it.socket.command({ type: 'pass', turn: null });
    await it.clock.pass(250);
    const wire = await it.greet();
    const resent = wire.of('command');
    expect(resent.map(({ id }) => id)).toEqual(['id-2', 'id-3']);
    expect(resent[0]!.ref).not.toBe(it.wire.of('command')[1]!.ref);
    wire.say({ type: 'refused', ref: resent[0]!.ref, code: 'not_so', reason: '' });
    wire.say({ type: 'accepted', ref: resent[1]!.ref, seq: 15 });
    expect(await second).toEqual({ type: 'refused', code: 'not_so' });
    expect(await third).toEqual({ type: 'accepted', seq: 15 });
  });

  it('does not carry commands into another meeting', async () => {
    const it = await online();
    const answer = it.socket.command({ type: 'raise_hand' });
    it.wire.listener.closed(1006);
    await it.clock.pass(250);
    const wire = await it.greet({ meeting: 'another' });
    expect(await answer).toEqual({ type: 'lost' });
    expect(wire.of('command')).toEqual([]);
  });

  it('waits longer every time, and little again after a steady connection', async () => {
    const it = await online();
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      it.last().listener.closed(1006);
      const state = it.socket.state;
      if (state.type !== 'waiting') throw new Error(state.type);
      waits.push(state.until - it.clock.now());
      await it.clock.pass(state.until - it.clock.now());
      await it.greet();
    }
    expect(waits).toEqual([250, 500, 1000, 2000]);
    await it.clock.pass(5_000);
    it.last().listener.closed(1006);
    expect(it.socket.state).toMatchObject({ type: 'waiting', until: it.clock.now() + 250 });
  });

  it('does not wait when the network is back', async () => {
    const it = await online();
    it.wire.listener.closed(1006);
    it.socket.hurry();
    await settle();
    expect(it.socket.state.type).toBe('greeting');
  });
});

describe('close codes', () => {
  it('stays away when the server says so', async () => {
    const it = await online();
    const answer = it.socket.command({ type: 'raise_hand' });
    it.wire.listener.closed(4005);
    expect(it.socket.state).toEqual({ type: 'closed', why: { by: 'server', code: 'removed' } });
    expect(await answer).toEqual({ type: 'lost' });
    await it.clock.pass(600_000);
    expect(it.wires).toHaveLength(1);
  });

  it('comes back when the server says when', async () => {
    const it = await online();
    it.wire.say({ type: 'goodbye', code: 'restarting', retry_after_ms: 3_000 });
    it.wire.listener.closed(1012);
    expect(it.socket.state).toMatchObject({ type: 'waiting', until: it.clock.now() + 3_000 });
  });

  it('brings a fresh token when the old one is over', async () => {
    const it = await online();
    it.wire.listener.closed(4003);
    await it.clock.pass(1_000);
    expect(it.last().listener).not.toBe(it.wire.listener);
    await it.greet();
    expect(it.last().of('hello')[0]!.token).toBe('token 2');
  });

  it('tries a fresh token once when a kept one is refused', async () => {
    const it = await online();
    it.wire.listener.closed(1006);
    await it.clock.pass(250);
    it.last().listener.closed(4002);
    await it.clock.pass(5_000);
    expect(it.entry.asked).toBe(2);
    it.last().listener.closed(4002);
    expect(it.socket.state.type).toBe('closed');
  });
});

describe('a gap', () => {
  it('asks for the whole meeting', async () => {
    const it = await online();
    it.wire.say({ type: 'events', after: 12, upto: 13, at_ms: 0, events: [] });
    expect(it.wire.closedByClient).toBe(true);
    await it.clock.pass(250);
    const wire = await it.greet();
    expect(wire.of('hello')[0]!.resume).toBeNull();
  });

  it('is not one when events come twice', async () => {
    const it = await online();
    const event = { type: 'restart_over' } as const;
    const events = [10, 11].map((seq) => ({ seq, at_ms: 0, event }));
    it.wire.say({ type: 'events', after: 9, upto: 11, at_ms: 0, events });
    it.wire.say({ type: 'events', after: 9, upto: 11, at_ms: 0, events });
    const frames = it.told.filter((message) => message.type === 'events');
    expect(frames.map((frame) => frame.events.map(({ seq }) => seq))).toEqual([[11]]);
  });
});

describe('silence', () => {
  it('is asked about, and then counts as the end of the wire', async () => {
    const it = await online();
    await it.clock.pass(15_000);
    expect(it.wire.of('ping')).toHaveLength(1);
    await it.clock.pass(PONG_MS_MAX);
    expect(it.wire.closedByClient).toBe(true);
    expect(it.socket.state.type).toBe('waiting');
  });

  it('ends with any frame', async () => {
    const it = await online();
    await it.clock.pass(15_000);
    it.wire.say({ type: 'pong', ref: it.wire.of('ping')[0]!.ref, at_ms: 0 });
    await it.clock.pass(14_999);
    expect(it.wire.of('ping')).toHaveLength(1);
    expect(it.socket.state.type).toBe('online');
  });
});

describe('the token', () => {
  it('is renewed a minute before it ends', async () => {
    const it = await online();
    const keepAlive = () => it.wire.say({ type: 'pong', ref: 0, at_ms: 0 });
    for (let ms = 0; ms < TOKEN_MS - RENEW_BEFORE_MS; ms += 10_000) {
      expect(it.wire.of('renew')).toHaveLength(0);
      keepAlive();
      await it.clock.pass(10_000);
    }
    const [renew] = it.wire.of('renew');
    expect(renew).toMatchObject({ token: null });
    it.wire.say({
      type: 'token',
      ref: renew!.ref,
      token: 'renewed',
      expires_at: SERVER_NOW,
      expires_in_ms: TOKEN_MS,
    });
    await settle();
    it.wire.listener.closed(1006);
    await it.clock.pass(250);
    expect((await it.greet()).of('hello')[0]!.token).toBe('renewed');
  });

  it('comes fresh from its issuer when the server can’t renew it', async () => {
    const it = harness();
    it.socket.start();
    const wire = await it.greet({ token_expires_in_ms: 30_000 });
    await it.clock.pass(15_000);
    const [first] = wire.of('renew');
    wire.say({ type: 'refused', ref: first!.ref, code: 'not_renewable', reason: '' });
    await settle();
    expect(wire.of('renew')[1]).toMatchObject({ token: 'token 2' });
  });

  it.each([0, 1_000, 59_000])('with %i ms left is not renewed in a burst', async (left) => {
    const it = harness();
    it.socket.start();
    const wire = await it.greet({ token_expires_in_ms: left });
    for (let ms = 0; ms < 40_000; ms += 1_000) {
      await it.clock.pass(1_000);
      wire.say({ type: 'pong', ref: 0, at_ms: 0 });
      const renew = wire.of('renew').at(-1);
      if (!renew) continue;
      wire.say({
        type: 'token',
        ref: renew.ref,
        token: 'renewed',
        expires_at: SERVER_NOW,
        expires_in_ms: left,
      });
      await settle();
    }
    expect(wire.of('renew').length).toBeLessThanOrEqual(8);
  });
});

describe('leaving', () => {
  it('says the last word at once and only once', async () => {
    const it = await online();
    it.socket.lastWord({ type: 'leave', quiet: true });
    expect(it.wire.of('command').map(({ command }) => command)).toEqual([
      { type: 'leave', quiet: true },
    ]);
    it.socket.stop();
    await it.clock.pass(600_000);
    expect(it.wires).toHaveLength(1);
  });
});
