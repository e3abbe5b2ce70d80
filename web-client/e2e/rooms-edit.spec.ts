/** A room's page and its form: nothing that was typed is lost, and nothing is shown that would be refused. */
import type { Page } from '@playwright/test';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

async function open(page: Page, path: string, answers: Answers = {}) {
  const asked = await serve(page, { ...signedIn, ...answers });
  await page.goto(path);
  return asked;
}

async function edit(page: Page, answers: Answers = {}) {
  const asked = await open(page, '/rooms/tuesday', answers);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('heading', { name: 'Edit the room' })).toBeVisible();
  return asked;
}

const title = (page: Page) => page.getByLabel('Title', { exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('no way out loses what was typed without asking', async ({ page }) => {
      await open(page, '/', {});
      await page.getByRole('link', { name: 'Tuesday circle', exact: true }).click();
      await page.getByRole('button', { name: 'Edit' }).click();
      // Nothing was typed, so nothing is asked.
      await press(page, 'Cancel');
      await page.getByRole('button', { name: 'Edit' }).click();
      await title(page).fill('Wednesday circle');
      for (const leave of [
        () => press(page, 'Cancel'),
        () => page.getByRole('link', { name: 'Rondo' }).first().click(),
        () => page.goBack(),
      ]) {
        await leave();
        await expect(dialog(page)).toBeVisible();
        await dialog(page).getByRole('button', { name: 'Keep writing' }).click();
        await expect(title(page)).toHaveValue('Wednesday circle');
        await expect(page).toHaveURL(/rooms\/tuesday$/);
      }
      await page.goBack();
      await expectAccessible(page);
      await dialog(page).getByRole('button', { name: 'Leave without saving' }).click();
      await expect(page.getByRole('link', { name: 'Tuesday circle', exact: true })).toBeVisible();
      await page.getByRole('link', { name: 'Tuesday circle', exact: true }).click();
      await page.getByRole('button', { name: 'Edit' }).click();
      await expect(title(page)).toHaveValue('Tuesday circle');
    });

    test('a dialog that opens again at once stays open', async ({ page }) => {
      await edit(page);
      await title(page).fill('Wednesday circle');
      await press(page, 'Cancel');
      await dialog(page)
        .getByRole('button', { name: 'Keep writing' })
        .evaluate(async (keep: HTMLElement) => {
          const dialog = keep.closest('dialog')!;
          const late = new Promise((closed) => dialog.addEventListener('close', closed));
          const cancel = [...document.querySelectorAll('button')].find(
            (button) => button.textContent.trim() === 'Cancel',
          )!;
          keep.click();
          while (dialog.open) await Promise.resolve();
          cancel.click();
          await late;
        });
      await expect(dialog(page)).toBeVisible();
    });

    test('what was typed outlives a closed page and a session that is over', async ({ page }) => {
      await edit(page, {
        'PATCH /api/rooms/tuesday': {
          status: 401,
          body: { type: 'about:blank', status: 401, code: 'sign_in_required' },
        },
      });
      await title(page).fill('Wednesday circle');
      await press(page, 'Save');
      await expect(title(page)).toHaveValue('Wednesday circle');
      let asked = false;
      page.on('dialog', (browser) => {
        asked = browser.type() === 'beforeunload';
        void browser.accept();
      });
      await page.reload();
      expect(asked).toBe(true);
      await page.getByRole('button', { name: 'Edit' }).click();
      await expect(page.getByText('What you had written is here again.')).toBeVisible();
      await expect(title(page)).toHaveValue('Wednesday circle');
      await page.getByRole('button', { name: 'Back to what is saved' }).click();
      await expect(title(page)).toHaveValue('Tuesday circle');
    });

    test('Save is in view all the way, and saving asks nothing more', async ({ page }) => {
      const asked = await edit(page, { 'PATCH /api/rooms/tuesday': { body: data.room } });
      await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeInViewport();
      await title(page).fill('Wednesday circle');
      await page.screenshot({ path: `test-results/acts/edit-${width}.png` });
      await expectNoSidewaysScroll(page);
      await press(page, 'Save');
      await expect(page.getByRole('heading', { name: 'Tuesday circle' })).toBeVisible();
      expect(asked.some(({ request }) => request === 'PATCH /api/rooms/tuesday')).toBe(true);
      await page.getByRole('link', { name: 'Rondo' }).first().click();
      await expect(dialog(page)).toBeHidden();
    });

    test('a co-lead sees what they may do, and can stop leading', async ({ page }) => {
      const room = { ...data.room, may: { own: false, plan: false, rehearse: false, leave: true } };
      const asked = await open(page, '/rooms/tuesday', {
        'GET /api/rooms/tuesday': { body: room },
        [`DELETE /api/rooms/tuesday/co-leads/${data.host.id}`]: { status: 204 },
      });
      await expect(page.getByRole('heading', { name: 'Leads' })).toBeVisible();
      for (const name of ['Edit', 'Archive the room', 'Invite a co-lead', 'Remove', 'Rehearse']) {
        await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
      }
      await expect(page.getByRole('button', { name: 'Make an invite' })).toBeVisible();
      await press(page, 'Stop leading this room');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: 'Stop leading this room' })
        .click();
      await expect(page).toHaveURL(/\/$/);
      expect(asked.map(({ request }) => request)).toContain(
        `DELETE /api/rooms/tuesday/co-leads/${data.host.id}`,
      );
    });

    test('what an account may do is changed only after a yes', async ({ page }) => {
      const wren = data.accounts.find(({ is_therapist }) => is_therapist) ?? data.accounts[1]!;
      const asked = await open(page, '/people', {
        'GET /api/me': { body: { account: { ...data.host, is_admin: true } } },
        [`PATCH /api/accounts/${wren.id}`]: { body: { ...wren, is_therapist: false } },
      });
      const box = page
        .getByRole('group', { name: wren.display_name })
        .getByRole('checkbox', { name: 'Is a therapist' });
      await box.click();
      const question = page.getByRole('dialog');
      await expect(question).toContainText('cut off at once');
      await expect(box).toBeChecked();
      await question.getByRole('button', { name: 'Cancel' }).click();
      expect(asked.some(({ request }) => request.startsWith('PATCH'))).toBe(false);
      await box.click();
      await question.getByRole('button', { name: 'Change it' }).click();
      await expect(box).not.toBeChecked();
    });

    test('the desk shows within seconds who waits, and notices can be put away', async ({
      page,
    }) => {
      let waiting = 0;
      const meeting = () => ({ id: 'm', phase: 'gathering' as const, present: 0, waiting });
      const many = Array.from({ length: 8 }, (_, i) => ({
        ...data.rooms[0]!,
        id: `room${i}`,
        title: `Room ${i}`,
        meeting: i === 7 ? meeting() : null,
      }));
      await open(page, '/', {
        'GET /api/rooms': () => ({
          body: {
            rooms: many.map((room, i) => (i === 7 ? { ...room, meeting: meeting() } : room)),
          },
        }),
      });
      const notices = page.locator('section', { hasText: 'Needs you' }).last();
      await expect(notices.getByRole('link').first()).toBeVisible();
      await expect(page.getByRole('link', { name: 'Enter Room 7' })).toBeInViewport();
      await notices.getByRole('button', { name: /^Dismiss .*Room 0/ }).click();
      await page.reload();
      await expect(page.getByRole('button', { name: /^Dismiss .*Room 0/ })).toHaveCount(0);
      waiting = 2;
      await expect(page.getByText('2 people are waiting').first()).toBeVisible({ timeout: 6_000 });
      await expect(page.locator('.rooms a.title').first()).toHaveText('Room 7');
      await page.screenshot({ path: `test-results/acts/desk-${width}.png` });
    });
  });
}

test('a second account link does not take the first from the page', async ({ page }) => {
  const [one, two] = data.accounts.filter((a) => a.id !== data.host.id && !a.disabled);
  await open(page, '/people', {
    'GET /api/me': { body: { account: { ...data.host, is_admin: true } } },
    [`POST /api/accounts/${one!.id}/link`]: {
      status: 201,
      body: { link: 'https://rondo/claim#one' },
    },
    [`POST /api/accounts/${two!.id}/link`]: {
      status: 201,
      body: { link: 'https://rondo/claim#two' },
    },
  });
  for (const account of [one!, two!]) {
    await press(page, `Make a password link for ${account.display_name}`);
  }
  await expect(page.getByLabel('The new link').first()).toHaveValue(/#(one|two)$/);
  await expect(page.getByLabel('The new link')).toHaveCount(2);
});
