/** What leads are told inside a meeting of those who serve, and what is at hand for them on a phone. */
import type { Page } from '@playwright/test';
import type { Assignment, Duty, MeetingView } from '../src/protocol/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub, room as info, type Scene } from './fake/hub.ts';
import { checkIn, floor, therapy } from './fake/meeting.ts';
import { id, message, person } from './fake/people.ts';
import { picture } from './pictures.ts';

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function enter(page: Page, scene: Scene): Promise<FakeHub> {
  const hub = await FakeHub.open(page, scene);
  await page.goto('/meet/room');
  await hub.greeted;
  await expect(page.getByRole('heading', { name: 'Tuesday circle', level: 1 })).toBeVisible();
  return hub;
}

const planned = (duty: Duty, name: string, over: Partial<Assignment> = {}): Assignment => ({
  duty,
  who: id(name),
  name,
  given: false,
  passed_on: false,
  ...over,
});
const duties = [planned('lead', 'Perrin'), planned('timekeeper', 'Noa')];
const led = checkIn('Wren', { duties });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

for (const [name, viewport] of Object.entries(sizes)) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport });

    test('a lead is told who is missing, and gives what they were to do to others', async ({
      page,
    }) => {
      const hub = await enter(page, { view: led });
      const told = page.getByText('Perrin (Lead) and Noa (Timekeeper).');
      await expect(told).toBeVisible();
      await page.screenshot({ path: picture(`inside-missing-${name}`) });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);

      await press(page, 'Give the timekeeping to…');
      const choice = page.getByRole('dialog', { name: 'Give the timekeeping to…' });
      await expect(choice.getByRole('button', { name: 'Ash' })).toBeHidden();
      await page.screenshot({ path: picture(`inside-give-${name}`) });
      // Whoever thinks better of it is back where they were.
      await choice.getByRole('button', { name: 'Close' }).press('Enter');
      await expect(page.getByRole('button', { name: 'Give the timekeeping to…' })).toBeFocused();
      await page.keyboard.press('Enter');
      await choice.getByRole('button', { name: 'Juniper' }).press('Enter');
      await expect(choice).toBeHidden();
      const given = page.getByText('Given: Juniper (Timekeeper).');
      await expect(given).toBeFocused();
      expect(hub.commands).toEqual([
        { type: 'set_service', who: id('Juniper'), service: 'timekeeper', on: true },
      ]);
      const [lead, time] = duties;
      hub.tell({ type: 'duties_noted', duties: [lead!, { ...time!, passed_on: true }] });
      await expect(page.getByText('Not here yet: Perrin (Lead).')).toBeVisible();
      await expect(given).toBeFocused();
      await page.screenshot({ path: picture(`inside-given-${name}`) });
      await page.keyboard.press('Tab');
      await expect(page.getByRole('button', { name: 'Give the lead to…' })).toBeFocused();
      await expect(given).toBeHidden();

      const perrin = person('Perrin', null);
      hub.tell({ type: 'admitted', person: perrin, by: null, seemed_in: false });
      await expect(page.getByText('Not here yet:')).toBeHidden();
    });
  });
}

test('what a lead has read of who is missing stays read, until somebody else is', async ({
  page,
}) => {
  const hub = await enter(page, { view: led });
  await press(page, 'All right');
  await expect(page.getByText('Not here yet:')).toBeHidden();
  await page.reload();
  await hub.greeted;
  await expect(page.getByRole('button', { name: 'More for leads' })).toBeVisible();
  await expect(page.getByText('Not here yet:')).toBeHidden();
  hub.tell({ type: 'duties_noted', duties: [...duties, planned('greeter', 'Ola')] });
  await expect(page.getByText('Ola (Greeter)')).toBeVisible();
});

test('a helper is told too, and can hand out nothing', async ({ page }) => {
  await enter(page, { view: checkIn('Odile', { duties }) });
  await expect(page.getByText('Perrin (Lead) and Noa (Timekeeper).')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Give the (lead|timekeeping)/ })).toBeHidden();
});

test('somebody new is expected: it is said once, and again when there are more', async ({
  page,
}) => {
  const room = { newcomers: 1 };
  const hub = await enter(page, { view: checkIn('Marlow'), room });
  const notice = page.getByText('One person new to the group is expected.');
  await expect(notice).toBeVisible();
  await press(page, 'All right');
  await expect(notice).toBeHidden();
  await page.reload();
  await hub.greeted;
  await expect(page.getByRole('textbox', { name: 'Your words' })).toBeVisible();
  await expect(notice).toBeHidden();

  // The room says so itself when a place is taken meanwhile, and it is said after a reload as well.
  hub.say({ type: 'room', room: { ...info, newcomers: 2 } });
  const more = page.getByText('2 people new to the group are expected.');
  await expect(more).toBeVisible();
  room.newcomers = 2;
  await page.reload();
  await expect(more).toBeVisible();
  await press(page, 'All right');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Your words' })).toBeVisible();
  await expect(page.getByText('new to the group')).toBeHidden();
});

/** A lead in the first directed part, where nobody has the floor and nobody asked for it. */
function opening(view: MeetingView): MeetingView {
  const item = view.agenda.findIndex(({ mode }) => mode === 'directed');
  const lead = view.kind === 'peer_led' ? 'Wren' : 'Dr Amadi';
  return {
    ...view,
    item,
    coming: view.agenda.map((_, i) => i).slice(item + 1),
    item_times: [{ item, started_ms: 0, ended_ms: null }],
    floor: floor(),
    messages: [message(lead, 'Welcome.', { kind: 'lead', item })],
  };
}

for (const [language, locale, words] of [
  ['English', 'en-GB', { give: 'Give the floor to…', next: /^Next:/ }],
  ['German', 'de-DE', { give: 'Wort geben an…', next: /^Weiter zu:/ }],
] as const) {
  test.describe(`at a directed opening on a phone, in ${language}`, () => {
    test.use({ viewport: sizes.phone, locale });

    for (const [kind, view] of Object.entries({ peers: led, therapy: therapy('Dr Amadi') })) {
      test(`giving the floor and going on are both at hand (${kind})`, async ({ page }) => {
        await enter(page, { view: opening({ ...view, duties: [] }) });
        await page.screenshot({ path: picture(`inside-opening-${kind}-${locale}`) });
        await expect(page.getByRole('button', { name: words.give })).toBeVisible();
        await expect(page.getByRole('button', { name: words.next })).toBeVisible();
        await expectNoSidewaysScroll(page);
        await page.getByRole('button', { name: words.give }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await page.screenshot({ path: picture(`inside-pick-${kind}-${locale}`) });
        await expectAccessible(page);
      });
    }
  });
}
