/** The waiting room is honest: who waits too, whether a lead is here, what comes next, and how it ended. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import type { Person } from './person.ts';
import { item, settings } from './rooms.ts';

const impatient = settings({ admission: 'one_by_one', timing: { lead_lost_ms: 1_000 } });

const reads = async ({ page }: Person, ...texts: (string | RegExp)[]) => {
  for (const text of texts) await expect(page.getByText(text).first()).toBeVisible();
};
const slip = ({ page }: Person, name: string) =>
  page.getByText(name, { exact: true }).locator('..').filter({ hasText: 'Let in' });
const lets = (lead: Person, name: string, what: string) =>
  lead.touch(slip(lead, name).getByRole('button', { name: what }));

test('whoever waits reads what is so, until they are in or the meeting is over', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  const nell = await arrives('Nell');
  const wiebke = await arrives('Wiebke', { phone: true, german: true });
  const agenda = [item('Check-in', 'round')];
  const about = { format: 'mini', title: 'Slow mornings', agenda, settings: impatient };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('before a lead comes', async () => {
    await kit.join(invite);
    await reads(kit, 'One is here', 'no lead yet', 'Nobody else waits just now.');
    await reads(kit, /No lead is here yet. The meeting begins when one comes and opens it/);
    await nell.join(invite);
    await reads(kit, 'Two are here', 'One other person waits too.');
    await kit.look('phone-no-lead');
    await nell.look('no-lead');
  });

  await step('a lead is here, and lets one in before the opening', async () => {
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await reads(kit, 'with Hanne, the lead', /A lead is here. They let each person in/);
    await lets(hanne, 'Kit', 'Let in');
    await expect(kit.log).toBeVisible();
    await reads(nell, 'Three are here', 'Nobody else waits just now.');
    await hanne.look('lead-before-opening');
  });

  await step('the door is opened to everyone while the meeting runs', async () => {
    await hanne.press('Open the meeting');
    await reads(nell, /A lead lets each person in/);
    await hanne.page.getByLabel('New people').selectOption('everyone');
    await expect(nell.log).toBeVisible();
    await kit.sees('Hanne opened the door. People come straight in');
    await hanne.page.getByLabel('New people').selectOption('one_by_one');
    await kit.sees('A lead lets each person in from now on');
  });

  await step('one goes back to the door in a round, and their place is kept', async () => {
    await hanne.press('Start the round');
    await expect(
      hanne.page.getByRole('heading', { name: 'Would you like to share?' }),
    ).toBeVisible();
    await hanne.chooseFor('Kit', 'Send back to the waiting room');
    await reads(kit, 'You’re in the waiting room again, Kit', /Your place in the order is kept/);
    await expect(kit.page.getByText('I begin.')).toBeHidden();
    await kit.look('phone-sent-back');
    expect(nell.heard.join('\n')).not.toContain('sent_to_door');
    await hanne.press('Pass');
    await nell.pass();
    await lets(hanne, 'Kit', 'Let in');
    await kit.share();
    await kit.say('Here I am again.');
    await kit.done();
  });

  await step('denied has words of its own, also when one comes again', async () => {
    await wiebke.takeSeat(invite);
    await reads(wiebke, 'Du bist an der Tür, Wiebke');
    await wiebke.look('phone-german');
    await lets(hanne, 'Wiebke', 'Not today');
    await hanne.touch(hanne.page.getByRole('dialog').getByRole('button', { name: 'Not today' }));
    await reads(wiebke, 'Du wurdest heute nicht eingelassen');
    await wiebke.look('phone-german-denied');
    await wiebke.page.reload();
    await reads(wiebke, 'Du wurdest heute nicht eingelassen');
    await wiebke.press('Hilfetelefone');
    await expect(wiebke.page.getByRole('dialog').getByRole('link').first()).toBeVisible();
  });
});

test('a meeting that ends or loses its lead says so at the door', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  const nell = await arrives('Nell');
  const about = {
    format: 'mini',
    title: 'Slow mornings',
    agenda: [item('Open', 'open')],
    settings: impatient,
  };
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    ...about,
    agenda: [item('Gathering', 'open')],
  });
  await nell.join(invite);
  await hanne.page.goto(room);
  await hanne.comeInToLead();
  await lets(hanne, 'Nell', 'Let in');
  await hanne.press('Open the meeting');
  await expect(nell.log).toBeVisible();

  await step('without a lead one is told who is missing', async () => {
    await kit.join(invite);
    await reads(kit, 'Three are here', /A lead lets each person in/);
    await hanne.goOffline();
    await reads(kit, 'no lead just now', /The meeting is going on, and no lead is here just now/);
    await kit.look('phone-lead-lost');
    await hanne.comeBack();
    await reads(kit, 'with Hanne, the lead', /A lead lets each person in/);
  });

  await step(
    'the end is asked with who would be left out, and everyone reads how it ended',
    async () => {
      await hanne.choose('More for leads', 'End the meeting');
      await expect(
        hanne.page.getByRole('dialog').getByText('Still at the door: Kit.'),
      ).toBeVisible();
      await hanne.look('lead-ends');
      await hanne.press('End it now');
      await reads(kit, 'The meeting is over', /You were not let in before it ended/);
      await kit.look('phone-over');
      await kit.press('Help lines');
      await expect(kit.page.getByRole('dialog').getByRole('link').first()).toBeVisible();
      await kit.press('Close');
      await reads(nell, 'The circle has closed', /The lead ended the meeting\./);
      await nell.look('goodbye');
    },
  );

  await step('who comes again reads when the last meeting ended', async () => {
    await kit.page.reload();
    await kit.touch(kit.page.getByRole('checkbox', { name: /^I accept these/ }));
    await kit.press('Go to the waiting room');
    await reads(kit, /The last meeting here ended at .* No lead is here yet/);
    await kit.look('phone-next');
  });
});
