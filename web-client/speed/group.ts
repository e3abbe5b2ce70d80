/** A meeting for the measurements: a host who opened it, and members who write when they are told. */
import { expect, type Browser, type Page } from '@playwright/test';
import { quickly } from '../e2e/real/host.ts';
import { Person } from '../e2e/real/person.ts';
import { item, settings } from '../e2e/real/rooms.ts';
import type { Server } from '../e2e/real/server.ts';

/** Each writes by as many sockets as one may have, and each socket as much as it may at once. */
const WRITERS = ['Inés', 'Kit', 'Odile', 'Tomasz', 'Bo', 'Juniper'];
const SOCKETS = 3;
/** Under the burst of each socket; then the server lets them write as much again. */
const AT_ONCE = WRITERS.length * SOCKETS * 20;
const REST_MS = 6_000;

export interface Group {
  invite: string;
  room: string;
  /** Everyone writes in turn, as fast as they may; resolves when all was accepted. */
  write: (messages: number) => Promise<void>;
}

export async function gather(browser: Browser, server: Server): Promise<Group> {
  const hanne = await arrive(browser, server, 'Hanne');
  const about = {
    format: 'open_share',
    title: 'Slow mornings',
    capacity: 12,
    agenda: [item('Talk', 'open')],
    settings: settings({ show_earlier: true }),
  };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);
  await hanne.page.goto(room);
  await hanne.comeInToLead();
  await hanne.press('Open the meeting');
  await expect(hanne.page.getByRole('button', { name: 'Open the meeting' })).toBeHidden();
  const writers: Page[] = [];
  for (const name of WRITERS) writers.push(await seat(browser, server, name, invite));
  return {
    invite,
    room,
    write: async (messages) => {
      for (let left = messages; left > 0; left -= AT_ONCE) {
        const now = Math.min(left, AT_ONCE);
        const each = (i: number) => Math.floor((now + writers.length - 1 - i) / writers.length);
        await Promise.all(writers.map((page, i) => page.evaluate((n) => window.write(n), each(i))));
        if (now === AT_ONCE) await hanne.page.waitForTimeout(REST_MS);
      }
    },
  };
}

async function arrive(browser: Browser, server: Server, name: string): Promise<Person> {
  const context = await browser.newContext({ baseURL: server.origin });
  return new Person(name, await context.newPage(), {}, () => null);
}

/** A page of the server's that holds the sockets of one member, and shows nothing. */
async function seat(browser: Browser, server: Server, name: string, invite: string): Promise<Page> {
  const { page } = await arrive(browser, server, name);
  await page.goto('/help');
  await page.evaluate(openSockets, { name, secret: new URL(invite).hash.slice(1), SOCKETS });
  return page;
}

/** Runs in the page. */
async function openSockets({
  name,
  secret,
  SOCKETS,
}: Record<'name' | 'secret', string> & { SOCKETS: number }) {
  const post = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { room: string; token: string };
  };
  const { room } = await post('/api/invites/redeem', { secret, name, adult: true });
  const pending = new Map<string, () => void>();
  let count = 0;
  const sockets: WebSocket[] = [];
  const send = (socket: WebSocket, command: object) =>
    new Promise<void>((resolve) => {
      const ref = ++count;
      pending.set(`${sockets.indexOf(socket)} ${ref}`, resolve);
      socket.send(JSON.stringify({ type: 'command', ref, id: `command-${ref}`, command }));
    });
  for (let i = 0; i < SOCKETS; i += 1) {
    const { token } = await post(`/api/rooms/${room}/token`, {});
    const socket = new WebSocket(`ws://${location.host}/ws`, 'rondo.v2');
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.onclose = ({ code }) => reject(new Error(`${name}'s socket was closed with ${code}`));
      socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', token, resume: null }));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.type === 'welcome' && !frame.joined && i === 0) {
          const guidelines_version = frame.room.guidelines_version;
          void send(socket, { type: 'join', guidelines_version, adult: true, name: null });
        }
        if (frame.type === 'snapshot') resolve();
        if (frame.type === 'refused') reject(new Error(`${name} was refused: ${frame.code}`));
        if (frame.type === 'accepted') pending.get(`${i} ${frame.ref}`)?.();
      };
    });
    setInterval(() => socket.send(JSON.stringify({ type: 'ping', ref: ++count })), 10_000);
  }
  const words =
    'It was a long week, and I am glad to be here. I walked to the old bus stop again, and this time ';
  window.write = async (messages: number) => {
    const all = Array.from({ length: messages }, (_, i) => {
      const socket = sockets[i % sockets.length]!;
      const text = `${words.slice(0, 40 + ((count * 37) % 60))} (${name}, ${count})`;
      return send(socket, { type: 'post', text, note: null });
    });
    await Promise.all(all);
  };
}

type Frame =
  | { type: 'welcome'; joined: boolean; room: { guidelines_version: number } }
  | { type: 'snapshot' }
  | { type: 'accepted'; ref: number }
  | { type: 'refused'; ref: number; code: string };

declare global {
  interface Window {
    write: (messages: number) => Promise<void>;
  }
}
