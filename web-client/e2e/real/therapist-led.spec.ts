/** A whole therapist-led meeting: who leads decides who is in and who speaks, and nobody else does. */
import { expect, test } from './fixtures.ts';
import { addTherapist, choosePassword, inviteToLead, makeInvite, makeTherapyRoom } from './host.ts';

test('a therapist and a co-therapist lead a CBT group of six', async ({ server, arrives }) => {
  const { step } = test;
  test.setTimeout(120_000);
  const ada = await arrives('Ada');
  const thea = await arrives('Thea');
  const odile = await arrives('Odile');
  const marlow = await arrives('Marlow', { phone: true });
  const tomasz = await arrives('Tomasz');
  const wren = await arrives('Wren', { phone: true });
  const cora = await arrives('Cora', { phone: true });
  const kit = await arrives('Kit', { phone: true });
  const ines = await arrives('Ines', { german: true });
  const sol = await arrives('Sol');
  const atDoor = (name: string) => thea.page.getByText(name, { exact: true }).locator('..');

  const invites = await step('an administrator marks a therapist, who makes a room', async () => {
    await makeTherapyRoom(ada, thea, server.link('setup'), {
      format: /^CBT group/,
      title: 'Thursday group',
    });

    await choosePassword(cora, await addTherapist(ada, 'Cora'));
    await inviteToLead(thea, cora);
    // One for each: an invitation into therapy is for one person.
    const links: string[] = [];
    for (let n = 0; n < 7; n += 1) links.push(await makeInvite(thea));
    return links as [string, string, string, string, string, string, string];
  });

  await step('people wait, and one writes to the therapist', async () => {
    await odile.join(invites[0], { look: 'desk' });
    await marlow.join(invites[1]);
    await tomasz.join(invites[2]);
    await wren.join(invites[3]);
    for (const [n, person] of [kit, ines, sol].entries()) await person.join(invites[4 + n]!);
    await thea.comeInToLead();
    await thea.press('Open the meeting');
    await wren.fill('Whisper to the leads', 'Is this the Thursday group?');
    await wren.press('Send');
    await expect(wren.page.getByText('Is this the Thursday group?')).toBeVisible();
    await expect(
      thea.page.getByRole('region', { name: 'Wren whispers to the leads.' }),
    ).toBeVisible();
    await thea.look('lead-door');
    await wren.look('phone-waiting');
  });

  await step('one after the other is let in, and one is not', async () => {
    for (const person of [odile, marlow, tomasz, kit, ines, sol]) {
      await expect(
        person.page.getByRole('heading', { name: person.words.atDoor(person.name) }),
      ).toBeVisible();
      await atDoor(person.name).getByRole('button', { name: 'Let in' }).click();
      await expect(person.log).toBeVisible();
    }
    await odile.look('came-in');
    await marlow.look('phone-came-in');
    await atDoor('Wren').getByRole('button', { name: 'Not today' }).click();
    await thea.look('lead-denying');
    await thea.touch(thea.page.getByRole('dialog').getByRole('button', { name: 'Not today' }));
    await expect(thea.page.getByText('Nobody is waiting.')).toBeVisible();
    await expect(wren.page.getByText('You weren’t let in today')).toBeVisible();
    await wren.look('phone-denied');
    // Who comes again reads the same, and is asked nothing first.
    await wren.page.reload();
    await expect(wren.page.getByText('You weren’t let in today')).toBeVisible();
    await expect(wren.page.getByRole('checkbox')).toBeHidden();
  });

  await step('a quiet time, then a round that the therapist steers', async () => {
    await odile.look('silence');
    await thea.press('Next: Check-in and mood rating');
    await thea.press('Start the round');
    await odile.share();
    await odile.say('A four, and rising.');
    await odile.done();
    await odile.isTold('Thank you for sharing. A breath.');
    await tomasz.isTold('A breath.');
    await marlow.look('phone-breath');
    await expect(
      marlow.page.getByRole('heading', { name: 'Would you like to share?' }),
    ).toBeVisible();
    await thea.press('Thank, then Tomasz');
    await tomasz.pass();
    for (const person of [kit, ines, sol]) await person.pass();
    await marlow.share();
    await marlow.say('A six.');
    await thea.look('lead-listening');
    await marlow.done();
    await thea.choose('More for leads', 'Close the round');
    await thea.press('Next: Bridge and agenda');
  });

  await step(
    'in an emergency the co-therapist steps aside with her, and the group goes on',
    async () => {
      await cora.comeInToLead();
      await kit.press('Help');
      await kit.press('I need help');
      await kit.press('Close');
      const call = cora.page.getByRole('region', { name: 'Kit asked for help.' });
      await cora.touch(call.getByRole('button', { name: 'Step aside together' }));
      const thread = cora.page.getByRole('region', { name: 'You and Kit, aside' });
      await cora.write(thread.getByRole('textbox'), 'Is somebody with you?');
      await cora.touch(thread.getByRole('button', { name: 'Send' }));
      await expect(kit.page.getByText('Is somebody with you?')).toBeVisible();
      await cora.chooseFor('Kit', 'Emergency contact');
      await cora.press('Open it');
      await expect(cora.page.getByRole('dialog').getByText('Lindenweg 3')).toBeVisible();
      await cora.look('phone-emergency');
      await cora.page.keyboard.press('Escape');
      await cora.page.keyboard.press('Escape');
      await expect(thea.page.getByText('Cora is aside with Kit.')).toBeVisible();
      await thea.look('lead-emergency');
      await kit.press('Back to the group');
      await expect(thread).toBeHidden();
    },
  );

  await step('the floor is given and taken back', async () => {
    await thea.say('Marlow, would you begin?');
    await thea.chooseFor('Marlow', 'Give the floor');
    await marlow.share();
    await marlow.say('Last week I tried the list.');
    await odile.isTold('Marlow has the floor.');
    await thea.look('lead-list');
  });

  await step('a member can do none of it, whatever their client sends', async () => {
    const { page } = odile;
    await expect(page.getByRole('group', { name: 'Leading' })).toBeHidden();
    await odile.press('Show as a list');
    await odile.press('What to do for Marlow');
    await expect(page.getByRole('menuitem')).toHaveText(['Hide Marlow for me']);
    await page.keyboard.press('Escape');
    const forbidden = [
      { type: 'mute', who: '@Marlow', for_ms: null },
      { type: 'mute_all' },
      { type: 'remove', who: '@Marlow', reason: 'other' },
      { type: 'ban', who: '@Marlow', reason: 'other' },
      { type: 'give_role', who: '@Odile', role: 'co_therapist' },
      { type: 'set_service', who: '@Odile', service: 'timekeeper', on: true },
      { type: 'hand_over_lead', to: '@Odile' },
      { type: 'give_floor', from: 4, to: '@Odile' },
      { type: 'take_floor', turn: 4 },
      { type: 'call_next', from: 4 },
      { type: 'extend', turn: 4 },
      { type: 'move_in_order', who: '@Odile', before: null },
      { type: 'advance', from: 2, to: null },
      { type: 'change_mode', item: 2, mode: 'open', crosstalk: 'free' },
      { type: 'pause_floor' },
      { type: 'end_meeting' },
    ];
    const answers = await odile.forge(forbidden);
    expect(answers).toEqual(forbidden.map(() => 'not_permitted'));
    expect(await odile.forge([{ type: 'post', text: 'Out of turn.', note: null }])).toEqual([
      'floor_taken',
    ]);
    await marlow.say('It helped a little.');
    await expect(marlow.page.getByText('Out of turn.')).toBeHidden();
  });

  await step('the floor is taken back', async () => {
    await thea.choose('More for leads', 'Take the floor back');
    await expect(marlow.page.getByRole('button', { name: 'I’m done' })).toBeHidden();
    await odile.isTold('The floor is free.');
  });

  await step('mute and lift, pause and go on', async () => {
    await thea.chooseFor('Odile', 'Mute until lifted');
    await expect(odile.page.getByText('You can’t write just now.')).toBeVisible();
    await odile.look('muted');
    await thea.chooseFor('Odile', 'Lift the mute');
    await expect(odile.page.getByText('You can’t write just now.')).toBeHidden();
    await thea.press('Pause');
    for (const { page } of [odile, marlow, tomasz]) {
      await expect(page.getByText('The lead is taking care of something.')).toBeVisible();
    }
    await marlow.look('phone-paused');
    await thea.look('lead-paused');
    await thea.press('Go on');
    await expect(marlow.page.getByText('The lead is taking care of something.')).toBeHidden();
  });

  await step('one is removed, with a reason', async () => {
    await thea.chooseFor('Tomasz', 'Remove from this meeting');
    await thea.touch(thea.page.getByRole('radio', { name: 'Is in the wrong room' }));
    await thea.look('lead-removing');
    await thea.press('Remove');
    await expect(tomasz.page.getByText('You can’t take part in this meeting')).toBeVisible();
    await tomasz.look('removed');
    await expect(thea.page.getByRole('button', { name: 'What to do for Tomasz' })).toBeHidden();
  });

  await step('the therapist ends the meeting', async () => {
    await thea.choose('More for leads', 'End the meeting');
    await thea.press('End it now');
    for (const { page, words } of [thea, odile, marlow]) {
      await expect(page.getByRole('heading', { name: words.ended })).toBeVisible();
    }
    await odile.look('goodbye');
    expect(await server.filesWith('Last week I tried the list.')).toEqual([]);
  });
});
