/** What was done in a room: for its owner, page by page, and said plainly to everyone else. */
import type * as T from '../src/api/generated.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { refusal, serve, signedIn } from './server.ts';

const AT = Date.UTC(2026, 10, 3, 18, 5);
const robin: T.Actor = { kind: 'account', name: 'Robin' };
const wren: T.Actor = { kind: 'participant', name: 'Wren' };

const act = (number: number, over: Partial<T.Act>): T.Act => ({
  number,
  at: AT - number * 60_000,
  in_meeting: false,
  by: robin,
  action: 'room_change',
  to: null,
  reason: null,
  ...over,
});

const acts: T.Act[] = [
  act(9, {
    by: wren,
    in_meeting: true,
    action: 'removed',
    to: { kind: 'participant', name: 'Kit' },
    reason: 'safety',
  }),
  act(8, {
    by: wren,
    in_meeting: true,
    action: 'role_changed',
    to: wren,
    reason: 'co_facilitator',
  }),
  act(7, { by: { kind: 'server', name: null }, action: 'date_missed' }),
  act(6, {
    by: { kind: 'participant', name: null },
    action: 'invite_revoke',
    to: { kind: 'invite', name: null },
  }),
  act(5, { action: null }),
];

for (const [name, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
})) {
  test.describe(name, () => {
    test.use({ viewport });

    test('the trail says who did what, to whom and why', async ({ page }) => {
      await serve(page, {
        ...signedIn,
        'GET /api/rooms/tuesday/trail': { body: { acts, next: null } },
      });
      await page.goto('/rooms/tuesday');
      await page.getByRole('link', { name: 'What was done' }).click();
      await expect(page.getByRole('heading', { name: 'What was done', level: 1 })).toBeVisible();
      const rows = page.getByRole('main').getByRole('listitem');
      await expect(rows).toHaveCount(5);
      await expect(rows.nth(0)).toContainText('Removed from the meeting: Kit');
      await expect(rows.nth(0)).toContainText(
        /For somebody’s safety · 3 November 2026, .+ · by Wren · in a meeting/,
      );
      await expect(rows.nth(1)).toContainText('co-lead');
      await expect(rows.nth(2)).toContainText('by the server');
      await expect(rows.nth(3)).toContainText('Revoked an invite: an invite');
      await expect(rows.nth(3)).toContainText('by somebody');
      await expect(rows.nth(4)).toContainText('Something that this version does not know');
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: `test-results/trail/${name}.png`, fullPage: true });
      await page.getByRole('link', { name: 'Back to the room' }).click();
      await expect(page).toHaveURL(/\/rooms\/tuesday$/);
    });
  });
}

test('a long trail comes page by page, an empty one says so', async ({ page }) => {
  await serve(page, signedIn);
  let shown = acts;
  await page.route('**/api/rooms/tuesday/trail*', (route) => {
    const after = new URL(route.request().url()).searchParams.get('after');
    const [first, ...rest] = shown;
    const body = after
      ? { acts: rest, next: null }
      : { acts: first ? [first] : [], next: first ? 'more' : null };
    return route.fulfill({ json: body });
  });
  await page.goto('/rooms/tuesday/trail');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(5);

  shown = [];
  await page.reload();
  await expect(page.getByText('Nothing was done yet.')).toBeVisible();
});

test('who does not own the room is told so', async ({ page }) => {
  await serve(page, { ...signedIn, 'GET /api/rooms/tuesday/trail': refusal(403, 'forbidden') });
  await page.goto('/rooms/tuesday/trail');
  await expect(
    page.getByText('Only the owner of the room reads what was done in it.'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Back to the room' }).click();
  await expect(page).toHaveURL(/\/rooms\/tuesday$/);
});
