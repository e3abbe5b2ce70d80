/** A group that asks first, against the real server: asking on a phone, the answers, and a closed door. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

test('somebody asks on a phone and is let in, and a closed room says why', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const marlow = await arrives('Marlow', { phone: true });
  const kit = await arrives('Kit', { german: true, phone: true });
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'mini',
    title: 'Slow mornings',
  });

  await step('the host asks one question', async () => {
    await hanne.page.goto(room);
    await hanne.touch(hanne.page.getByRole('button', { name: /How people get in/ }));
    await hanne.touch(hanne.page.getByRole('radio', { name: /By asking/ }));
    await hanne.fill('Question 1', 'What brings you here?');
    await hanne.look('entry');
    await hanne.press('Save');
    await expect(hanne.page.getByText('You ask one question.')).toBeVisible();
  });

  await step('two people ask', async () => {
    for (const [person, accept, name, send] of [
      [marlow, 'I accept these. Go on', 'A name for this room', 'Ask to join'],
      [kit, 'Damit bin ich einverstanden. Weiter', 'Ein Name für diesen Raum', 'Anfragen'],
    ] as const) {
      await person.page.goto(invite);
      await person.press(accept);
      await person.fill('What brings you here?', `I am ${person.name}.`);
      await person.write(person.page.locator('input[name=name]'), person.name);
      await person.touch(person.page.getByRole('checkbox'));
      await person.look('ask');
      await person.press(send);
      await expect(person.page).toHaveURL(/\/ask\//);
      expect(name).toBeTruthy();
    }
    await expect(
      marlow.page.getByRole('heading', { name: 'Your request is with the leads' }),
    ).toBeVisible();
    await marlow.look('pending');
  });

  await step('the host lets one in and declines the other', async () => {
    await hanne.page.goto('/');
    await hanne.touch(hanne.page.getByRole('link', { name: '2 people ask to join' }));
    await expect(hanne.page.getByText('I am Marlow.')).toBeVisible();
    await hanne.look('requests');
    await hanne.touch(hanne.page.getByRole('button', { name: 'Let in: Marlow' }));
    const note = hanne.page.getByRole('dialog').getByRole('textbox');
    await hanne.write(note, 'Good that you come.');
    await hanne.touch(hanne.page.getByRole('dialog').getByRole('button', { name: 'Let in' }));
    await expect(hanne.page.getByRole('heading', { name: 'Marlow' })).toHaveCount(0);
    await hanne.touch(hanne.page.getByRole('button', { name: 'Decline: Kit' }));
    await hanne.touch(hanne.page.getByRole('dialog').getByRole('button', { name: 'Decline' }));
    await expect(hanne.page.getByText('Nobody is waiting for an answer.')).toBeVisible();
  });

  await step('each reads their answer where they asked', async () => {
    await kit.page.reload();
    await expect(
      kit.page.getByRole('heading', { name: 'Diesmal nicht in dieser Gruppe' }),
    ).toBeVisible();
    await kit.look('declined');
    await marlow.page.reload();
    await expect(marlow.page.getByText('Good that you come.')).toBeVisible();
    await marlow.press('Take my seat');
    await expect(marlow.page.getByRole('heading', { name: 'Your code' })).toBeVisible();
    await marlow.press('I’ve kept it. Go to the waiting room');
    await expect(marlow.page).toHaveURL(/\/meet\//);
  });

  await step('the room is closed, and its shared link says so', async () => {
    await hanne.touch(hanne.page.getByRole('button', { name: /How people get in/ }));
    await hanne.touch(hanne.page.getByRole('radio', { name: /^Closed/ }));
    await hanne.press('Save');
    await expect(hanne.page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
    const cy = await arrives('Cy');
    await cy.page.goto(invite);
    await expect(cy.page.getByRole('heading', { name: 'This group is closed' })).toBeVisible();
    await cy.look('closed');
    await hanne.press('Make an invite');
    const personal = await hanne.page.getByLabel('The new link').inputValue();
    await cy.page.goto('/');
    await cy.join(personal);
  });
});
