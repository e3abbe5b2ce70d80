/** The place to write: the keyboard, the focus, what fits, and the answer to every attempt to send. */
import type { Page } from '@playwright/test';
import type { MeetingView, Stage } from '../src/protocol/generated.ts';
import { expect, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, type Scene } from './fake/hub.ts';
import { checkIn, floor, myTurn, NOW, speaking, turnOf, withTurn } from './fake/meeting.ts';
import { person } from './fake/people.ts';
import { scenes } from './fake/scenes.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const PHONE = { width: 390, height: 844 };
const LINES = 'One line of a share.\n'.repeat(5);

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('textbox').or(page.getByRole('button')).first()).toBeVisible();
  return hub;
}

/** Enter does no harm at first, as its meaning has just changed. */
const settle = (page: Page) => page.waitForTimeout(1_600);
const composer = (page: Page) => page.getByRole('region', { name: 'Your words' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Your words' });
const button = (page: Page, name: string | RegExp) =>
  composer(page).getByRole('button', { name, exact: true });
const open = (): MeetingView => checkIn('Marlow', { item: 0, floor: floor() });
const posts = (hub: FakeHub) =>
  hub.commands.flatMap((command) => (command.type === 'post' ? [command.text] : []));

test.describe('on a phone', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

  for (const [name, view] of [
    ['an open item', open()],
    ['one’s own turn', myTurn(speaking(90_000))],
  ] as const) {
    test(`Send keeps the focus in the field in ${name}`, async ({ page }) => {
      const hub = await enter(page, { view });
      for (const text of ['First.', 'Second.']) {
        await field(page).tap();
        await field(page).pressSequentially(text);
        await button(page, 'Send').tap();
        await expect(field(page)).toBeFocused();
        await expect(field(page)).toHaveValue('');
      }
      expect(posts(hub)).toEqual(['First.', 'Second.']);
    });
  }

  test('a whisper keeps the focus in its field', async ({ page }) => {
    const { waiting } = scenes.find((shown) => shown.waiting)!;
    const hub = await enter(page, { waiting: waiting! });
    const whisper = page.getByRole('textbox');
    await whisper.tap();
    await whisper.pressSequentially('Hello');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await expect(whisper).toBeFocused();
    await expect(whisper).toHaveValue('');
    expect(hub.commands).toEqual([{ type: 'whisper', to: null, text: 'Hello' }]);
  });

  test('Undo and the buttons beside the field keep the focus in it', async ({ page }) => {
    await enter(page, { view: checkIn('Marlow') });
    await field(page).tap();
    await field(page).pressSequentially('not yet');
    await button(page, 'Come back to me').tap();
    await expect(field(page)).toBeFocused();
  });
});

test('Send by the keyboard brings the focus back into the field', async ({ page }) => {
  await enter(page, { view: open() });
  await field(page).fill('By Tab and Space.');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Send')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('And on.');
  await expect(field(page)).toHaveValue('And on.');
});

// ── What is seen at every height ────────────────────────────────────────────

/** Small phones with the keyboard open, and letters twice as large. */
const SIZES = [
  { width: 320, height: 400 },
  { width: 320, height: 568 },
  { width: 360, height: 400 },
  { width: 390, height: 450 },
  { width: 320, height: 640, text: 200 },
  { width: 390, height: 450, text: 200 },
  { width: 390, height: 844, text: 200 },
  { width: 820, height: 500, text: 200 },
];
const asked: Stage = {
  type: 'feedback',
  kind: 'questions',
  until_ms: NOW + 60_000,
  replies_left: 3,
  replied: [],
};
const PLACES = {
  mine: { view: myTurn(speaking(90_000)), buttons: ['I’m done', 'Send'] },
  open: { view: open(), buttons: ['Send'] },
  lead: { view: checkIn('Wren'), buttons: ['Send'] },
  reply: { view: withTurn(checkIn('Marlow'), turnOf('Tomasz', asked)), buttons: ['Send'] },
  ahead: { view: checkIn('Marlow'), buttons: ['Pass'] },
};

/** Within what is seen, whole, and with nothing over it. */
async function expectInReach(page: Page, name: string, height: number): Promise<void> {
  const found = button(page, name);
  await expect(found).toBeVisible();
  await expect(async () => {
    const seen = await found.evaluate((node, most) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return (
        top >= 0 &&
        bottom <= most + 0.5 &&
        left >= 0 &&
        right <= innerWidth + 0.5 &&
        node.contains(at)
      );
    }, height);
    expect(
      seen,
      `${name} is in reach at ${await page.evaluate(() => `${innerWidth}x${innerHeight} ${document.documentElement.style.fontSize}`)}`,
    ).toBe(true);
  }).toPass({ timeout: 5_000 });
}

for (const [place, { view, buttons }] of Object.entries(PLACES)) {
  test(`Send and “I’m done” stay in sight at every height: ${place}`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    await enter(page, { view });
    await field(page).fill(LINES);
    for (const { width, height, text } of SIZES) {
      await page.setViewportSize({ width, height });
      await page.evaluate(
        (percent) => (document.documentElement.style.fontSize = percent ? `${percent}%` : ''),
        text,
      );
      for (const name of buttons) await expectInReach(page, name, height);
      await expectNoSidewaysScroll(page);
      // The field shows at least the line that is being written.
      const line = await field(page).evaluate(
        (node) => node.clientHeight / parseFloat(getComputedStyle(node).lineHeight),
      );
      expect(line).toBeGreaterThan(1);
    }
  });
}

test('where the keyboard lies over the page, the page ends above it', async ({ page }) => {
  await page.addInitScript(() => {
    // Safari on iOS: the keyboard shrinks what is seen and nothing else.
    const seen = Object.assign(new EventTarget(), { height: innerHeight, scale: 1, offsetTop: 0 });
    Object.defineProperty(window, 'visualViewport', { value: seen });
    Object.assign(window, {
      keyboard(height: number, offsetTop: number) {
        Object.assign(seen, { height, offsetTop });
        seen.dispatchEvent(new Event('resize'));
      },
    });
  });
  const keyboard = (height: number, top = 0) =>
    page.evaluate(
      ([tall, from]) =>
        (window as unknown as { keyboard: (h: number, t: number) => void }).keyboard(tall!, from!),
      [height, top],
    );
  await page.setViewportSize(PHONE);
  await enter(page, { view: myTurn(speaking(90_000)) });
  await field(page).fill(LINES);
  await keyboard(450);
  for (const name of ['I’m done', 'Send']) await expectInReach(page, name, 450);
  await keyboard(450, 120);
  for (const name of ['I’m done', 'Send']) await expectInReach(page, name, 570);
  await keyboard(PHONE.height);
  const { height } = PHONE;
  const bottom = await button(page, 'Send').evaluate((node) => node.getBoundingClientRect().bottom);
  expect(bottom).toBeGreaterThan(height - 60);
});

// ── An answer to every attempt ──────────────────────────────────────────────

const told = (page: Page, text: string | RegExp) =>
  expect(composer(page).getByRole('status').filter({ hasText: text })).toBeVisible();
async function say(page: Page, text: string, keys = 'Enter') {
  await field(page).fill(text);
  await page.keyboard.press(keys);
}

for (const keys of ['Enter', 'Control+Enter']) {
  test(`${keys} out of turn is answered, and nothing is lost`, async ({ page }) => {
    const hub = await enter(page, { view: checkIn('Marlow') });
    await settle(page);
    await say(page, 'I was going to say', keys);
    await told(page, 'Tomasz has the floor, so this wasn’t sent. It’s kept for your turn.');
    await expect(field(page)).toHaveValue('I was going to say');
    hub.show({ ...checkIn('Marlow'), pause: 'crisis' });
    await settle(page);
    await page.keyboard.press(keys);
    await told(page, 'The floor is paused.');
    await say(page, ' ', keys);
    await told(page, 'There is nothing to send yet.');
    expect(hub.commands).toEqual([]);
  });
}

test('Enter just as the floor moves does no harm, and says so', async ({ page }) => {
  const hub = await enter(page, { view: checkIn('Marlow') });
  await settle(page);
  await field(page).fill('Ready.');
  hub.show(myTurn(speaking(90_000)));
  await expect(button(page, 'Send')).toBeVisible();
  await page.keyboard.press('Enter');
  await told(page, 'The floor has just moved, so nothing was sent.');
  await expect(field(page)).toHaveValue('Ready.');
  expect(posts(hub)).toEqual([]);
});

test('a second ! says that the hand is up, each time', async ({ page }) => {
  const up = { who: 'marlow', raised_ms: 0, falls_ms: null, share_ms_min: 0 };
  const view = checkIn('Marlow', { item: 4, coming: [5, 6] });
  await enter(page, {
    view: { ...view, floor: floor({ turn: turnOf('Bo', speaking(100_000)), queue: [up] }) },
  });
  await settle(page);
  await say(page, '!');
  await told(page, 'Your hand is up, and it is seen.');
  const first = await page.getByText('Your hand is up, and it is seen.').elementHandle();
  await page.keyboard.press('Enter');
  await told(page, 'Your hand is up, and it is seen.');
  expect(await first!.evaluate((node) => node.isConnected), 'it is said again').toBe(false);
});

test('what is too long is counted as the server counts, never cut, and sent in parts', async ({
  page,
}) => {
  const hub = await enter(page, { view: open() });
  await settle(page);
  const hearts = '💚'.repeat(3_600);
  await field(page).fill(hearts);
  await expect(page.getByText('400 characters left')).toBeVisible();
  const sentences = Array.from({ length: 450 }, (_, i) => `Sentence ${i}.`).join(' ');
  await field(page).fill(sentences);
  const over = sentences.length - 4_000;
  await expect(
    page.getByText(`${new Intl.NumberFormat('en').format(over)} characters too many`),
  ).toBeVisible();
  await told(page, 'It can be sent in 2 parts.');
  await expect(field(page)).toHaveValue(sentences);
  await button(page, 'Send in 2 parts').click();
  await expect.poll(() => posts(hub).length).toBe(2);
  expect(posts(hub).join(' ')).toBe(sentences);
  expect(posts(hub)[0]).toMatch(/\.$/);
  await expect(field(page)).toHaveValue('');
});

test('a part that is refused comes back with all that follows it', async ({ page }) => {
  const hub = await enter(page, { view: open() });
  await settle(page);
  hub.answer = () => (posts(hub).length > 1 ? 'floor_taken' : null);
  const text = `${'a'.repeat(3_990)}\n${'b'.repeat(3_990)}\n${'c'.repeat(100)}`;
  await field(page).fill(text);
  await button(page, 'Send in 3 parts').click();
  await expect(field(page)).toHaveValue(`${'b'.repeat(3_990)}\n${'c'.repeat(100)}`);
  expect(posts(hub)).toHaveLength(2);
});

test('where one message is all, too many words are said and not cut', async ({ page }) => {
  const hub = await enter(page, { view: PLACES.reply.view });
  await settle(page);
  await say(page, 'x'.repeat(4_003));
  await told(page, 'Only one message can be sent here. Make it 3 characters shorter.');
  expect(hub.commands).toEqual([]);
});

test('a character that can’t be sent is named', async ({ page }) => {
  const hub = await enter(page, { view: open() });
  await settle(page);
  await say(page, 'week 1\tgood');
  await expect.poll(() => posts(hub)).toEqual(['week 1\tgood']);
  await say(page, 'a\u202eb');
  await told(page, 'U+202E');
  await expect(field(page)).toHaveValue('a\u202eb');
});

test('before the meeting is open, it is said who can read', async ({ page }) => {
  const gathering = (people: MeetingView['people']): MeetingView => ({
    ...checkIn('Wren'),
    phase: { type: 'gathering' },
    item: null,
    floor: floor(),
    messages: [],
    people,
  });
  const wren = person('Wren', 0, { role: 'facilitator' });
  const hub = await enter(page, { view: gathering([wren]), role: 'facilitator' });
  await settle(page);
  await expect(page.getByText('Nobody else can read this yet.')).toBeVisible();
  await say(page, 'Good evening');
  await told(page, 'The meeting has not opened yet.');
  expect(hub.commands).toEqual([]);
  hub.show(gathering([wren, person('Odile', 1, { role: 'co_facilitator' })]));
  await expect(page.getByText(/isn’t open yet. Only Odile can read this/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => posts(hub)).toEqual(['Good evening']);
});

/** Safari ends the composition first; the key that ended it has no mark but its code. */
async function composeInSafarisOrder(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name }).evaluate((node) => {
    node.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '会' }));
    const key = { key: 'Enter', keyCode: 229, isComposing: false, bubbles: true, cancelable: true };
    node.dispatchEvent(new KeyboardEvent('keydown', key));
  });
}

test('Enter that takes a word of an input method sends nothing', async ({ page }) => {
  const hub = await enter(page, { view: open() });
  await settle(page);
  await field(page).fill('会');
  await composeInSafarisOrder(page, 'Your words');
  await field(page).fill('/');
  await expect(page.getByRole('listbox')).toBeVisible();
  await composeInSafarisOrder(page, 'Your words');
  await expect(field(page)).toHaveValue('/');
  await field(page).fill('');
  await page
    .getByRole('button', { name: 'Whispers' })
    .or(page.getByRole('button', { name: 'More' }))
    .first()
    .click();
  expect(hub.commands).toEqual([]);
});
