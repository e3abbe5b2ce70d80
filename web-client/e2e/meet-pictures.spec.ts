/** The meeting page in its states: looked at by people, checked by axe. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { scenes } from './fake/scenes.ts';
import type { Shown } from './fake/shown.ts';
import { besides, everywhere, lookAt, type Look } from './looks.ts';
import { picture } from './pictures.ts';

const telling = [
  'listening',
  'offer',
  'mine',
  'lead',
  'queue',
  'twelve',
  'waiting',
  'join',
  'reply',
];

/** Little room: a phone's keyboard is open, or everything is four times as large. */
const cramped: Look[] = [
  { name: 'keyboard', width: 390, height: 460, spare: ['targets'] },
  { name: 'zoom', width: 320, height: 256, spare: ['targets'] },
];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function open(page: Page, scene: Shown): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  const title = scene.room?.title ?? 'Tuesday circle';
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return hub;
}

for (const scene of scenes) {
  test(scene.name, async ({ page }) => {
    const hub = await open(page, scene);
    await scene.act?.(page, hub);
    const looks = telling.includes(scene.name)
      ? [...everywhere, ...cramped, ...besides]
      : everywhere;
    await lookAt(page, `meet-${scene.name}`, looks);
  });
}

for (const [name, viewport] of Object.entries({
  'in German': { width: 360, height: 740 },
  'in German on a desktop': { width: 1280, height: 800 },
})) {
  test.describe(name, () => {
    test.use({ viewport, locale: 'de-DE' });
    for (const scene of scenes.filter((scene) => telling.includes(scene.name))) {
      test(scene.name, async ({ page }) => {
        await open(page, scene);
        await page.screenshot({ path: picture(`meet-${scene.name}-de-${viewport.width}`) });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });
    }
  });
}
