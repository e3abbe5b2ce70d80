/** What was written in past meetings, where the group keeps it: said before joining, and read afterwards. */
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { picture } from './pictures.ts';
import { refusal, serve, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const written = 'GET /api/rooms/tuesday/transcripts/m1';
const answers: Answers = {
  'GET /api/seat/tuesday': { body: data.seat },
  'GET /api/seat/tuesday/dates': { body: data.noDates },
  'GET /api/seat/tuesday/duties': { body: data.duties },
  'GET /api/rooms/tuesday/transcripts': { body: { meetings: data.past } },
  [written]: { body: { lines: data.lines, next: null } },
};

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('a past meeting is opened and read, and a content note covers until opened', async ({
      page,
    }) => {
      let fails = true;
      const asked = await serve(page, {
        ...answers,
        [written]: () =>
          fails ? refusal(503, 'unavailable') : { body: { lines: data.lines, next: null } },
      });
      await page.goto('/seat/tuesday');
      const card = page.locator('section.card', { hasText: 'What was written' });
      await expect(card.getByText('Whispers and what was taken back are not here.')).toBeVisible();
      expect(asked.filter(({ request }) => request === written)).toEqual([]);
      await card.getByText(/^Meeting of/).click();
      await expect(card.getByRole('alert')).toBeVisible();
      fails = false;
      await card.getByRole('button', { name: 'Try again' }).click();
      await expect(card.getByText('It was a long week.')).toBeVisible();
      await expect(card.getByText(/^Can be read until/)).toBeVisible();
      await expect(card.getByRole('heading', { name: 'Before the opening' })).toBeVisible();
      await expect(card.getByText('On Sunday it happened again.')).toBeHidden();
      await card.getByText('self-harm').click();
      await expect(card.getByText('On Sunday it happened again.')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.screenshot({ path: picture(`past-${width}`), fullPage: true });
    });

    test('whoever joins reads how long it is kept, and others that nothing is', async ({
      page,
    }) => {
      let days = 7;
      await serve(page, {
        'POST /api/invites/look': () => ({
          body: { ...data.look, room: { ...data.look.room, keep_days: days } },
        }),
      });
      await page.goto(`/join#${data.SECRET}`);
      await expect(page.getByText('for 7 days after a meeting')).toBeVisible();
      await page.screenshot({ path: picture(`past-join-${width}`), fullPage: true });
      days = 0;
      await page.goto('about:blank');
      await page.goto(`/join#${data.SECRET}`);
      await expect(page.getByText('can’t be read by anyone once the meeting ends')).toBeVisible();
      await expect(page.getByText('for 7 days after a meeting')).toHaveCount(0);
    });
  });
}
