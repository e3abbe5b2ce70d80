/** A whole peer-led meeting: four people, from the first account to goodbye. */
import { expect, test } from './fixtures.ts';
import { makeFirstAccount, makeInvite, makeRoom } from './host.ts';
import { DESK, PHONE } from './person.ts';

test('four people hold a peer-led meeting', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const wiebke = await arrives('Wiebke', { german: true });
  const kit = await arrives('Kit', { keyboard: true });
  const everyone = [hanne, marlow, wiebke, kit];
  const members = [marlow, wiebke, kit];

  const { room, invite } = await step(
    'the host makes an account, a room and an invite',
    async () => {
      await makeFirstAccount(hanne, server.link('setup'));
      await hanne.look('desk-empty');
      const room = await makeRoom(hanne, { format: /^Short check-in/, title: 'Slow mornings' });
      return { room, invite: await makeInvite(hanne) };
    },
  );

  await step('members come to the door, each in their own way', async () => {
    await marlow.join(invite, { look: 'phone' });
    await wiebke.join(invite, { look: 'german' });
    await kit.page.goto(invite);
    await kit.write(kit.page.getByLabel(kit.words.nameLabel), 'MarIow');
    await expect(
      kit.page.getByText('This name, or one that looks like it, is taken.'),
    ).toBeVisible();
    await kit.join(invite);
  });

  await step('the lead opens the meeting', async () => {
    await hanne.page.goto('/');
    await expect(hanne.page.getByRole('link', { name: '3 people are waiting' })).toBeVisible();
    await hanne.look('desk');
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    for (const { name } of members) {
      await expect(hanne.page.getByText(name, { exact: true }).first()).toBeVisible();
    }
    await hanne.look('lead-gathering');
    await hanne.press('Open the meeting');
    await hanne.say('Good evening, and welcome.');
    for (const member of members) await member.hasRead(['Good evening, and welcome.']);
    await marlow.look('phone-listening');
    await wiebke.look('german-listening');
  });

  await step('a round starts; the lead has a turn like everyone', async () => {
    await hanne.press('Next: Check-in');
    await hanne.press('Start the round');
    await expect(
      hanne.page.getByRole('heading', { name: 'Would you like to share?' }),
    ).toBeVisible();
    await hanne.look('lead-offered');
    await hanne.share();
    await hanne.say('I slept, for once.');
    await marlow.sees('I slept, for once.');
    await hanne.look('lead-speaking');
  });

  await step('what was written ahead outlives a reload', async () => {
    await wiebke.fill('Deine Worte', 'Es geht mir besser');
    await wiebke.page.reload();
    await expect(wiebke.field).toHaveValue('Es geht mir besser');
    await wiebke.hasRead(['Good evening, and welcome.', 'I slept, for once.']);
    await hanne.done();
  });

  await step('come back to me', async () => {
    await expect(
      marlow.page.getByRole('heading', { name: 'Would you like to share?' }),
    ).toBeVisible();
    await marlow.look('phone-offered');
    await marlow.press('Come back to me');
    await expect(marlow.page.getByText('We come back to you at the end.').first()).toBeVisible();
  });

  await step('somebody is cut off while another shares, and misses nothing', async () => {
    await expect(wiebke.page.getByRole('heading', { name: 'Möchtest du teilen?' })).toBeVisible();
    await wiebke.look('german-offered');
    await wiebke.press('Teilen');
    await expect(wiebke.field).toHaveValue('Es geht mir besser');
    await wiebke.press('Senden');
    await kit.sees('Es geht mir besser');
    await kit.goOffline();
    await expect(kit.page.getByText('You’re offline.')).toBeVisible();
    await kit.look('offline');
    await wiebke.say('als letzte Woche.');
    await wiebke.say('Das wollte ich sagen.');
    await wiebke.look('german-speaking');
    await kit.comeBack();
    const share = ['Es geht mir besser', 'als letzte Woche.', 'Das wollte ich sagen.'];
    await kit.hasRead(['Good evening, and welcome.', 'I slept, for once.', ...share]);
    await expect(kit.page.getByText('You’re offline.')).toBeHidden();
    await marlow.hasRead(share);
    await wiebke.done();
  });

  await step('pass, with the keyboard alone', async () => {
    await expect(kit.page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
    await kit.page.keyboard.press('F6');
    await expect(kit.page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
    await kit.look('offered');
    await kit.press('Pass');
    await expect(kit.page.getByText('You passed. Nothing more is needed.').first()).toBeVisible();
  });

  await step('the floor comes back; a reload in the middle of a share', async () => {
    await marlow.share();
    await marlow.say('It was a long day.');
    await marlow.look('phone-speaking');
    await marlow.fill('Your words', 'The evening is');
    await marlow.page.reload();
    await expect(marlow.field).toHaveValue('The evening is');
    await expect(marlow.page.getByRole('button', { name: 'I’m done' })).toBeVisible();
    await marlow.say('The evening is better.');
    for (const person of everyone)
      await person.hasRead(['It was a long day.', 'The evening is better.']);
    await marlow.done();
  });

  await step('who passed may speak after all', async () => {
    await kit.isTold('Is there anyone who has not been heard yet?');
    await kit.look('unheard');
    await kit.press('Raise hand');
    await kit.share();
    await kit.page.keyboard.type('One thing, then.');
    await kit.press('Send');
    await hanne.sees('One thing, then.');
    await kit.press('I’m done');
    await hanne.sees('The round is complete');
  });

  await step('raised hands, and what a sharer asks back', async () => {
    await hanne.press('Next: Responses');
    await marlow.press('Raise hand');
    await marlow.share();
    await wiebke.press('Hand heben');
    await expect(
      wiebke.page.getByText('Deine Hand ist oben. Du bist als Nächstes dran.'),
    ).toBeVisible();
    await marlow.say('How do you all sleep?');
    await marlow.done();
    await expect(
      marlow.page.getByRole('heading', { name: 'What would you like back?' }),
    ).toBeVisible();
    await marlow.look('phone-choosing');
    await marlow.press('Questions');
    await kit.look('reply');
    await kit.write(kit.field, 'With the window open?');
    await kit.press('Send');
    await marlow.sees('With the window open?');
    await hanne.page.setViewportSize(PHONE);
    await hanne.look('lead-phone');
    await hanne.page.setViewportSize(DESK);
    await marlow.press('That’s enough, thank you');
    await wiebke.press('Passen');
  });

  await step('the last round; one shares, the others pass ahead', async () => {
    await hanne.press('Next: Closing round');
    await hanne.press('Start the round');
    await marlow.press('Pass');
    await wiebke.press('Passen');
    await kit.press('Pass');
    await hanne.share();
    await hanne.say('Thank you for tonight.');
    await hanne.done();
    for (const member of members) await member.sees('Thank you for tonight.');
  });

  await step('goodbye', async () => {
    await marlow.fill('Your words', 'Something I kept');
    await hanne.choose('More for leads', 'End the meeting');
    await hanne.look('lead-ending');
    await hanne.press('End it now');
    for (const { page, words } of everyone) {
      await expect(page.getByRole('heading', { name: words.ended })).toBeVisible();
    }
    await hanne.look('lead-goodbye');
    await marlow.look('phone-goodbye');
    await wiebke.look('german-goodbye');
    await expect(marlow.page.getByText('Something I kept')).toBeVisible();
  });

  await step('afterwards nothing can be read', async () => {
    for (const { page } of everyone) {
      await expect(page.getByText('It was a long day.')).toBeHidden();
    }
    await marlow.page.reload();
    await expect(
      marlow.page.getByRole('heading', { name: 'What we ask of each other' }),
    ).toBeVisible();
    await marlow.look('phone-next-week');
    await marlow.touch(marlow.page.getByRole('checkbox'));
    await marlow.press('Go to the waiting room');
    await expect(
      marlow.page.getByRole('heading', { name: 'You’re at the door, Marlow' }),
    ).toBeVisible();
    await expect(marlow.page.getByText('It was a long day.')).toBeHidden();
    expect(await server.filesWith('It was a long day.')).toEqual([]);
  });
});
