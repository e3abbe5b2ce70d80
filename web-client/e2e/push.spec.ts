/** Notices on the device: how they are turned on, and what the service worker does with what it gets. */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { FakeHub } from './fake/hub.ts';
import { checkIn, speaking, turnOf, withTurn } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';
import { pushAnswers, subscribes } from './notices.ts';
import { countTones, expect, expectAccessible, expectLargeTargets, test } from './fixtures.ts';
import { serve, type Asked } from './server.ts';

const NOTICE = {
  title: 'It’s your turn',
  body: 'Open to answer.',
  language: 'en',
  tag: 'room.turn',
  page: '/meet/room',
  sound: false,
  vibration: true,
};

/** The waiting room; `FakeHub` answers for the token and the socket. */
async function wait(page: Page, on = false): Promise<Asked[]> {
  await FakeHub.open(page, { waiting: scenes.find(({ name }) => name === 'waiting')!.waiting! });
  const asked = await serve(page, {
    ...pushAnswers('room', on),
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
  await page.goto('/meet/room');
  await expect(page.getByRole('button', { name: /told|when I’m wanted/ })).toBeVisible();
  return asked;
}

/** Hands the worker what a push service would. */
async function deliver(page: Page, data: string): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
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

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/');
    const notices = (await registration?.getNotifications()) ?? [];
    return notices.map(({ title, body, tag, silent, lang }) => ({
      title,
      body,
      tag,
      silent,
      lang,
    }));
  });

async function turnOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tell me when I’m wanted' }).click();
  await page.getByRole('button', { name: 'Turn on notices' }).click();
  await expect(page.getByText('Notices are on for this group')).toBeVisible();
}

/** The worker, where nobody pressed anything and no window may be opened: what it asks for is noted. */
async function taps(context: BrowserContext): Promise<string[]> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return worker.evaluate<string[]>(`(async () => {
    const asked = [];
    clients.openWindow = async (url) => void asked.push('opens ' + url);
    WindowClient.prototype.focus = async function () {
      asked.push('focuses ' + new URL(this.url).pathname);
    };
    for (const notification of await registration.getNotifications()) {
      const waits = [];
      const event = new NotificationEvent('notificationclick', { notification });
      event.waitUntil = (work) => waits.push(work);
      dispatchEvent(event);
      await Promise.all(waits);
    }
    return asked;
  })()`);
}

test.describe('with notices allowed', () => {
  test.use({ permissions: ['notifications'] });

  test('are off until the reader turns them on, and off again on a press', async ({ page }) => {
    await subscribes(page);
    const asked = await wait(page);
    await page.getByRole('button', { name: 'Tell me when I’m wanted' }).click();
    await expect(page.getByText('you have a minute and a half to answer')).toBeVisible();
    await expectAccessible(page);
    await expectLargeTargets(page);
    expect(asked.some(({ request }) => request.startsWith('PUT'))).toBe(false);
    await page.getByRole('button', { name: 'Turn on notices' }).click();
    await expect(page.getByText('Notices are on for this group')).toBeVisible();
    const put = () => asked.findLast(({ request }) => request.startsWith('PUT'))?.body;
    expect(put()).toEqual({
      endpoint: 'https://push.example/65',
      key: 'p256dh',
      auth: 'auth',
      language: 'en',
      sound: false,
      vibration: false,
    });
    await page.getByLabel('With a sound').check();
    await expect.poll(put).toMatchObject({ sound: true });
    await page.getByRole('button', { name: 'Turn off notices' }).click();
    await expect(page.getByRole('button', { name: 'Turn on notices' })).toBeVisible();
    expect(asked.at(-1)?.request).toBe('DELETE /api/seat/room/push');
  });

  test('are shown by the worker unless the room is looked at, and opened with a tap', async ({
    page,
    context,
  }) => {
    await subscribes(page);
    await wait(page);
    await turnOn(page);
    await page.bringToFront();
    await deliver(page, JSON.stringify(NOTICE));
    // The worker takes one after the other: when this one is shown, that one was not.
    await deliver(page, JSON.stringify({ ...NOTICE, tag: 'other', page: '/seat/room' }));
    await expect.poll(async () => (await shown(page)).map(({ tag }) => tag)).toEqual(['other']);
    expect(await taps(context)).toEqual(['opens /seat/room']);
    // The start page is not the room.
    await page.goto('/');
    await deliver(page, JSON.stringify(NOTICE));
    const { title, body, tag } = NOTICE;
    await expect.poll(() => shown(page)).toEqual([{ title, body, tag, silent: false, lang: 'en' }]);
    await deliver(page, JSON.stringify({ ...NOTICE, title: 'You are next', vibration: false }));
    await expect
      .poll(async () => (await shown(page)).map((one) => one.title))
      .toEqual(['You are next']);
    expect(await taps(context)).toEqual(['opens /meet/room']);
    await expect.poll(() => shown(page)).toEqual([]);
    for (const of of ['/seat/room', '/rooms/room']) {
      await deliver(page, JSON.stringify({ ...NOTICE, page: of }));
      await expect.poll(async () => (await shown(page)).length).toBe(1);
      expect(await taps(context), 'what is between meetings stands on its own page').toEqual([
        `opens ${of}`,
      ]);
    }

    // With the room open in another tab, that tab comes to the front.
    const room = await context.newPage();
    await subscribes(room);
    await wait(room, true);
    await room.evaluate(() => (document.hasFocus = () => false));
    await deliver(page, JSON.stringify({ ...NOTICE, tag: 'room.reply' }));
    await room.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.showNotification('x', { data: { page: '/meet/room' } });
    });
    expect(await taps(context)).toContain('focuses /meet/room');
  });

  test('that say nothing are shown all the same, and lead to no other page', async ({
    page,
    context,
  }) => {
    await subscribes(page);
    await wait(page);
    await turnOn(page);
    await page.goto('/');
    await deliver(page, 'no json');
    await expect.poll(async () => (await shown(page)).map(({ title }) => title)).toEqual(['Rondo']);
    expect(await taps(context)).toEqual([expect.stringMatching(/^(opens|focuses) \/$/)]);
    await deliver(page, JSON.stringify({ ...NOTICE, page: 'https://evil.example/' }));
    await expect.poll(async () => (await shown(page)).length).toBe(1);
    expect(await taps(context)).toEqual([expect.stringMatching(/^(opens|focuses) \/$/)]);
  });

  test('say so when the push service can’t be reached', async ({ page }) => {
    await page.addInitScript(() => {
      PushManager.prototype.subscribe = () =>
        Promise.reject(new DOMException('Registration failed', 'AbortError'));
    });
    await wait(page);
    await page.getByRole('button', { name: 'Tell me when I’m wanted' }).click();
    await page.getByRole('button', { name: 'Turn on notices' }).click();
    await expect(page.getByText('push service can’t be reached now')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Turn on notices' })).toBeVisible();
  });
});

test('that a browser lacks or forbids are said in words', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await wait(page);
  await page.getByRole('button', { name: 'Tell me when I’m wanted' }).click();
  await expect(page.getByText('Notices are blocked for this page')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on notices' })).toHaveCount(0);
});

test('need the home screen on a phone of Apple', async ({ page }) => {
  await page.addInitScript(() => {
    // @ts-expect-error -- what such a phone lacks in a tab
    delete globalThis.PushManager;
    Object.defineProperty(navigator, 'standalone', { value: false });
  });
  await wait(page);
  await page.getByRole('button', { name: 'Tell me when I’m wanted' }).click();
  await expect(page.getByText('“Add to Home Screen”')).toBeVisible();
});

test('beside a name are for leads, and one’s own turn has a sound only on request', async ({
  page,
}) => {
  const sounds = await countTones(page);
  const view = withTurn(checkIn('Wren'), turnOf('Tomasz', speaking(35_000)));
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('log')).toBeVisible();
  const holder = view.floor.turn!.holder;
  hub.say({ type: 'notified', people: [holder] });
  await expect(page.getByText('Notified: Tomasz')).toBeVisible();
  hub.say({ type: 'notified', people: [] });
  await expect(page.getByText('Notified: Tomasz')).toHaveCount(0);

  const mine = { ...view.floor.turn!, id: view.floor.turn!.id + 1, holder: view.me.id };
  const offered = { ...mine, stage: { type: 'offered', since_ms: 0, nudged: false } } as const;
  await page.evaluate(() => (document.hasFocus = () => false));
  hub.tell({ type: 'turn_changed', turn: offered, cause: 'offered' });
  await expect(page).toHaveTitle(/your turn/i);
  expect(await sounds()).toBe(0);
  await page.evaluate(() => localStorage.setItem('rondo.sound', 'on'));
  await page.reload();
  await expect(page.getByRole('log')).toBeVisible();
  await page.evaluate(() => (document.hasFocus = () => false));
  hub.tell({ type: 'turn_changed', turn: { ...offered, id: offered.id + 1 }, cause: 'offered' });
  await expect.poll(sounds).toBe(2);
});
