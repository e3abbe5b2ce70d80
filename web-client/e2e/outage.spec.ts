/** The server can't store anything: everyone is told, the clocks stand still, and it goes on by itself. */
import { expect, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { scenes } from './fake/scenes.ts';
import { everywhere, lookAt } from './looks.ts';

const words = {
  'en-GB': { outage: 'The server can’t save anything now.', listening: /Nobody’s time is running/ },
  'de-DE': {
    outage: 'Der Server kann gerade nichts speichern.',
    listening: /Niemandes Zeit läuft/,
  },
};

for (const [locale, { outage, listening }] of Object.entries(words)) {
  test.describe(locale, () => {
    test.use({ locale });
    for (const name of ['listening', 'waiting']) {
      test(`${name} is told, and told when it goes on`, async ({ page }) => {
        const hub = await FakeHub.open(
          page,
          scenes.find((scene) => scene.name === name)!,
        );
        await page.goto('/meet/room');
        await hub.greeted;
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        hub.say({ type: 'outage', on: true, at_ms: 60_000 });
        const told = page.getByText(outage);
        await expect(told).toBeVisible();
        if (name === 'listening') await expect(page.getByText(listening)).toBeVisible();
        await lookAt(page, `outage-${name}-${locale}`, everywhere);
        hub.say({ type: 'outage', on: false, at_ms: 60_000 });
        await expect(told).toHaveCount(0);
      });
    }
  });
}

test('what could not be fetched while the server was away comes once it is back', async ({
  page,
}) => {
  let away = true;
  await page.route(/\/assets\/Panels-/, (route) =>
    away ? route.abort('connectionfailed') : route.continue(),
  );
  const hub = await FakeHub.open(page, { view: checkIn('Marlow') });
  await page.goto('/meet/room');
  await hub.greeted;
  const missing = page.getByText('This could not be loaded');
  await expect(missing).toBeVisible();
  away = false;
  await hub.close(1012);
  await expect(missing).toBeHidden();
});
