/** The meeting page in its states: looked at by people, checked by axe. */
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { scenes } from './fake/scenes.ts';
import { picture } from './pictures.ts';

const title = ({ room }: (typeof scenes)[number]) => room?.title ?? 'Tuesday circle';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const telling = [
  'listening',
  'offer',
  'mine',
  'lead',
  'lead-people',
  'therapy-lead',
  'twelve',
  'waiting',
  'join',
];

/** Every state once on a phone and once on a desktop, in either light; the telling ones elsewhere, too. */
const looks = [
  { name: 'phone-light', viewport: phone, colorScheme: 'light', all: true },
  { name: 'desktop-dark', viewport: desktop, colorScheme: 'dark', all: true },
  { name: 'phone-dark', viewport: phone, colorScheme: 'dark', all: false },
  { name: 'desktop-light', viewport: desktop, colorScheme: 'light', all: false },
  { name: 'small-light', viewport: { width: 360, height: 740 }, colorScheme: 'light', all: false },
  {
    name: 'tablet-light',
    viewport: { width: 820, height: 1180 },
    colorScheme: 'light',
    all: false,
  },
] as const;

for (const { name, viewport, colorScheme, all } of looks) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    for (const scene of scenes.filter((each) => all || telling.includes(each.name))) {
      test(scene.name, async ({ page }) => {
        const hub = await FakeHub.open(page, scene);
        await page.goto('/meet/room');
        await hub.greeted;
        await expect(page.getByRole('heading', { level: 1, name: title(scene) })).toBeVisible();
        await scene.act?.(page, hub);
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: picture(`meet-${scene.name}-${name}`) });
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        await expectLargeTargets(page);
      });
    }
  });
}
