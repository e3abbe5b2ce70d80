/** A host writes an agenda, keeps it, and makes a room from it. */
import type { Page } from '@playwright/test';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { serve, signedIn, type Answer } from './server.ts';

const still = { contextOptions: { reducedMotion: 'reduce' } } as const;
const saved = (body: object): Answer => ({ body: { ...data.room, ...body } });

async function edit(page: Page, answers = {}) {
  const asked = await serve(page, {
    ...signedIn,
    'PATCH /api/rooms/tuesday': saved,
    ...answers,
  });
  await page.goto('/rooms/tuesday');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('heading', { name: 'Edit the room' })).toBeVisible();
  return asked;
}

const item = (page: Page, name: string | RegExp) =>
  page.getByRole('group', { name: 'Agenda' }).getByRole('button', { name, expanded: false });

const names = (page: Page) =>
  page
    .getByRole('group', { name: 'Agenda' })
    .locator('button[aria-expanded] > .strong')
    .allTextContents();

test.describe('on a desk', () => {
  test.use({ ...still, viewport: { width: 1280, height: 800 } });

  test('an agenda is written by keyboard alone', async ({ page }) => {
    const asked = await edit(page);
    const status = page.getByRole('group', { name: 'Agenda' }).getByRole('status');

    await item(page, /1\. Gathering/).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(status).toHaveText('Gathering is now item 2 of 7.');
    await expect(item(page, /2\. Gathering/)).toBeFocused();

    await page.getByRole('button', { name: 'Actions for Gathering' }).press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('r');
    await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
    expect(await names(page)).toHaveLength(6);
    await page.keyboard.press('Enter');
    await expect(item(page, /2\. Gathering/)).toBeFocused();

    await page.getByRole('button', { name: 'Add an item' }).press('Enter');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.type('A walk outside');
    await page.keyboard.press('Tab');
    await page.keyboard.type('15');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /silence/ }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Add a page' }).press('Enter');
    await page.keyboard.type('What to look for');
    await expect(page.getByText('105 minutes in all. The format plans 90.')).toBeVisible();

    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    const { body } = asked.find(({ request }) => request.startsWith('PATCH'))!;
    const { agenda } = body as { agenda: object[] };
    expect(agenda).toHaveLength(8);
    expect(agenda[7]).toMatchObject({
      name: 'A walk outside',
      minutes: 15,
      mode: 'silent',
      pages: [{ title: 'What to look for', text: '' }],
    });
  });

  test('an item is dragged by its handle', async ({ page }) => {
    await edit(page);
    const handles = page.locator('.handle');
    await handles.nth(0).dragTo(handles.nth(2));
    await expect(item(page, /3\. Gathering/)).toBeVisible();
    expect((await names(page))[0]).toBe('1. Welcome, guidelines, agreement');
  });

  test('what can’t be held is said beside each field, before and after the server', async ({
    page,
  }) => {
    const errors = [{ field: 'agenda[2].text', reason: 'not_text' }];
    const refused = { status: 422, body: { code: 'agenda_invalid', errors } };
    const asked = await edit(page, { 'PATCH /api/rooms/tuesday': refused });

    await item(page, /3\. Check-in round/).click();
    await page.getByLabel('Minutes', { exact: true }).fill('-5');
    await expect(page.getByText('At least 1.')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('');
    await item(page, /1\. Gathering/).click();
    await page.getByLabel('Minutes', { exact: true }).fill('2.5');
    await expect(page.getByText('Enter a whole number.')).toBeVisible();
    await page.getByRole('button', { name: /1\. Gathering/ }).click();

    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Minutes', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Minutes', { exact: true })).toHaveAccessibleDescription(
      'Enter a whole number.',
    );
    await expect(page.getByText('2 things to check')).toBeVisible();
    expect(asked.some(({ request }) => request.startsWith('PATCH'))).toBe(false);
    await expectAccessible(page);

    await page.getByLabel('Minutes', { exact: true }).fill('5');
    await item(page, /3\. New item/).click();
    await expect(page.getByText('Fill this in.')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Check-in');
    await page.getByLabel('Minutes', { exact: true }).fill('20');
    await page.getByRole('button', { name: 'Save' }).click();
    const text = page.getByLabel('Shown to everybody');
    await expect(text).toBeFocused();
    await expect(text).toHaveAccessibleDescription(/can’t be shown safely/);
  });

  test('an agenda is kept as a template, and a room is made from it', async ({ page }) => {
    const kept: object[] = [];
    const asked = await edit(page, {
      'POST /api/templates': (body: object) => {
        kept.push({ ...data.template, ...body, id: 't2' });
        return { status: 201, body: kept[0] };
      },
      'GET /api/templates': () => ({ body: { templates: [data.template, ...kept] } }),
      'POST /api/rooms': { status: 201, body: data.room },
    });
    await item(page, /6\. Closing round/).click();
    await page.getByLabel('Minutes', { exact: true }).fill('20');
    await page.getByRole('button', { name: 'Keep this agenda as a template' }).click();
    await page.getByLabel('Name of the template').fill('With a long goodbye');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Kept as With a long goodbye.')).toBeVisible();

    await page.goto('/rooms/new');
    await page.getByRole('radio', { name: /With a long goodbye/ }).check();
    await page.getByLabel('Title').fill('Slow mornings');
    await page.getByRole('button', { name: 'Make the room' }).click();
    await expect(page).toHaveURL('/rooms/tuesday');
    const { body } = asked.find(({ request }) => request === 'POST /api/rooms')!;
    expect(body).toMatchObject({ format: 'peer_checkin', title: 'Slow mornings' });
    expect((body as { agenda: object[] }).agenda[5]).toMatchObject({ minutes: 20 });
  });

  test('a template is renamed and deleted, after being asked', async ({ page }) => {
    const asked = await serve(page, {
      ...signedIn,
      'PUT /api/templates/t1': (body: object) => ({ body: { ...data.template, ...body } }),
      'DELETE /api/templates/t1': { status: 204 },
    });
    await page.goto('/rooms/new');
    const act = async (old: string, what: string) => {
      await page.getByRole('button', { name: `Actions for ${old}` }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await act('Our evening', 'Rename');
    await page.getByLabel('Name of the template').fill('Our morning');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: /Our morning/ })).toBeVisible();
    // The form of the room around it was not sent.
    await expect(page.getByText('Give the room a title.')).toBeHidden();
    await act('Our morning', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText(/None yet/)).toBeVisible();
    expect(asked.map(({ request }) => request)).toContain('DELETE /api/templates/t1');
  });

  test('a clock is set, refused, and put back to its default', async ({ page }) => {
    const asked = await edit(page);
    await page.getByText('Clocks of the floor').click();
    const grace = page.getByLabel('Grace (seconds)');
    await expect(grace).toHaveValue('30');
    await grace.fill('0');
    await expect(grace).toHaveAccessibleDescription(/Default: 30 seconds\. At least 1 second\./);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(grace).toBeFocused();
    await page.getByRole('button', { name: 'Grace: back to the default' }).click();
    await expect(grace).toHaveValue('30');
    await page.getByLabel('Over time (minutes)').fill('10');
    await page.getByRole('checkbox', { name: /timekeeper may call/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
    expect(asked.find(({ request }) => request.startsWith('PATCH'))?.body).toMatchObject({
      settings: { timekeeper_calls: true, timing: { grace_ms: 30_000, overrun_ms: 600_000 } },
    });
  });
});

test.describe('on a narrow phone, in German', () => {
  test.use({ ...still, viewport: { width: 360, height: 780 }, locale: 'de-DE' });

  test('the editor and the clocks fit', async ({ page }) => {
    await serve(page, signedIn);
    await page.goto('/rooms/tuesday');
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    await page.getByRole('button', { name: /3\. Check-in round/ }).click();
    await page.locator('.fields summary').click();
    await page.getByRole('button', { name: 'Eine Seite hinzufügen' }).click();
    await page.getByText('Zeiten des Gesprächs').click();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.screenshot({ path: picture('agenda-editor-de-360'), fullPage: true });
  });
});
