/** `rondo demo`: a living meeting, for a member in their language, and for a lead with hard moments. */
import { expect, test } from './fixtures.ts';
import { choosePassword } from './host.ts';

test.use({ command: ['demo'] });

/** What simulated people do takes its time. */
const OFFERED = { timeout: 30_000 };
const A_WHILE = { timeout: 120_000 };

test('a visitor is soon offered the floor, by people who speak their language', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  test.slow();
  const ada = await arrives('Ada', { phone: true, german: true });
  await step('the page leads into the middle of a round', async () => {
    await ada.takeSeat(`${server.origin}/demo`);
    await expect(ada.page.getByText(/^\S+ schreibt$/).first()).toBeVisible(OFFERED);
    await expect(ada.page.getByText('Sieh dir das an')).toBeVisible();
    await ada.look('phone-round');
  });
  await step('two share before them, in German', async () => {
    await expect(ada.log.getByText('Willkommen, Ada.', { exact: false })).toBeVisible(OFFERED);
    await expect(ada.page.getByRole('heading', { name: ada.words.offer })).toBeVisible(OFFERED);
    await ada.look('phone-offer');
    await ada.share();
    await ada.say('Eine lange Woche.');
    await ada.done();
    await expect(ada.log.getByText('Eine lange Woche.')).toBeVisible();
    await expect(ada.page.getByText('geht nur an die Leitung', { exact: false })).toBeVisible();
  });
  await step('a call for help is answered by who says that no person reads it', async () => {
    await ada.press('Hilfe');
    const sheet = ada.page.getByRole('dialog');
    await expect(sheet.getByText('Das ist eine Probe.', { exact: false })).toBeVisible();
    await ada.look('phone-help');
    await sheet.getByRole('button', { name: 'Ich brauche Hilfe' }).click();
    await ada.page.keyboard.press('Escape');
    await expect(
      ada.page.getByText('kein Mensch liest das hier', { exact: false }).first(),
    ).toBeVisible(OFFERED);
    await ada.look('phone-help-answer');
  });
  await step('a reload and a killed server change nothing: the meeting goes on', async () => {
    await ada.page.reload();
    await expect(ada.log.getByText('Eine lange Woche.')).toBeVisible();
    await server.kill();
    await server.startAgain();
    await expect(ada.log.getByText('Eine lange Woche.')).toBeVisible(OFFERED);
    const heard = ada.heard.length;
    const written = () => ada.heard.slice(heard).filter((frame) => frame.includes('"posted"'));
    await expect.poll(() => written().length, A_WHILE).toBeGreaterThan(0);
    await ada.look('phone-after-restart');
  });
});

test('whoever leads meets hard moments, and reads what they did', async ({ server, arrives }) => {
  const { step } = test;
  test.slow();
  const robin = await arrives('Robin');
  const ada = await arrives('Ada');
  await step('whoever comes to lead is handed the lead', async () => {
    await ada.takeSeat(`${server.origin}/demo`);
    await expect(ada.log).toBeVisible(OFFERED);
    await choosePassword(robin, server.link('claim'));
    const rooms = robin.page.getByRole('region', { name: 'Rooms' });
    await expect(rooms.getByText('Rehearsal', { exact: true })).toHaveCount(2);
    await robin.look('desk');
    await robin.press('A practice circle', 'link');
    await robin.comeInToLead();
    await ada.sees('Robin is leading now');
    await expect(robin.page.getByText('You are leading', { exact: true })).toBeVisible();
    await expect(robin.page.getByText('The members are simulated', { exact: false })).toBeVisible();
    await robin.look('lead');
  });
  await step('somebody calls for help, and thanks for the answer', async () => {
    const call = robin.page.getByRole('region', { name: /asked for help/ });
    await expect(call).toBeVisible(A_WHILE);
    await robin.look('lead-call');
    await call.getByRole('textbox').fill('I am with you.');
    await call.getByRole('button', { name: 'Send' }).click();
    await expect(
      robin.page.getByText('It helps that you saw it', { exact: false }).first(),
    ).toBeVisible(OFFERED);
  });
  await step('leaving shows what was done, and how soon', async () => {
    await robin.press('More');
    await robin.press('Leave the meeting', 'menuitem');
    await robin.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Leave', exact: true })
      .click();
    const back = robin.page.getByRole('region', { name: 'What came up, and what you did' });
    await expect(back.getByText(/called for help\./)).toBeVisible();
    await expect(back.getByText(/You saw the call after \d+ second/)).toBeVisible();
    await expect(back.getByText(/You whispered to them after \d+ second/)).toBeVisible();
    await robin.look('look-back');
  });
});
