/**
 * A whole session of a process group: a therapist, a co-therapist and six members, one of whom needs help in
 * the middle. A lead steps aside with her, and the group goes on with the other.
 */
import { expect, test } from './fixtures.ts';
import { addTherapist, choosePassword, inviteToLead, makeInvite, makeTherapyRoom } from './host.ts';
import type { Person } from './person.ts';

const NAMES = ['Odile', 'Tomasz', 'Kit', 'Marlow', 'Wren', 'Ines'] as const;
const ON_PHONES: readonly string[] = ['Marlow', 'Wren', 'Ines'];

const aside = ({ page }: Person, name: string) =>
  page.getByRole('region', {
    name: new RegExp(`^(You and ${name}, aside|Du und ${name}, beiseite)$`),
  });

test('a process group of six goes on while one lead is aside with a member', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  test.setTimeout(120_000);
  const ada = await arrives('Ada');
  const thea = await arrives('Thea');
  const cora = await arrives('Cora', { phone: true });
  const members = await Promise.all(
    NAMES.map((name) =>
      arrives(name, { phone: ON_PHONES.includes(name), german: name === 'Ines' }),
    ),
  );
  const [odile, tomasz, kit, marlow, wren, ines] = members as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];

  const invites = await step(
    'a therapist makes the room, and a colleague helps to lead',
    async () => {
      await makeTherapyRoom(ada, thea, server.link('setup'), {
        format: /^Process group/,
        title: 'Monday group',
      });
      await choosePassword(cora, await addTherapist(ada, 'Cora'));
      await inviteToLead(thea, cora);
      const links: string[] = [];
      for (let n = 0; n < members.length; n += 1) links.push(await makeInvite(thea));
      return links;
    },
  );

  await step('six come in, each by an invitation of their own', async () => {
    await Promise.all(members.map((member, n) => member.join(invites[n]!)));
    await thea.comeInToLead();
    await cora.comeInToLead();
    await thea.press('Open the meeting');
    await thea.press('Let all 6 in');
    for (const member of members) await expect(member.log).toBeVisible();
  });

  await step('it is one talk, open to all, with no rounds and no clocks', async () => {
    await odile.say('I nearly stayed away today.');
    await tomasz.say('What kept you?');
    await ines.say('Mir ging es genauso.');
    await thea.say('I wonder who else nearly stayed away.');
    for (const member of members) await member.sees('I wonder who else nearly stayed away.');
    await expect(odile.page.getByRole('button', { name: /^I’m done/ })).toBeHidden();
    await marlow.look('phone-open');
  });

  await step('one asks for help, and the co-therapist steps aside with her', async () => {
    await wren.press('Help');
    await wren.press('I need help');
    await wren.press('Close');
    const call = cora.page.getByRole('region', { name: 'Wren asked for help.' });
    await expect(call).toBeVisible();
    await cora.look('phone-call');
    await cora.touch(call.getByRole('button', { name: 'Step aside together' }));
    await expect(aside(cora, 'Wren')).toContainText('Thea is with the group meanwhile.');
    await expect(aside(wren, 'Cora')).toContainText('The meeting goes on, and your place is kept.');
    await expect(thea.page.getByText('Cora is aside with Wren.')).toBeVisible();
    await thea.look('desk-other-lead');
  });

  await step('the two write alone, and the group goes on', async () => {
    await cora.write(
      aside(cora, 'Wren').getByRole('textbox'),
      'I’m here. Are you safe where you are?',
    );
    await cora.touch(aside(cora, 'Wren').getByRole('button', { name: 'Send' }));
    await expect(aside(wren, 'Cora').getByText('Are you safe where you are?')).toBeInViewport();
    await expect(
      aside(wren, 'Cora').getByText('Only Cora can read this, not the other leads.'),
    ).toBeVisible();
    await wren.write(aside(wren, 'Cora').getByRole('textbox'), 'Yes. My chest is tight.');
    await wren.touch(aside(wren, 'Cora').getByRole('button', { name: 'Send' }));
    await expect(aside(cora, 'Wren').getByText('My chest is tight.')).toBeInViewport();
    await wren.look('phone-aside');
    await cora.look('phone-lead-aside');
    await kit.say('I can hear that it was hard to come.');
    await wren.sees('I can hear that it was hard to come.');
    // What is typed for the group meanwhile is not sent, and not lost.
    await wren.write(wren.field, 'For later.');
    // Just after the meaning of the key has changed it sends nothing either.
    await expect(async () => {
      await wren.field.press('ControlOrMeta+Enter');
      await expect(wren.page.getByText(/^You are aside with a lead\./)).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await expect(wren.field).toHaveValue('For later.');
  });

  await step('the co-therapist opens what Wren left for an emergency', async () => {
    await cora.chooseFor('Wren', 'Emergency contact');
    await cora.press('Open it');
    await expect(cora.page.getByRole('dialog').getByText('Lindenweg 3')).toBeVisible();
    await cora.look('phone-emergency');
    await cora.page.keyboard.press('Escape');
    await cora.page.keyboard.press('Escape');
  });

  await step('a reload in the middle finds them aside still', async () => {
    await wren.page.reload();
    await expect(aside(wren, 'Cora').getByText('My chest is tight.')).toBeVisible();
    await expect(wren.field).toHaveValue('For later.');
  });

  await step('Wren goes back by herself, with her words and her place', async () => {
    await wren.touch(aside(wren, 'Cora').getByRole('button', { name: 'Back to the group' }));
    await expect(aside(wren, 'Cora')).toBeHidden();
    await expect(aside(cora, 'Wren')).toBeHidden();
    await wren.send();
    for (const member of members) await member.sees('For later.');
    await expect(thea.page.getByText('Cora is aside with Wren.')).toBeHidden();
  });

  await step('on a phone the list of people makes way for the two', async () => {
    await cora.chooseFor('Tomasz', 'Step aside together');
    await expect(aside(tomasz, 'Cora')).toBeVisible();
    await cora.touch(aside(cora, 'Tomasz').getByRole('button', { name: 'Back to the group' }));
    await expect(aside(tomasz, 'Cora')).toBeHidden();
  });

  await step('alone with the group, a lead who steps aside pauses it first', async () => {
    await cora.goOffline();
    await thea.chooseFor('Ines', 'Step aside together');
    await expect(aside(thea, 'Ines')).toContainText('No other lead is with the group.');
    await expect(aside(ines, 'Thea')).toContainText('Die Gruppe wartet so lange');
    await expect(odile.page.getByText('The lead is taking care of something.')).toBeVisible();
    await ines.look('phone-de-aside');
    await thea.look('desk-lead-aside');
    await thea.touch(aside(thea, 'Ines').getByRole('button', { name: 'Back to the group' }));
    await thea.press('Go on');
    await cora.comeBack();
  });

  await step('it ends, and nobody but the two was sent a word of it', async () => {
    await thea.choose('More for leads', 'End the meeting');
    await thea.press('End it now');
    for (const { page, words } of [thea, cora, ...members]) {
      await expect(page.getByRole('heading', { name: words.ended })).toBeVisible();
    }
    for (const person of [thea, odile, tomasz, kit, marlow, ines]) {
      const heard = person.heard.join('\n');
      expect(heard).not.toContain('chest is tight');
      expect(heard).not.toContain('safe where you are');
    }
    for (const person of [odile, kit, marlow]) {
      expect(person.heard.join('\n')).not.toMatch(/aside_changed|"aside":"/);
    }
    expect(await server.filesWith('chest is tight')).toEqual([]);
  });
});
