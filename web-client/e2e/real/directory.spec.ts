/** A host makes a room public, somebody without an account finds it and joins, and it is taken back. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

test('a group is listed, found, joined and taken back', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const { room } = await quickly(hanne, server.link('setup'), {
    format: 'mini',
    title: 'Slow mornings',
  });
  const found = marlow.page.getByRole('link', { name: 'Slow mornings' });

  await step('nobody finds a private room', async () => {
    await marlow.page.goto('/groups');
    await expect(
      marlow.page.getByRole('heading', { name: 'No group is listed here yet' }),
    ).toBeVisible();
  });

  await step('the host writes the lines and lists it', async () => {
    await hanne.page.goto(room);
    await hanne.press('Write the listing', 'link');
    await hanne.fill('Who leads', 'Two of us take turns.');
    await hanne.fill('What it asks of you', 'Come on time.');
    await hanne.fill('What happens in a meeting', 'Everyone has a share in turn.');
    await hanne.fill('Whom it suits', 'Anyone who wakes up too early.');
    await hanne.press('List it for everybody');
    await expect(hanne.page.getByText('Fill this in.')).toHaveCount(2);
    await hanne.fill('Whom it does not suit', 'A crisis that needs someone now.');
    await hanne.fill('What it costs', 'Nothing.');
    await hanne.press('List it for everybody');
    await expect(hanne.page.getByText(/^Everybody can find it since/)).toBeVisible();
    await expect(hanne.page.getByText('in the public directory').first()).toBeVisible();
    await hanne.look('room-listed');
  });

  await step('somebody finds it by a word and joins without an account', async () => {
    await marlow.page.goto('/groups');
    await marlow.page.getByRole('searchbox').fill('wakes EARLY');
    await marlow.touch(found);
    await expect(marlow.page.getByText('Two of us take turns.')).toBeVisible();
    await marlow.look('group');
    const link = await marlow.page
      .getByRole('link', { name: 'Read the invitation' })
      .getAttribute('href');
    await marlow.join(new URL(link ?? '', server.origin).href);
  });

  await step('it is taken back: not found, no page, and the seat stays', async () => {
    await hanne.press('Make it private again');
    await hanne.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Make it private again' })
      .click();
    await expect(hanne.page.getByText(/^Private\. What you wrote/)).toBeVisible();
    const stranger = await arrives('Cy');
    await stranger.page.goto('/groups');
    await expect(
      stranger.page.getByRole('heading', { name: 'No group is listed here yet' }),
    ).toBeVisible();
    await stranger.page.goto(room.replace('/rooms/', '/groups/'));
    await expect(
      stranger.page.getByRole('heading', { name: 'This group is not listed' }),
    ).toBeVisible();
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await expect(marlow.log).toBeVisible();
  });
});
