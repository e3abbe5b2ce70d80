/** Tag, the talking piece, the queue, an extension by consent, a lead's succession: in browsers. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import type { Person } from './person.ts';
import { item, settings } from './rooms.ts';

const asked = ({ page }: Person) =>
  expect(page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();

test('the floor goes round in every way, and outlasts its lead', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const kit = await arrives('Kit');
  const everyone = [hanne, marlow, kit];

  await step('three people meet', async () => {
    const agenda = [
      item('Reading in turns', 'tag'),
      item('One word', 'talking_piece'),
      item('Sharing', 'queue', { crosstalk: 'on_request' }),
    ];
    const about = {
      format: 'meditation_inquiry',
      title: 'Slow mornings',
      agenda,
      settings: settings({ timing: { objection_ms: 3_000, lead_lost_ms: 3_000 } }),
    };
    const { room, invite } = await quickly(hanne, server.link('setup'), about);
    await marlow.join(invite);
    await kit.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
  });

  await step('tag: who shared names the next, and nobody twice', async () => {
    await hanne.press('Start the round');
    await hanne.share();
    await hanne.say('The first page.');
    await hanne.done();
    await expect(
      hanne.page.getByRole('heading', { name: 'Who would you like to hear next?' }),
    ).toBeVisible();
    await hanne.look('tag-naming');
    await hanne.press('Kit');
    await kit.share();
    await kit.say('The second page.');
  });

  await step('one more minute, if nobody objects', async () => {
    await kit.press('Ask for more');
    await expect(marlow.page.getByText('Kit asks for one more minute.')).toBeVisible();
    await marlow.look('phone-more-time');
    await expect(kit.page.getByText('You have one more minute.').first()).toBeVisible();
    await expect(kit.page.getByText('Ask for more')).toBeHidden();
    await kit.done();
    await expect(kit.page.getByRole('button', { name: 'Hanne', exact: true })).toBeHidden();
    await kit.press('Marlow');
    await marlow.share();
    await marlow.say('The third page.');
    await marlow.done();
    for (const person of everyone) await person.sees('The round is complete');
  });

  await step('the talking piece goes on in its order, and never back', async () => {
    await hanne.press('Next: One word');
    await hanne.press('Start the round');
    await hanne.share();
    await hanne.say('Rain.');
    await hanne.done();
    await asked(marlow);
    await expect(marlow.page.getByRole('button', { name: 'Come back to me' })).toBeHidden();
    await marlow.look('phone-talking-piece');
    await marlow.press('Pass');
    await kit.share();
    await kit.say('Bread.');
    await kit.done();
    await expect(hanne.log.getByText('The round is complete')).toHaveCount(2);
  });

  await step('raised hands are called in their order, and a lead may change it', async () => {
    await hanne.press('Next: Sharing');
    await kit.press('Raise hand');
    await kit.share();
    await hanne.press('Raise hand');
    await marlow.press('Raise hand');
    await expect(marlow.page.getByText('Your hand is raised. 1 before you.')).toBeVisible();
    await hanne.chooseFor('Marlow', 'Earlier in the order');
    await expect(marlow.page.getByText('Your hand is raised. You are next.')).toBeVisible();
    await kit.say('I have a question for you all.');
    await kit.done();
    await kit.press('Suggestions');
    await marlow.write(marlow.field, 'Begin with the smallest one.');
    await marlow.press('Send');
    await kit.sees('Begin with the smallest one.');
    await kit.press('That’s enough, thank you');
    await marlow.share();
    await marlow.say('Mine is short.');
    await marlow.done();
    await marlow.press('Nothing');
    await hanne.press('Pass');
  });

  await step('the lead is lost; who was named steps in, and hands back', async () => {
    await hanne.chooseFor('Kit', 'Role and tasks…');
    await hanne.touch(hanne.page.getByRole('checkbox', { name: 'steps in for the lead' }));
    await hanne.page.keyboard.press('Escape');
    await kit.press('Yes, I will');
    await expect(kit.page.getByText('You step in for the lead of this meeting')).toBeVisible();
    await hanne.goOffline();
    await expect(marlow.page.getByText('The lead lost their connection.')).toBeVisible();
    await expect(kit.page.getByRole('group', { name: 'Leading' })).toBeVisible();
    await marlow.look('phone-succession');
    await hanne.comeBack();
    await expect(hanne.page.getByText('You’re offline.')).toBeHidden();
    await expect(hanne.page.getByText('You help to lead')).toBeVisible();
    await kit.chooseFor('Hanne', 'Role and tasks…');
    await kit.press('Hand over the lead');
    await expect(kit.page.getByText('Asked. Nothing changes before they take it.')).toBeVisible();
    await kit.page.keyboard.press('Escape');
    await hanne.press('Yes, I will');
    await expect(hanne.page.getByText('You are leading')).toBeVisible();
    await hanne.look('leads-again');
  });
});
