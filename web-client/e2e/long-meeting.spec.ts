/** A meeting of hundreds of messages, in one page. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn, floor } from './fake/meeting.ts';
import { message } from './fake/people.ts';

// What is recorded of the page would cost more the longer it is.
test.use({ trace: 'off' });

/** Opens a meeting in which nothing was said yet. */
async function open(page: Page, name = 'Marlow'): Promise<FakeHub> {
  const view = { ...checkIn(name), messages: [], item: 0, floor: floor() };
  const hub = await FakeHub.open(page, { view });
  await page.goto('/meet/room');
  // A lead at a desk has a field for whispers too.
  await expect(page.getByRole('textbox').first()).toBeVisible();
  return hub;
}

/** Each by another one than the last, so that it stands by itself. */
const posted = (text: string, i: number) => ({
  type: 'posted' as const,
  message: message(i % 2 ? 'Kit' : 'Bo', text, { turn: null, kind: 'open', item: 0 }),
});

/** When so many stand in the log and have been drawn. Looking costs the same however many there are. */
const drawn = (page: Page, count: number) =>
  page.getByRole('log').evaluate(
    (log, count) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (log.childElementCount < count) requestAnimationFrame(look);
          else requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        };
        look();
      }),
    count,
  );

/** Where it is, once it has stayed there from one frame to the next. */
const resting = (locator: Locator) =>
  locator.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        let before = NaN;
        const look = () => {
          const { y } = element.getBoundingClientRect();
          if (y === before) return resolve(y);
          before = y;
          requestAnimationFrame(() => requestAnimationFrame(look));
        };
        look();
      }),
  );

test('one more message costs about the same in a long meeting as in a short one', async ({
  page,
}) => {
  const hub = await open(page);
  const log = page.getByRole('log');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    return of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration');
  };
  const others = await log.evaluate(({ childElementCount }) => childElementCount);
  let said = 0;
  const say = async (count: number) => {
    hub.tell(...Array.from({ length: count }, () => posted(`Words ${(said += 1)}`, said)));
    await drawn(page, others + said);
  };
  /** The least of three: what else the machine does only adds to it. */
  const cost = async () => {
    const costs: number[] = [];
    for (let lap = 0; lap < 3; lap += 1) {
      const before = await spent();
      for (let i = 0; i < 5; i += 1) await say(1);
      costs.push((await spent()) - before);
    }
    return Math.min(...costs);
  };
  await say(20);
  const short = await cost();
  await say(800);
  await expect(log.getByText(`Words ${said}`, { exact: true })).toBeVisible();
  const long = await cost();
  expect(long / short).toBeLessThan(3);
});

test('hundreds of messages at once are all there, in order, with the last one in sight', async ({
  page,
}) => {
  const hub = await open(page);
  const words = Array.from({ length: 300 }, (_, i) => `Words ${i}`);
  hub.tell(...words.map(posted));
  // Right behind it, and yet after it.
  hub.tell(posted('The last', 0));
  const log = page.getByRole('log');
  await expect(log.getByText('The last')).toBeInViewport();
  await expect(log.getByText(/^(Words \d+|The last)$/)).toHaveText([...words, 'The last']);
  // Who reads further up stays there.
  const first = log.getByText('Words 3', { exact: true });
  await first.scrollIntoViewIfNeeded();
  const before = await resting(first);
  hub.tell(posted('One more', 1));
  await page.getByRole('button', { name: 'To the newest' }).waitFor();
  expect(await resting(first)).toBeCloseTo(before, 0);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect(log.getByText('One more')).toBeInViewport();
});

test.describe('what is out of sight in a long meeting', () => {
  test.beforeEach(async ({ page }) => {
    const hub = await open(page, 'Wren');
    hub.tell(...Array.from({ length: 100 }, (_, i) => posted(`Words ${i}`, i)));
    await expect(page.getByText('Words 99')).toBeInViewport();
    await expect(page.getByText('Words 3', { exact: true })).not.toBeInViewport();
  });

  test('is found by a search for its words', async ({ page }) => {
    expect(await page.evaluate(() => window.find('Words 41', true, true))).toBe(true);
    expect(await page.evaluate(() => String(getSelection()))).toBe('Words 41');
  });

  test('is reached by the keyboard, and shown', async ({ page }) => {
    await page.getByRole('region', { name: 'Conversation' }).focus();
    await page.keyboard.press('Tab');
    const first = page.getByRole('log').getByRole('button').first();
    await expect(first).toBeFocused();
    await expect(page.getByText('Words 0', { exact: true })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeInViewport();
  });

  test('is read out', async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    const { nodes } = await cdp.send('Accessibility.getFullAXTree');
    const read = nodes.flatMap(({ name, role }) =>
      role?.value === 'StaticText' ? [String(name?.value)] : [],
    );
    const words = Array.from({ length: 100 }, (_, i) => `Words ${i}`);
    expect(read.filter((text) => /^Words \d+$/.test(text))).toEqual(words);
  });

  test('is drawn when it is printed', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    const undrawn = await page
      .getByRole('log')
      .locator('.text')
      .evaluateAll((all) =>
        all.filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })),
      );
    expect(undrawn).toEqual([]);
  });
});

declare global {
  interface Window {
    /** As every browser has it: text, whether case counts, and whether it looks backwards. */
    find(text: string, isCaseSensitive: boolean, isBackwards: boolean): boolean;
  }
}
