/** What a room keeps of a person: downloaded as a file, and erased with the seat, on the page of the seat. */
import { readFile } from 'node:fs/promises';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { refusal, serve, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const answers: Answers = {
  'GET /api/seat/tuesday': { body: data.seat },
  'GET /api/seat/tuesday/dates': { body: data.noDates },
  'GET /api/seat/tuesday/duties': { body: data.duties },
  'GET /api/seat/tuesday/data': { body: { name: 'Robin', acts: [] } },
};

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('it is downloaded as a file whose name tells nothing', async ({ page }) => {
      await serve(page, answers);
      await page.goto('/seat/tuesday');
      await page.getByText('What is kept of you').click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download it' }).click();
      const file = await downloading;
      expect(file.suggestedFilename()).toBe('rondo-data.json');
      expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual({
        name: 'Robin',
        acts: [],
      });
      await expect(page.getByText('It is in your downloads')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });

    test('the seat is given up after being asked, and a failure leaves it', async ({ page }) => {
      let fails = true;
      const asked = await serve(page, {
        ...answers,
        'DELETE /api/seat/tuesday/data': () =>
          fails ? refusal(503, 'unavailable') : { status: 204 },
      });
      const erased = () => asked.filter(({ request }) => request.startsWith('DELETE')).length;
      await page.addInitScript(() =>
        localStorage.setItem(
          'rondo.seats',
          JSON.stringify([{ room: 'tuesday', number: 1, name: 'Mine' }]),
        ),
      );
      await page.goto('/seat/tuesday');
      await page.getByText('What is kept of you').click();
      await page.getByRole('button', { name: 'Give up my seat' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText('nothing brings any of it back')).toBeVisible();
      expect(erased()).toBe(0);
      await dialog.getByRole('button', { name: 'Give up my seat' }).click();
      await expect(dialog.getByRole('alert')).not.toBeEmpty();
      await expect(page.getByText('Your seat is given up')).toBeHidden();
      fails = false;
      await dialog.getByRole('button', { name: 'Give up my seat' }).click();
      await expect(page.getByRole('heading', { name: 'Your seat is given up' })).toBeVisible();
      expect(erased()).toBe(2);
      expect(await page.evaluate(() => localStorage.getItem('rondo.seats'))).toBeNull();
      await expectAccessible(page);
    });
  });
}
