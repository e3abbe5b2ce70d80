/** Help and whispers reach a person: every lead at once, on a phone too, and the caller reads the truth. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import type { Person } from './person.ts';
import { settings } from './rooms.ts';

const impatient = settings({ timing: { lead_lost_ms: 1_000, leaderless_ms: 15_000 } });

const call = ({ page }: Person) => page.getByRole('region', { name: 'Kit asked for help.' });
const sheet = ({ page }: Person) => page.getByRole('dialog', { name: 'Help' });

test('a call reaches every lead, and its caller reads who has seen it', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne', { phone: true });
  const odile = await arrives('Odile');
  const kit = await arrives('Kit', { phone: true });
  const marlow = await arrives('Marlow');
  const about = { format: 'peer_checkin', title: 'Slow mornings', settings: impatient };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);
  const leads = [hanne, odile];

  await step('a meeting with two leads, one of them on a phone', async () => {
    for (const member of [odile, kit, marlow]) await member.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await hanne.chooseFor('Odile', 'Role and tasks…');
    await hanne.touch(hanne.page.getByRole('radio', { name: /^co-lead/i }));
    await hanne.page.keyboard.press('Escape');
    await odile.press('Yes, I will');
    await expect(odile.page.getByRole('group', { name: 'Leading' })).toBeVisible();
  });

  await step(
    'over whatever they have open both leads are told, and neither has seen it',
    async () => {
      await odile.choose('More', 'Today’s agenda');
      await kit.press('Help');
      await expect(sheet(kit).getByText('Tells Hanne and Odile, and nobody else.')).toBeVisible();
      await kit.look('phone-before');
      await kit.press('I need help');
      await expect(sheet(kit).getByText(/^Hanne and Odile have been told/)).toBeVisible();
      for (const { page } of leads) {
        const line = page.getByRole('dialog').getByRole('alert');
        await expect(line).toContainText('Kit asked for help.');
        await expect(page).toHaveTitle('(1) Somebody needs you · Rondo');
      }
      await hanne.look('phone-lead-over-dialog');
    },
  );

  await step('on the phone the call stands over the meeting, and is seen with that', async () => {
    await hanne.press('Show');
    await expect(hanne.page.getByRole('alert').filter({ hasText: 'Kit asked' })).toBeInViewport();
    await expect(call(hanne).getByRole('textbox')).toBeInViewport();
    await expect(call(hanne).getByText('Kit and all leads can read this.')).toBeVisible();
    await expect(sheet(kit).getByText(/^Hanne has seen this/)).toBeVisible();
    await hanne.look('phone-lead');
    await kit.look('phone-seen');
    await odile.press('Show');
    await expect(call(odile)).toBeInViewport();
    await expect(sheet(kit).getByText(/^Hanne and Odile have seen this/)).toBeVisible();
    await odile.look('desk-lead');
  });

  await step('one lead is with them, and leads alone know it', async () => {
    await odile.touch(call(odile).getByRole('button', { name: 'I’m with them' }));
    await expect(call(odile).getByText('You are with them. Only leads see this.')).toBeVisible();
    await expect(call(hanne).getByText('Odile is with them.')).toBeVisible();
    await hanne.look('phone-lead-claimed');
    for (const { page } of [kit, marlow]) {
      await expect(page.getByText(/with them/)).toBeHidden();
    }
  });

  await step('who can’t be reached is written to, and answers in the same place', async () => {
    await kit.press('Close');
    await expect(kit.page.getByText('Hanne and Odile have seen that you need help.')).toBeVisible();
    const field = call(hanne).getByRole('textbox');
    await hanne.write(field, 'I am here. See https://help.example/now');
    await hanne.touch(call(hanne).getByRole('button', { name: 'Send' }));
    const notice = kit.page.getByRole('region', { name: 'Hanne whispers to you.' });
    await expect(notice).toBeInViewport();
    await expect(notice.getByText('Hanne and Odile can read this, and nobody else.')).toBeVisible();
    await expect(notice.getByRole('link', { name: 'https://help.example/now' })).toHaveAttribute(
      'rel',
      'noopener noreferrer',
    );
    await expect(kit.page).toHaveTitle('(1) Meeting · Rondo');
    await kit.look('phone-whisper');
    await expect(
      hanne.page.getByText('You have answered Kit’s call. They were told.'),
    ).toBeVisible();
    await expect(odile.page.getByText('Hanne has answered Kit’s call.')).toBeVisible();
    await kit.write(notice.getByRole('textbox'), 'Thank you. I can breathe again.');
    await kit.touch(notice.getByRole('button', { name: 'Send' }));
    await expect(notice).toBeHidden();
    for (const { page } of leads) {
      await expect(page.getByText('Thank you. I can breathe again.').first()).toBeVisible();
    }
  });

  await step('a whisper to one lead alone is not for the other', async () => {
    await kit.choose('More', 'Whispers');
    const panel = kit.page.getByRole('dialog', { name: 'Whispers' });
    await expect(panel.getByText('Hanne and Odile can read this, and nobody else.')).toBeVisible();
    await panel.getByLabel('To', { exact: true }).selectOption('Odile alone');
    await expect(panel.getByText('Only Odile can read this, not the other leads.')).toBeVisible();
    await kit.write(panel.getByRole('textbox'), 'It is about Hanne.');
    await kit.touch(panel.getByRole('button', { name: 'Send' }));
    // One whisper at a time: each goes only when it was read.
    const first = odile.page.getByRole('region', { name: 'Kit whispers to the leads.' });
    await expect(first.getByText('Thank you. I can breathe again.')).toBeVisible();
    await odile.touch(first.getByRole('button', { name: 'Read' }));
    const notice = odile.page.getByRole('region', { name: 'Kit whispers to you alone.' });
    await expect(notice.getByText('It is about Hanne.')).toBeVisible();
    await expect(notice.getByText('Only Kit can read this, not the other leads.')).toBeVisible();
    await odile.look('desk-whisper-alone');
    await expect(panel.getByText('It is about Hanne.')).toBeVisible();
    await kit.look('phone-whispers');
  });

  await step('nobody else was sent a word of it, and the caller not who is with them', async () => {
    await marlow.page.reload();
    await expect(marlow.log).toBeVisible();
    const told = (person: Person) => person.heard.join('\n');
    for (const word of ['asked_ms', 'I am here.', 'I can breathe', 'about Hanne']) {
      expect(told(marlow)).not.toContain(word);
    }
    expect(told(kit)).toContain('asked_ms');
    expect(told(kit)).not.toMatch(/"claimed_by":"/);
    expect(told(hanne)).toMatch(/"claimed_by":"/);
    expect(told(hanne)).not.toContain('about Hanne');
  });
});

test('with no lead here the page says so, and the host learns of it afterwards', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  const about = { format: 'peer_checkin', title: 'Slow mornings', settings: impatient };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('the lead is lost in the middle of a meeting', async () => {
    await kit.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await expect(kit.log).toBeVisible();
    await hanne.goOffline();
    await hanne.page.goto('about:blank');
    await expect(kit.page.getByText('The lead lost their connection.')).toBeVisible();
  });

  await step('the help lines come first, and nobody is said to have seen it', async () => {
    await kit.press('Help');
    await expect(sheet(kit).getByText(/^No lead is here now/)).toBeVisible();
    const line = sheet(kit).getByRole('link').first();
    const button = sheet(kit).getByRole('button', { name: 'I need help' });
    expect((await line.boundingBox())!.y).toBeLessThan((await button.boundingBox())!.y);
    await kit.touch(button);
    await expect(
      sheet(kit).getByText(/^No lead is here, so nobody in the room has seen this yet/),
    ).toBeInViewport();
    await kit.look('phone-nobody');
    await kit.press('Close');
    await expect(
      kit.page.getByText('You asked for help. No lead is here, so nobody has seen it yet.'),
    ).toBeVisible();
  });

  await step('a concern about the lead is left for the host', async () => {
    await kit.choose('More', 'A concern about a lead…');
    const dialog = kit.page.getByRole('dialog', { name: 'A concern about a lead' });
    await kit.write(dialog.getByRole('textbox'), 'I was not let finish.');
    await kit.look('phone-concern');
    await kit.touch(dialog.getByRole('button', { name: 'Leave it for the host' }));
    await expect(dialog.getByText('It is left for the host. Only they can read it.')).toBeVisible();
    await kit.touch(dialog.getByRole('button', { name: 'Close' }).last());
  });

  await step('the meeting ends with nobody to lead it, and help lines stay', async () => {
    await expect(kit.page.getByText('There was nobody to lead it any more.')).toBeVisible();
    await expect(
      kit.page.getByText(/^Nobody had read your call for help when it ended/),
    ).toBeVisible();
    await kit.look('phone-leaderless');
    await kit.press('Help lines');
    await expect(sheet(kit).getByRole('link').first()).toBeVisible();
  });

  await step('the host finds both on the desk', async () => {
    await hanne.comeBack();
    await hanne.page.goto(server.origin);
    const { page } = hanne;
    await expect(page.getByRole('link', { name: 'Nobody read a call for help' })).toBeVisible();
    await hanne.look('desk-needs');
    await hanne.press('A concern about a lead', 'link');
    await expect(page.getByText('I was not let finish.')).toBeVisible();
    await expect(page.getByText('From someone who didn’t want to be named')).toBeVisible();
    await hanne.look('desk-concern');
    await page.goto(server.origin);
    await hanne.press(/^Dismiss “Nobody read a call for help”/);
    await expect(page.getByRole('link', { name: 'Nobody read a call for help' })).toBeHidden();
    await page.reload();
    await expect(page.getByRole('link', { name: 'A concern about a lead' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Nobody read a call for help' })).toBeHidden();
  });
});
