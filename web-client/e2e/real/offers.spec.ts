/** Roles and tasks are offered: whoever is asked takes them or declines; and asking to speak. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import { item, settings } from './rooms.ts';

test('a lead asks people to take a part, and somebody asks to speak', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const odile = await arrives('Odile');
  const kit = await arrives('Kit', { phone: true, german: true });
  const agenda = [item('Talk', 'open', { prompts: 'Who else knows this?\nLet’s slow down.' })];
  const about = { format: 'open_share', title: 'Slow mornings', settings: settings(), agenda };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('a meeting of three', async () => {
    for (const member of [odile, kit]) await member.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    for (const member of [odile, kit]) await expect(member.log).toBeVisible();
  });

  await step('the sentences of the part fill the field, and are sent by a second tap', async () => {
    await hanne.choose('More for leads', 'Ready-made sentences');
    const sentences = hanne.page.getByRole('dialog', { name: 'Ready-made sentences' });
    await hanne.look('phone-prompts');
    await expect(sentences.getByRole('button', { name: 'Let’s slow down.' })).toBeVisible();
    await expect(sentences.getByRole('button', { name: 'A quiet minute together.' })).toBeHidden();
    await hanne.touch(sentences.getByRole('button', { name: 'Who else knows this?' }));
    await expect(hanne.field).toHaveValue('Who else knows this?');
    await expect(odile.log.getByText('Who else knows this?')).toBeHidden();
    await hanne.send();
    await odile.sees('Who else knows this?');
    // What members are sent of the agenda has none of them.
    expect(odile.heard.join('\n')).not.toContain('slow down');
  });

  await step(
    'somebody is asked to help lead, and nothing changes before they take it',
    async () => {
      await hanne.chooseFor('Odile', 'Role and tasks…');
      const helps = hanne.page.getByRole('radio', { name: /^co-lead/i });
      await hanne.touch(helps);
      await expect(
        hanne.page.getByText('Asked. Nothing changes before they take it.'),
      ).toBeVisible();
      await expect(helps).not.toBeChecked();
      await hanne.look('phone-asked');
      await expect(odile.page.getByText('Hanne asks you to help lead this meeting.')).toBeVisible();
      await expect(odile.page.getByRole('group', { name: 'Leading' })).toBeHidden();
      await odile.look('desk-offer');
      await odile.press('Yes, I will');
      await expect(odile.page.getByRole('group', { name: 'Leading' })).toBeVisible();
      await expect(helps).toBeChecked();
      await hanne.page.keyboard.press('Escape');
      await hanne.page.keyboard.press('Escape');
    },
  );

  await step('a task is declined, and leads alone read it', async () => {
    await hanne.chooseFor('Kit', 'Role and tasks…');
    await hanne.touch(hanne.page.getByRole('checkbox', { name: 'keeps the time' }));
    await expect(kit.page.getByText('Hanne bittet dich, auf die Zeit zu achten.')).toBeVisible();
    await kit.look('phone-de-offer');
    await kit.press('Nein, danke');
    await expect(kit.page.getByText('Hanne bittet dich, auf die Zeit zu achten.')).toBeHidden();
    await expect(hanne.page.getByText('Asked. Nothing changes')).toBeHidden();
    await odile.sees('Kit declined. Only leads see this');
  });

  await step('an offer is taken back before it is answered', async () => {
    await hanne.touch(hanne.page.getByRole('checkbox', { name: 'greets newcomers' }));
    await expect(kit.page.getByText('Hanne bittet dich, Neue zu begrüßen.')).toBeVisible();
    await hanne.press('Take it back');
    await expect(kit.page.getByText('Hanne bittet dich, Neue zu begrüßen.')).toBeHidden();
    await hanne.page.keyboard.press('Escape');
    await hanne.page.keyboard.press('Escape');
  });

  await step('a role that is lowered counts at once', async () => {
    await hanne.chooseFor('Odile', 'Role and tasks…');
    await hanne.touch(hanne.page.getByRole('radio', { name: /^member/i }));
    await expect(odile.page.getByRole('group', { name: 'Leading' })).toBeHidden();
    await hanne.page.keyboard.press('Escape');
    await hanne.page.keyboard.press('Escape');
  });

  await step('somebody who is muted asks to speak, and the leads see it', async () => {
    await hanne.chooseFor('Odile', 'Mute until lifted');
    await hanne.page.keyboard.press('Escape');
    await odile.press('Ask to speak');
    await expect(odile.page.getByRole('button', { name: 'You asked. Take it back' })).toBeVisible();
    await odile.look('desk-asks');
    await hanne.sees('Odile asks to speak. Only leads see this');
    await hanne.look('phone-lead-sees');
    await hanne.chooseFor('Odile', 'Lift the mute');
    await hanne.page.keyboard.press('Escape');
    await expect(odile.page.getByRole('button', { name: 'You asked. Take it back' })).toBeHidden();
    expect(kit.heard.join('\n')).not.toMatch(/speak_asked|"asks_to_speak":true|offer_over.*Odile/);
  });
});
