/** A rehearsal: what it holds is chosen, and afterwards the lead reads what they did. */
import type { Page } from '@playwright/test';
import * as data from './data.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { FakeHub } from './fake/hub.ts';
import { checkIn } from './fake/meeting.ts';
import { picture } from './pictures.ts';
import { serve, signedIn } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

async function looksRight(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: picture(`rehearsal-${name}`) });
}

const LANGUAGES = {
  'en-GB': {
    code: 'en',
    rehearse: 'Rehearse',
    advice: 'Somebody gives advice nobody asked for',
    start: 'Start the rehearsal',
    failed: /can’t save/,
    back: 'What came up, and what you did',
    help: 'Odile called for help.',
    seen: 'You saw the call after 12 seconds',
    nothing: 'You did nothing about it.',
    notMet: 'Did not come up today: somebody who dominates.',
    more: 'More',
    leave: 'Leave the meeting',
    sure: 'Leave',
  },
  'de-DE': {
    code: 'de',
    rehearse: 'Proben',
    advice: 'Jemand gibt Rat, um den niemand gebeten hat',
    start: 'Probe beginnen',
    failed: /speichern/,
    back: 'Was vorkam und was du getan hast',
    help: 'Odile rief um Hilfe.',
    seen: 'Du hast den Hilferuf gesehen nach 12 Sekunden',
    nothing: 'Du hast nichts dazu getan.',
    notMet: 'Kam heute nicht vor: jemand, der viel Platz nimmt.',
    more: 'Mehr',
    leave: 'Treffen verlassen',
    sure: 'Verlassen',
  },
} as const;

for (const [width, viewport] of Object.entries(WIDTHS)) {
  for (const [locale, words] of Object.entries(LANGUAGES)) {
    test.describe(`${width} ${locale}`, () => {
      test.use({ viewport, locale, contextOptions: { reducedMotion: 'reduce' } });

      test('the host chooses what it holds', async ({ page }) => {
        let fails = true;
        const asked = await serve(page, {
          ...signedIn,
          'POST /api/rooms/tuesday/rehearsal': () => {
            if (!fails) return { status: 201, body: { ...data.room, id: 'copy' } };
            fails = false;
            return { status: 503, body: { code: 'unavailable', status: 503 } };
          },
        });
        await page.goto('/rooms/tuesday');
        await page.getByRole('button', { name: words.rehearse, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('checkbox', { name: words.advice }).uncheck();
        await looksRight(page, `choose-${words.code}-${width}`);
        // What was chosen outlives a refusal.
        await dialog.getByRole('button', { name: words.start }).click();
        await expect(dialog.getByRole('alert').getByText(words.failed)).toBeVisible();
        await expect(dialog.getByRole('checkbox', { name: words.advice })).not.toBeChecked();
        await dialog.getByRole('button', { name: words.start }).click();
        await expect(page).toHaveURL(/\/meet\/copy$/);
        const plan = { lang: words.code, hard_moments: ['dominating', 'help'] };
        const posted = asked.filter(({ request }) => request.endsWith('/rehearsal'));
        expect(posted.map(({ body }) => body)).toEqual([plan, plan]);
      });

      test('a lead who leaves reads what they did about each moment', async ({ page }) => {
        const hub = await FakeHub.open(page, {
          view: checkIn('Wren'),
          room: { rehearsal: true },
          role: 'facilitator',
        });
        await page.goto('/meet/room');
        await hub.greeted;
        await expect(
          page.getByRole('button', { name: words.more, exact: true }).first(),
        ).toBeVisible();
        hub.say({
          type: 'debrief',
          met: [
            {
              moment: 'help',
              name: 'Odile',
              at_ms: 60_000,
              acts: [
                { act: 'read_call', after_ms: 12_000 },
                { act: 'whispered', after_ms: 31_000 },
              ],
            },
            { moment: 'advice', name: 'Tomasz', at_ms: 90_000, acts: [] },
          ],
          not_met: ['dominating'],
        });
        await page.getByRole('button', { name: words.more, exact: true }).first().click();
        await page.getByRole('menuitem', { name: words.leave }).click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: words.sure, exact: true })
          .click();
        const back = page.getByRole('region', { name: words.back });
        await expect(back.getByText(words.help)).toBeVisible();
        await expect(back.getByText(words.seen)).toBeVisible();
        await expect(back.getByText(words.nothing)).toBeVisible();
        await expect(back.getByText(words.notMet)).toBeVisible();
        await looksRight(page, `look-back-${words.code}-${width}`);
      });
    });
  }
}
