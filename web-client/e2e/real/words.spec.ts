/** Words taken back and covered, and one reply from each: in browsers, against the real server. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import { item, settings } from './rooms.ts';

test('words are taken back, covered and answered once', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  const marlow = await arrives('Marlow');
  const agenda = [
    item('Gathering', 'open'),
    item('Sharing', 'queue', {
      crosstalk: 'on_request',
      reactions: false,
      presenter_advances: true,
    }),
  ];
  const about = {
    format: 'peer_checkin',
    title: 'Slow mornings',
    agenda,
    settings: settings({ show_earlier: true, reactions: true }),
  };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);
  await kit.join(invite);
  await hanne.page.goto(room);
  await hanne.comeInToLead();
  await hanne.press('Open the meeting');

  await step('on a phone one’s own words are taken back and written again', async () => {
    await kit.say('My street is Elm Street.');
    await hanne.sees('My street is Elm Street.');
    await kit.choose('Your message: My street is Elm Street.', 'Take back');
    for (const person of [kit, hanne]) await expect(person.log).not.toContainText('Elm Street');
    await hanne.sees('Kit took back a message');
    await kit.look('phone-taken-back');
    await kit.press('Write it again');
    await expect(kit.field).toBeFocused();
    await kit.say('I live not far from here.');
    await hanne.sees('I live not far from here.');
  });

  await step('a lead covers what is hard to read, and takes back what must not stand', async () => {
    await kit.say('How it happened, in every detail.');
    await hanne.choose('Message by Kit: How it happened, in every detail.', /^Cover/);
    await hanne.fill('Content note', 'violence');
    await hanne.press('Cover it');
    await kit.sees('A lead covered this. Open it if you like.');
    await kit.say('Her number is 555 0100.');
    await hanne.choose('Message by Kit: Her number is 555 0100.', 'Take back…');
    await hanne.press('Take it back');
    await kit.sees('A lead took back a message');
    await hanne.look('lead-took-back');
  });

  await step('who comes later, and who reloads, gets none of it', async () => {
    await marlow.takeSeat(invite);
    await marlow.sees('I live not far from here.');
    await kit.page.reload();
    await kit.sees('I live not far from here.');
    await marlow.sees('Kit took back a message');
    await kit.sees('You took back a message');
    for (const person of [marlow, kit]) {
      await person.sees('A lead took back a message');
      await expect(person.log).not.toContainText('Elm Street');
      await expect(person.log).not.toContainText('555 0100');
    }
    await expect(marlow.log.getByRole('button', { name: /^Tell Kit/ }).first()).toBeVisible();
  });

  await step('each person replies once, and an item says whether there are reactions', async () => {
    await hanne.press('Next: Sharing');
    await kit.press('Raise hand');
    await kit.share();
    await kit.say('What helps you in the evening?');
    await kit.done();
    await kit.press('Questions');
    await marlow.write(marlow.field, 'Which evening?');
    await marlow.press('Send');
    await kit.sees('Which evening?');
    await marlow.write(marlow.field, 'And which chair?');
    await expect(marlow.page.getByRole('button', { name: 'Send', exact: true })).toBeHidden();
    await marlow.write(marlow.field, '');
    const share = marlow.log.locator('article', { hasText: 'What helps you in the evening?' });
    await expect(share.getByRole('button', { name: /^Tell Kit/ })).toBeHidden();
    await kit.press('That’s enough, thank you');
  });

  await step('a presenter of a queue writes and calls the next', async () => {
    await hanne.chooseFor('Marlow', 'Role and tasks…');
    await hanne.touch(hanne.page.getByRole('checkbox', { name: 'presents' }));
    await hanne.page.keyboard.press('Escape');
    await marlow.press('Yes, I will');
    await marlow.say('Here is a first answer.');
    await kit.sees('Here is a first answer.');
    await kit.press('Raise hand');
    await kit.share();
    await hanne.press('Raise hand');
    await kit.say('Thank you.');
    await marlow.press(/Hanne$/);
    await hanne.share();
  });
});
