/**
 * One's turn reaches a phone that shows another page: from the server through a push service of the
 * test's own to the service worker of the browser, and back home by a tap.
 *
 * The browser's own push service can't be reached here, so two things are played: what it answers to
 * `subscribe`, and the delivery to the worker, through the debugging protocol.
 */
import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import type { Person } from './person.ts';
import { item, settings } from './rooms.ts';

test.use({ command: ['--outgoing-loopback'] });

interface Notice {
  title: string;
  page: string;
}

/** RFC 8030 as far as a sender sees it, and the browser's half of RFC 8291. */
class PushService {
  readonly handed: { headers: IncomingHttpHeaders; text: string }[] = [];
  readonly #keys: ECDH = createECDH('prime256v1');
  readonly #auth = randomBytes(16);
  readonly #server: Server;

  constructor() {
    this.#keys.generateKeys();
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const text = this.#open(Buffer.concat(pieces));
        this.handed.push({ headers: request.headers, text });
        response.writeHead(201).end();
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.close();
  }

  /** What a browser's subscription says. */
  get subscription() {
    const { port } = this.#server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}/kit`,
      keys: {
        p256dh: this.#keys.getPublicKey('base64url'),
        auth: this.#auth.toString('base64url'),
      },
    };
  }

  /** The notice with this title, once it is handed over. */
  async next(title: string): Promise<{ headers: IncomingHttpHeaders; text: string }> {
    const found = () =>
      this.handed.find(({ text }) => (JSON.parse(text) as Notice).title === title);
    await expect.poll(() => found() !== undefined).toBe(true);
    return found()!;
  }

  #open(body: Buffer): string {
    const length = body.readUInt8(20);
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    const shared = this.#keys.computeSecret(sender);
    const derive = (key: Buffer, salt: Buffer, info: Buffer, bytes: number) =>
      Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), sender]);
    const input = derive(shared, this.#auth, info, 32);
    const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return text.subarray(0, text.lastIndexOf(2)).toString();
  }
}

async function deliver({ page }: Person, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const mine = registrations.find(({ isDeleted }) => !isDeleted);
      if (mine) resolve(mine.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  await session.detach();
}

const shown = ({ page }: Person) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title }) => title);
  });

test('one’s turn reaches a phone that shows something else, and leads back in', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const service = new PushService();
  await service.start();
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  await kit.page.context().grantPermissions(['notifications'], { origin: server.origin });
  await kit.page.addInitScript((made) => {
    PushManager.prototype.getSubscription = () => Promise.resolve(null);
    PushManager.prototype.subscribe = () =>
      Promise.resolve({ toJSON: () => made } as unknown as PushSubscription);
  }, service.subscription);
  const about = {
    format: 'mini',
    title: 'Slow mornings',
    agenda: [item('Check-in', 'round')],
    settings: settings(),
  };
  const sent: string[] = [];
  kit.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(String(payload)));
  });
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('the worker is served as it has to be', async () => {
    const worker = await kit.page.request.get('/sw.js', {
      headers: { 'Accept-Encoding': 'br' },
    });
    const headers = worker.headers();
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-encoding']).toBe('br');
    expect(headers['content-security-policy']).toContain('rondo-worker');
    const manifest = await kit.page.request.get('/manifest.webmanifest');
    expect(manifest.headers()['content-type']).toBe('application/manifest+json');
  });

  await step('notices are turned on before the meeting', async () => {
    await kit.join(invite);
    await kit.press('Tell me when I’m wanted');
    await expect(kit.page.getByText('you have a minute and a half to answer')).toBeVisible();
    await kit.look('phone-notices');
    await kit.press('Turn on notices');
    await expect(kit.page.getByText('Notices are on for this group')).toBeVisible();
    await kit.look('phone-notices-on');
  });

  await step('the phone shows another page; its turn comes all the same', async () => {
    // The window is there, and somebody looks at another one.
    await kit.page.evaluate(() => {
      document.hasFocus = () => false;
      dispatchEvent(new Event('blur'));
    });
    await expect.poll(() => sent).toContain('{"type":"looks","looks":false}');
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await service.next('It has begun');
    await expect(kit.log).toBeVisible();
    await kit.page.goto('/');
    await hanne.press('Start the round');
    await hanne.pass();
    const { headers, text } = await service.next('It’s your turn');
    expect(headers.urgency).toBe('high');
    expect(Number(headers.ttl)).toBeLessThanOrEqual(90);
    expect(headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/);
    expect(text).not.toMatch(/Slow mornings|Hanne|Kit|Check-in/);
    await expect(hanne.page.getByText('Notified: Kit.')).toBeVisible();
    await hanne.look('notified');
    await deliver(kit, text);
    await expect.poll(() => shown(kit)).toEqual(['It’s your turn']);
  });

  await step('the start page leads back, by a name that tells nothing', async () => {
    await expect(kit.page.getByRole('heading', { name: 'Group 1' })).toBeVisible();
    await expect(kit.page.getByText('Slow mornings')).toHaveCount(0);
    await kit.look('phone-home');
    await kit.press('To the room: Group 1', 'link');
    await kit.share();
    await expect.poll(() => shown(kit)).toEqual([]);
    await expect(hanne.page.getByText('Notified: Kit.')).toHaveCount(0);
    await kit.say('Here I am.');
    await hanne.sees('Here I am.');
  });
  service.stop();
});
