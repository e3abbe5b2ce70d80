/** Whom to call in an emergency: asked before one comes in, read and erased on the seat’s page, opened by a therapist. */
import type { LeftEmergency, Member } from '../src/api/generated.ts';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { refusal, serve, signedIn } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const DAY = Date.UTC(2026, 9, 5, 12);
const nothing: LeftEmergency = { contact: '', place: '', confirmed_at: null };
const robin: Member = {
  participant: 'p1',
  name: 'Robin',
  leads: false,
  since: DAY,
  entered: true,
  last_seen: DAY,
  label: null,
  consented_at: null,
  banned_at: null,
};
const left = { contact: 'My sister Bea, 030 123456', place: 'Lindenweg 3', confirmed_at: DAY };

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('it is asked before one comes in, and a refusal loses nothing', async ({ page }) => {
      let refuses = true;
      const asked = await serve(page, {
        'POST /api/rooms/tuesday/token': refusal(403, 'emergency_unconfirmed'),
        'GET /api/seat/tuesday/emergency': { body: { ...nothing, contact: left.contact } },
        'POST /api/seat/tuesday/emergency': () =>
          refuses ? refusal(422, 'text_invalid', 'place') : { status: 204 },
      });
      await page.goto('/meet/tuesday');
      await expect(page.getByRole('heading', { name: 'If there is an emergency' })).toBeVisible();
      const contact = page.getByLabel('Whom to call for you');
      const place = page.getByLabel('Where you are now');
      await expect(contact).toHaveValue(left.contact);
      await expect(place).toHaveValue('');
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await place.fill(left.place);
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByText('It has a character that can’t be shown safely.')).toBeVisible();
      await page.reload();
      await expect(place).toHaveValue(left.place);
      refuses = false;
      const tokens = () => asked.filter(({ request }) => request.endsWith('/token')).length;
      const before = tokens();
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect.poll(tokens).toBeGreaterThan(before);
      const sent = asked.filter(({ request }) => request === 'POST /api/seat/tuesday/emergency');
      expect(sent.at(-1)?.body).toEqual({ contact: left.contact, place: left.place });
    });

    test('it is read and erased on the page of the seat', async ({ page }) => {
      let now: LeftEmergency = left;
      const seat = { ...data.seat, room: { ...data.look.room, kind: 'therapist_led' } };
      await serve(page, {
        'GET /api/seat/tuesday': { body: seat },
        'GET /api/seat/tuesday/dates': { body: data.noDates },
        'GET /api/seat/tuesday/duties': { body: data.duties },
        'GET /api/seat/tuesday/consent': { body: { asked: null, given: false, consents: [] } },
        'GET /api/seat/tuesday/emergency': () => ({ body: now }),
        'DELETE /api/seat/tuesday/emergency': () => {
          now = nothing;
          return { status: 204 };
        },
      });
      await page.goto('/seat/tuesday');
      const own = page.getByRole('region', { name: 'For an emergency' });
      await expect(own.getByText(left.contact)).toBeVisible();
      await expect(own.getByText(left.place)).toBeVisible();
      await expectAccessible(page);
      await own.getByRole('button', { name: 'Erase it' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Erase it' }).click();
      await expect(own.getByText('It is erased.')).toBeVisible();
      await expect(own.getByText(left.contact)).toBeHidden();
    });

    test('a therapist opens it by a press, and reads why where it can’t be', async ({ page }) => {
      let closed = true;
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday': { body: { ...data.room, kind: 'therapist_led' } },
        'GET /api/rooms/tuesday/members': { body: { members: [robin], next: null } },
        'POST /api/rooms/tuesday/members/p1/emergency': () =>
          closed ? refusal(409, 'emergency_closed') : { body: left },
      });
      await page.goto('/rooms/tuesday');
      await page.getByText('Show who has a seat').click();
      await page.getByRole('button', { name: 'Emergency contact of Robin' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText('is recorded in the trail')).toBeVisible();
      const opened = () => asked.filter(({ request }) => request.endsWith('/emergency')).length;
      expect(opened()).toBe(0);
      await dialog.getByRole('button', { name: 'Open it' }).click();
      await expect(dialog.getByText('No meeting takes place')).toBeVisible();
      closed = false;
      await dialog.getByRole('button', { name: 'Open it' }).click();
      await expect(dialog.getByText(left.contact)).toBeVisible();
      await expect(dialog.getByText(left.place)).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await page.getByRole('button', { name: 'Emergency contact of Robin' }).click();
      await expect(dialog.getByText(left.contact)).toBeHidden();
    });
  });
}
