/** People's words in any script and direction, their links, many people, and reading back. */
import type { Page } from '@playwright/test';
import type { MeetingView, Message } from '../src/protocol/generated.ts';
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, speaking, turnOf } from './fake/meeting.ts';
import { message, person, slot } from './fake/people.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('log').first()).toBeAttached();
  return hub;
}
const open = (messages: Message[], over: Partial<MeetingView> = {}): MeetingView =>
  checkIn('Marlow', { item: 0, floor: floor(), messages, ...over });
const said = (name: string, text: string, over: Partial<Message> = {}) =>
  message(name, text, { kind: 'open', turn: null, item: 0, ...over });

const HEBREW = 'שלום, מה שלומכם? (היום יום שלישי).';

test('a text takes its own direction, line by line', async ({ page }) => {
  const both = `${HEBREW}\nAnd then in English.`;
  await page.setViewportSize(PHONE);
  await enter(page, { view: open([said('Odile', both)]) });
  const lines = await page.getByText('And then in English.').evaluate((node) => {
    const text = [...node.childNodes].find((one) => one.textContent?.includes('\n'))!;
    const box = (from: number, to: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return range.getBoundingClientRect();
    };
    const end = text.textContent!.indexOf('\n');
    const { left, right } = node.getBoundingClientRect();
    const stop = box(end - 1, end);
    const first = box(0, 1);
    const english = box(end + 1, end + 2);
    return { left, right, stop: stop.left, first: first.right, english: english.left };
  });
  expect(lines.right - lines.first, 'Hebrew begins on the right').toBeLessThan(2);
  expect(lines.stop, 'its full stop ends on the left').toBeLessThan(lines.first - 100);
  expect(lines.english - lines.left, 'English begins on the left').toBeLessThan(2);
});

test('a name of the other direction turns no sentence round', async ({ page }) => {
  const ali = { ...person('Odile', 5), name: 'علی‌رضا' };
  const view = checkIn('Marlow');
  const people = view.people.map((one) => (one.id === 'odile' ? ali : one));
  const turn = turnOf('Odile', speaking(80_000));
  await page.setViewportSize(PHONE);
  await enter(page, { view: { ...view, people, floor: { ...view.floor, turn } } });
  await page.waitForTimeout(1_600);
  await page.getByRole('textbox', { name: 'Your words' }).fill('Not yet.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^\u2068علی‌رضا\u2069 has the floor/)).toBeVisible();
});

test('long words and tall scripts stay within the page', async ({ page }) => {
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(6);
  const tall = 'རྒྱལ་པོ ကျော်ဖြူ ยิ่งลักษณ์ ﷽';
  const view = open([
    said('Odile', long),
    said('Bo', `${tall} https://example.org/${'a'.repeat(300)}`),
  ]);
  for (const size of [PHONE, { width: 320, height: 568 }, DESK]) {
    await page.setViewportSize(size);
    await enter(page, { view });
    await expectNoSidewaysScroll(page);
    const scroller = page.getByRole('region', { name: 'Conversation' }).first();
    const beyond = await page
      .locator('.scroller')
      .evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(beyond).toBeLessThanOrEqual(0);
    void scroller;
  }
});

test('addresses and crisis lines are links, shown as they were written', async ({ page }) => {
  const text = 'Call 0800 111 0 111, or see https://example.org/help.';
  await page.setViewportSize(PHONE);
  await enter(page, { view: open([said('Odile', text)]) });
  const phone = page.getByRole('link', { name: '0800 111 0 111' });
  await expect(phone).toHaveAttribute('href', 'tel:08001110111');
  const site = page.getByRole('link', { name: 'https://example.org/help' });
  await expect(site).toHaveAttribute('href', 'https://example.org/help');
  await expect(site).toHaveAttribute('target', '_blank');
  await expect(site).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(page.getByText(text)).toBeVisible();
});

// ── Many people ─────────────────────────────────────────────────────────────

const NAMES = Array.from({ length: 30 }, (_, i) => `Bartholomeus ${i + 1}`);
function thirty(): MeetingView {
  const view = checkIn('Marlow');
  const people = [...NAMES.map((name, i) => person(name, i)), person('Marlow', 30)];
  const slots = people.map(({ name }, i) => slot(name, i < 6 ? 'done' : 'pending'));
  return {
    ...view,
    people,
    floor: {
      ...view.floor,
      turn: turnOf(NAMES[6]!, speaking(80_000)),
      round: { ...view.floor.round!, slots },
    },
  };
}

test('thirty people are a list beside the conversation', async ({ page }) => {
  await page.setViewportSize(DESK);
  await enter(page, { view: thirty() });
  const rail = page.getByRole('complementary').first();
  await expect(rail.getByRole('listitem').filter({ hasText: 'Bartholomeus 7' })).toBeVisible();
  await expect(page.locator('.rail .ring')).toHaveCount(0);
  await expectNoSidewaysScroll(page);
});

for (const size of [PHONE, { width: 320, height: 640 }, { width: 820, height: 1180 }]) {
  test(`names never meet on the strip of ${size.width} pixels`, async ({ page }) => {
    await page.setViewportSize(size);
    await enter(page, { view: thirty() });
    const boxes = await page
      .locator('.strip .place:not(.visually-hidden) .name')
      .evaluateAll((all) =>
        all.map((node) => node.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
      );
    expect(boxes.length).toBeGreaterThan(3);
    const row = boxes.toSorted((a, b) => a.left - b.left);
    for (const [i, box] of row.entries()) {
      if (i > 0) expect(box.left).toBeGreaterThanOrEqual(row[i - 1]!.right);
    }
  });
}

// ── Reading back ────────────────────────────────────────────────────────────

test('“earlier” keeps the place, the headings and the focus', async ({ page }) => {
  await page.setViewportSize(DESK);
  const all = Array.from({ length: 150 }, (_, i) =>
    said(i % 2 ? 'Odile' : 'Bo', `Message ${i + 1}. ${'Words that take some room. '.repeat(5)}`, {
      id: i + 1,
      item: i < 20 ? 0 : 1,
    }),
  );
  const hub = await enter(page, { view: open(all.slice(50), { item: 1 }) });
  hub.older = all.slice(0, 50);
  const scroller = page.locator('.scroller');
  await scroller.evaluate((node) => node.scrollTo({ top: 0 }));
  const read = page.getByText('Message 51. ');
  const place = () => read.evaluate((node) => node.getBoundingClientRect().top);
  const before = await place();
  await page.getByRole('button', { name: 'Show earlier messages' }).press('Enter');
  await expect(page.getByText('Message 50. ')).toBeAttached();
  await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(3);
  await expect(scroller).toBeFocused();
  const order = await page
    .getByRole('log')
    .evaluate((log) =>
      [...log.querySelectorAll('.topic, article')].map((node) =>
        node.matches('.topic') ? 'heading' : (/Message \d+/.exec(node.textContent!)?.[0] ?? ''),
      ),
    );
  expect(order.filter((one) => one === 'heading')).toHaveLength(2);
  expect(order[0]).toBe('heading');
  expect(order[order.indexOf('Message 21') - 1]).toBe('heading');
  expect(order[order.indexOf('Message 51') - 1]).toBe('Message 50');
});
