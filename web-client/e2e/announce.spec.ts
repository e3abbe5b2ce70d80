/** What is told by itself: the end that is near, and to a screen reader that it is one's turn. */
import type { Page } from '@playwright/test';
import type { MeetingView } from '../src/protocol/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { agenda, checkIn, NOW, speaking, turnOf, withTurn } from './fake/meeting.ts';
import { id, message } from './fake/people.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const MINUTE = 60_000;
const PLANNED = agenda.reduce((sum, item) => sum + item.minutes, 0) * MINUTE;

/** Time that the test turns by hand. */
async function enter(page: Page, view: MeetingView): Promise<FakeHub> {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(MINUTE);
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  await hub.greeted;
  await page.clock.runFor(1_000);
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

/** The meeting so long before its planned end. */
function before(viewer: string, ms: number, overrun_ms: number): MeetingView {
  const view = checkIn(viewer);
  const timing = { ...view.settings.timing, overrun_ms };
  const clock = { floor_ms: PLANNED - ms, running_since_ms: NOW };
  return { ...view, settings: { ...view.settings, timing }, clock };
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    for (const [language, overrun, said] of [
      ['en-GB', 5 * MINUTE, 'The meeting is planned to end in about five minutes.'],
      ['en-GB', 0, 'The meeting ends in about five minutes.'],
      ['de-DE', 5 * MINUTE, 'Das Treffen soll in etwa fünf Minuten enden.'],
      ['de-DE', 0, 'Das Treffen endet in etwa fünf Minuten.'],
    ] as const) {
      test.describe(language, () => {
        test.use({ locale: language });

        for (const viewer of ['Marlow', 'Wren']) {
          test(`${viewer} is told five minutes before the end: ${said}`, async ({ page }) => {
            const hub = await enter(page, before(viewer, 5 * MINUTE + 5_000, overrun));
            const banner = page.getByRole('status').filter({ hasText: said });
            await expect(banner).toHaveCount(0);
            await page.clock.runFor(5_000);
            await expect(banner.getByText(said)).toBeInViewport();
            await page.clock.resume();
            await expectAccessible(page);
            await expectNoSidewaysScroll(page);
            const name = `${viewer}-${language}-${overrun / MINUTE}-${width}`;
            await page.screenshot({ path: `test-results/announce/end-${name}.png` });
            // A minute later it makes room again.
            hub.show(before(viewer, 4 * MINUTE - 1_000, overrun));
            await expect(banner).toHaveCount(0);
          });
        }
      });
    }

    test('a reader hears the end of a share before being called', async ({ page }) => {
      const before = withTurn(checkIn('Marlow'), turnOf('Odile', speaking(30_000), { id: 10 }));
      const hub = await enter(page, before);
      const call = page.getByRole('alert').filter({ hasText: 'It’s your turn' });
      const last = 'That’s me. Thank you.';
      hub.tell({ type: 'posted', message: message('Odile', last, { turn: 10 }) });
      hub.tell({
        type: 'turn_ended',
        turn: 10,
        holder: id('Odile'),
        reason: 'done',
        shared: true,
      });
      const stage = { type: 'offered', since_ms: NOW, nudged: false } as const;
      hub.tell({
        type: 'turn_changed',
        turn: turnOf('Marlow', stage, { id: 11 }),
        cause: 'offered',
      });
      await expect(page.getByRole('log').getByText(last)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Pass' }).first()).toBeVisible();
      await page.clock.runFor(1_400);
      await expect(call).toHaveCount(0);
      await page.clock.runFor(200);
      await expect(call).toHaveCount(1);
      // It is said once.
      hub.tell({
        type: 'turn_changed',
        turn: turnOf('Marlow', { ...stage, nudged: true }, { id: 11 }),
        cause: 'nudged',
      });
      await page.clock.runFor(3_000);
      await expect(call).toHaveCount(1);
    });

    test('nobody is called any more who has passed in that moment', async ({ page }) => {
      const hub = await enter(page, checkIn('Marlow'));
      const stage = { type: 'offered', since_ms: NOW, nudged: false } as const;
      hub.tell({
        type: 'turn_changed',
        turn: turnOf('Marlow', stage, { id: 11 }),
        cause: 'offered',
      });
      await page.clock.runFor(1_000);
      const over = { type: 'turn_ended', turn: 11, holder: id('Marlow'), shared: false } as const;
      hub.tell({ ...over, reason: 'passed' });
      await page.clock.runFor(2_000);
      await expect(page.getByRole('alert').filter({ hasText: 'your turn' })).toHaveCount(0);
    });
  });
}
