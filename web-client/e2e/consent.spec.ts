/** Consent in therapy groups: read before one comes in, read again, taken back, and written by the owner. */
import type { Page } from '@playwright/test';
import type { ConsentAsked, SeatConsent } from '../src/api/generated.ts';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const DAY = Date.UTC(2026, 9, 5, 12);

const state = (over: Partial<SeatConsent> = {}): SeatConsent => ({
  asked: data.consent,
  given: false,
  consents: [],
  ...over,
});
const given = { version: 2, text: data.consent.text, given_at: DAY, withdrawn_at: null };

/** A room that lets nobody in before they consent. */
async function atTheDoor(page: Page, answers: Answers = {}) {
  const asked = await serve(page, {
    'POST /api/rooms/tuesday/token': refusal(403, 'consent_missing'),
    'GET /api/seat/tuesday/consent': { body: state() },
    'POST /api/seat/tuesday/consent': { status: 204 },
    ...answers,
  });
  await page.goto('/meet/tuesday');
  return asked;
}
const agree = (page: Page) => page.getByRole('checkbox', { name: /^I have read this/ });
const go = (page: Page) => page.getByRole('button', { name: 'Consent and go on' });

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('the text is read before one comes in, and the box is ticked by hand', async ({
      page,
    }) => {
      const asked = await atTheDoor(page);
      await expect(page.getByRole('heading', { name: 'Before you come in' })).toBeVisible();
      await expect(page.getByText('What is said here stays in the group.')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const tokens = () => asked.filter(({ request }) => request.endsWith('/token')).length;
      const before = tokens();
      await go(page).click();
      await expect(page.getByText('Tick the box if you consent.')).toBeVisible();
      await expect(agree(page)).toBeFocused();
      expect(asked.some(({ request }) => request.startsWith('POST /api/seat'))).toBe(false);
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => asked.find(({ request }) => request === 'POST /api/seat/tuesday/consent')?.body)
        .toEqual({ version: 2 });
      await expect.poll(tokens).toBeGreaterThan(before);
    });

    test('a text that was changed meanwhile is read again', async ({ page }) => {
      let asks: ConsentAsked = data.consent;
      await atTheDoor(page, {
        'GET /api/seat/tuesday/consent': () => ({
          body: state({ asked: asks, consents: [given] }),
        }),
        'POST /api/seat/tuesday/consent': () => {
          asks = { ...data.consent, version: 3, text: 'Another text.' };
          return refusal(409, 'consent_changed');
        },
      });
      await expect(page.getByRole('heading', { name: 'The text has changed' })).toBeVisible();
      await agree(page).check();
      await go(page).click();
      await expect(page.getByText('This text is not the newest one any more.')).toBeVisible();
      await expect(page.getByText('Another text.')).toBeVisible();
      await expect(agree(page)).not.toBeChecked();
    });

    test('what one consented to can be read and taken back', async ({ page }) => {
      let now = state({ given: true, consents: [given] });
      const seat = { ...data.seat, room: { ...data.look.room, kind: 'therapist_led' } };
      const asked = await serve(page, {
        'GET /api/seat/tuesday': { body: seat },
        'GET /api/seat/tuesday/dates': { body: data.noDates },
        'GET /api/seat/tuesday/duties': { body: data.duties },
        'GET /api/seat/tuesday/consent': () => ({ body: now }),
        'DELETE /api/seat/tuesday/consent': () => {
          now = state({ consents: [{ ...given, withdrawn_at: DAY + 86_400_000 }] });
          return { status: 204 };
        },
      });
      await page.goto('/seat/tuesday');
      const own = page.getByRole('region', { name: 'What you consented to' });
      await own.getByText('You consented on').click();
      await expect(own.getByText('What is said here stays in the group.')).toBeVisible();
      await expectAccessible(page);
      await own.getByRole('button', { name: 'Take back my consent' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Take back my consent' }).click();
      await expect(own.getByText('Your consent is taken back.')).toBeVisible();
      await expect(own.getByText(/Taken back on/)).toBeVisible();
      await expect(
        own.getByText('You are asked for it when you next open the room.'),
      ).toBeVisible();
      expect(asked.some(({ request }) => request === 'DELETE /api/seat/tuesday/consent')).toBe(
        true,
      );
    });

    test('the owner writes another text, and loses nothing to somebody who was faster', async ({
      page,
    }) => {
      let taken = true;
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday': { body: { ...data.room, kind: 'therapist_led' } },
        'POST /api/rooms/tuesday/consent': () => {
          if (!taken) return { status: 201, body: { ...data.consent, version: 3 } };
          taken = false;
          return refusal(409, 'consent_changed');
        },
      });
      await page.goto('/rooms/tuesday');
      const card = page.locator('section', {
        has: page.getByRole('heading', { name: 'Consent', exact: true }),
      });
      await expect(card).toContainText('Version 2, since');
      await card.getByText('Read the text').click();
      await expect(card.getByText('What is said here stays in the group.')).toBeVisible();
      await card.getByRole('button', { name: 'Change the text' }).click();
      await card.getByRole('textbox').fill('We meet on Tuesdays.');
      await card.getByRole('button', { name: 'Ask for this from now on' }).click();
      await expect(card.getByText('The text has changed meanwhile.')).toBeVisible();
      await expect(card.getByRole('textbox')).toHaveValue('We meet on Tuesdays.');
      await card.getByRole('button', { name: 'Ask for this from now on' }).click();
      await expect(
        card.getByText('Each member is asked when they next open the room.'),
      ).toBeVisible();
      const sent = asked.filter(({ request }) => request === 'POST /api/rooms/tuesday/consent');
      expect(sent.map(({ body }) => body)).toEqual([
        { text: 'We meet on Tuesdays.', replaces: 2 },
        { text: 'We meet on Tuesdays.', replaces: 2 },
      ]);
    });
  });
}
