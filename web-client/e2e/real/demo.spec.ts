/** `rondo demo`: a living meeting within seconds, to join or to lead. */
import { expect, test } from './fixtures.ts';
import { choosePassword } from './host.ts';

test.use({ command: ['demo'] });

test('the demo is a living meeting of simulated people', async ({ server, arrives }) => {
  const { step } = test;

  const ada = await arrives('Ada');
  await step('the link leads into it', async () => {
    await ada.takeSeat(server.link('join'));
    await expect(ada.log).toBeVisible();
    await expect(ada.log.getByRole('article').getByText('simulated').first()).toBeVisible();
    await ada.press('Show as a list');
    const others = ada.page.getByRole('listitem').filter({ hasText: 'simulated' });
    await expect.poll(() => others.count()).toBeGreaterThanOrEqual(5);
    await ada.look('member');
  });

  const noor = await arrives('Noor', { phone: true });
  await step('a latecomer is told where the meeting is', async () => {
    await noor.takeSeat(server.link('join'));
    await expect(noor.page.getByText('You came in while the meeting was going on')).toBeVisible();
    await noor.look('phone-latecomer');
    await noor.press('All right');
  });

  const robin = await arrives('Robin');
  await step('whoever comes to lead is handed the lead', async () => {
    await choosePassword(robin, server.link('claim'));
    await expect(robin.page.getByText('Rehearsal', { exact: true })).toBeVisible();
    await robin.look('desk');
    await robin.touch(robin.page.getByRole('region', { name: 'Rooms' }).getByRole('link').first());
    await robin.comeInToLead();
    await ada.sees('Robin is leading now');
    await expect(robin.page.getByText('You are leading', { exact: true })).toBeVisible();
    await robin.look('lead');
  });
});
