/** Links that were damaged on their way, a browser that blocks cookies, and a restored backup. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

test('a restored series starts over; its links open new seats', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'mini',
    title: 'Slow mornings',
  });
  const damaged = `${invite
    .replace('#', '%23')
    .toUpperCase()
    .replace(/^HTTP:/, 'http:')}).`;

  await step('a damaged link opens the door', async () => {
    await marlow.join(damaged);
  });

  await step('the keys of the series are lost', async () => {
    await server.kill();
    await server.loseKeys();
    await server.startAgain();
    await marlow.page.reload();
    await expect(marlow.page.getByText('The seats in this room were lost')).toBeVisible();
    await marlow.look('lost-member');
    await marlow.page.goto(invite);
    await expect(
      marlow.page.getByRole('heading', { name: 'The seats in this room were lost' }),
    ).toBeVisible();
    await expect(marlow.page.getByRole('textbox')).toHaveCount(0);
  });

  await step('the host is told, and starts over', async () => {
    await hanne.page.goto('/');
    await expect(hanne.page.getByText('The names in a room are lost')).toBeVisible();
    await hanne.page.goto(room);
    await expect(
      hanne.page.getByRole('heading', { name: 'The names in this room are lost' }),
    ).toBeVisible();
    await hanne.look('lost-host');
    await hanne.press('Start over with new seats');
    const dialog = hanne.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Start over with new seats' }).click();
    await expect(hanne.page.getByText('The names in this room are lost')).toBeHidden();
  });

  await step('the same link opens a new seat, and the meeting is held', async () => {
    await marlow.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await expect(marlow.log).toBeVisible();
  });
});

test('a browser that blocks cookies is told so, and nothing is made', async ({
  server,
  arrives,
}) => {
  const hanne = await arrives('Hanne');
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'mini',
    title: 'Slow mornings',
  });
  const profile = await mkdtemp(join(tmpdir(), 'rondo-cookies-'));
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
    locale: 'en-GB',
  });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.url());
    });
    await page.goto(invite);
    await expect(
      page.getByRole('heading', { name: 'This browser blocks cookies here' }),
    ).toBeVisible();
    expect(asked).toEqual([]);
    expect(page.url()).toBe(invite);
    // The name that would have been taken is free.
    const marlow = await arrives('Marlow');
    await marlow.join(invite);
    await hanne.page.goto(room);
    await expect(hanne.page.getByText('The names in this room are lost')).toHaveCount(0);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
