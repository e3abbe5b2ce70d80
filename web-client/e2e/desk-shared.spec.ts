/** Handing a room on: the owner offers it, the other host answers on the desk, an administrator helps. */
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW } from './dates.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { refusal, serve, signedIn } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const OFFERED: T.Offered = { display_name: 'Berta', declined: false, at: NOW };
const handing = (step: T.HandingStep, more: Partial<T.HandingView> = {}): T.HandingView => ({
  room: step,
  title: 'Steady ground',
  kind: 'peer_led',
  step,
  other: 'Berta',
  next_at: null,
  at: NOW,
  ...more,
});

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('the owner offers a room by the exact name, and takes the offer back', async ({
      page,
    }) => {
      let offered: T.Offered | undefined;
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday': () => ({
          body: { ...data.room, ...(offered ? { offered } : {}) },
        }),
        'PUT /api/rooms/tuesday/offer': ({ name }: { name: string }) => {
          if (name !== 'berta') return refusal(422, 'heir_unfit', 'name');
          offered = OFFERED;
          return { body: OFFERED };
        },
        'DELETE /api/rooms/tuesday/offer': () => {
          offered = undefined;
          return { status: 204 };
        },
      });
      await page.goto('/rooms/tuesday');
      await page.getByRole('button', { name: 'Hand this room on' }).click();
      const dialog = page.getByRole('dialog', { name: 'Hand this room on' });
      await dialog.getByRole('button', { name: 'Offer it' }).click();
      await expect(dialog.getByLabel('Sign-in name of the other host')).toBeFocused();
      await dialog.getByLabel('Sign-in name of the other host').fill('bert');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('No account of this name can take this room')).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: `test-results/handing/offer-${width}.png` });
      await dialog.getByLabel('Sign-in name of the other host').fill('berta');
      await page.keyboard.press('Enter');
      await expect(page.getByText('Offered to Berta')).toBeVisible();
      await page.getByRole('button', { name: 'Take the offer back' }).click();
      await expect(page.getByRole('button', { name: 'Hand this room on' })).toBeVisible();
      expect(asked.map(({ request }) => request)).toContain('DELETE /api/rooms/tuesday/offer');
    });

    test('the desk asks for an answer first, and tells what came of others', async ({ page }) => {
      let handings = [
        handing('offered', { room: 'a' }),
        handing('given', { room: 'b', title: 'Slow mornings' }),
        handing('declined', { room: 'c', title: 'After work' }),
        handing('taken', { room: 'd', title: 'Parents of teens' }),
      ];
      const gone = (room: string) => () => {
        handings = handings.filter((one) => one.room !== room);
        return { status: 204 };
      };
      await serve(page, {
        ...signedIn,
        'GET /api/me/handings': () => ({ body: { handings } }),
        'POST /api/me/handings/a/take': () => {
          handings = handings.filter(({ room }) => room !== 'a');
          return refusal(409, 'offer_gone');
        },
        'DELETE /api/me/handings/b': gone('b'),
      });
      await page.goto('/');
      const card = page.getByRole('region', { name: 'Rooms that change hands' });
      await expect(card.getByRole('listitem')).toHaveCount(4);
      await expect(card.getByText('Berta hands “Steady ground” on to you')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/handing/desk-${width}.png`, fullPage: true });
      await card.getByRole('button', { name: 'Take the room Steady ground' }).click();
      await expect(page.getByText('This room is not offered any more.')).toBeVisible();
      await expect(card.getByRole('listitem')).toHaveCount(3);
      await card.getByRole('button', { name: 'Put the news of Slow mornings away' }).click();
      await expect(card.getByRole('listitem')).toHaveCount(2);
    });

    test('an administrator sees what an account owns, and hands it on', async ({ page }) => {
      const owned: T.OwnedRooms[] = [
        { kind: 'peer_led', rooms: 2, with_dates: 1, archived: 1 },
        { kind: 'therapist_led', rooms: 1, with_dates: 1, archived: 0 },
      ];
      const asked = await serve(page, {
        ...signedIn,
        'GET /api/accounts/sol/rooms': { body: { owned } },
        'GET /api/accounts/perrin/rooms': { body: { owned } },
        'POST /api/accounts/perrin/rooms/hand-on': { body: { owned: owned.slice(0, 1) } },
      });
      await page.goto('/people');
      await page.getByRole('button', { name: 'Disable the account of Sol' }).click();
      const asking = page.getByRole('dialog');
      await expect(
        asking.getByText('Owns 3 peer-led rooms (one archived) and one therapist-led room.'),
      ).toBeVisible();
      await expect(asking.getByText('2 of the rooms have dates to come.')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(asking).toBeHidden();
      await page.getByRole('button', { name: 'Hand on the therapist-led rooms' }).click();
      const dialog = page.getByRole('dialog', { name: 'Hand on the rooms of Perrin' });
      await dialog.getByRole('button', { name: 'Hand them on' }).click();
      await expect(dialog.getByText('Choose who gets the rooms.')).toBeVisible();
      await expectAccessible(page);
      const choice = dialog.getByLabel('To', { exact: true });
      await expect(choice.getByRole('option')).toHaveText([
        'Choose an account',
        'Dr Amadi (amadi)',
      ]);
      await choice.selectOption('amadi');
      await page.screenshot({ path: `test-results/handing/people-${width}.png` });
      await dialog.getByRole('button', { name: 'Hand them on' }).click();
      await expect(page.getByText('The rooms are with Dr Amadi now.')).toBeVisible();
      expect(asked.find(({ request }) => request.endsWith('/hand-on'))?.body).toEqual({
        to: 'amadi',
        kind: 'therapist_led',
      });
    });
  });
}
