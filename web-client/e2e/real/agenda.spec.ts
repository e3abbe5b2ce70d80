/** The agenda, topics and pages of a real meeting: what a lead does, all see. */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';

const part = (name: string, minutes: number, over: object = {}) => ({
  name,
  text: '',
  minutes,
  mode: 'open',
  crosstalk: 'free',
  share_ms: 0,
  presenter_advances: false,
  closing: false,
  pages: [],
  chooses_topics: false,
  reactions: null,
  ...over,
});
const pages = [
  { title: 'A slow breath', text: 'In, and count to four.' },
  { title: '', text: 'Out, and count to six.' },
];

test('a meeting is arranged as it goes', async ({ server, arrives }) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const kit = await arrives('Kit', { phone: true });
  const { room, invite } = await quickly(hanne, server.link('setup'), {
    format: 'peer_checkin',
    title: 'Slow mornings',
    agenda: [
      part('Choose topics', 5, { chooses_topics: true }),
      part('Talk', 20),
      part('Breathing', 10, { pages }),
      part('Closing', 5, { mode: 'round', share_ms: 60_000, crosstalk: 'none', closing: true }),
    ],
  });
  await kit.join(invite);
  await hanne.page.goto(room);
  await hanne.comeInToLead();
  await hanne.press('Open the meeting');
  const dialog = hanne.page.getByRole('dialog');

  await step('a topic is proposed, chosen and taken up', async () => {
    await kit.page.getByLabel('Propose a topic').fill('Evenings');
    await kit.page.keyboard.press('Enter');
    await hanne.press('I’d like this: Evenings');
    await expect(kit.page.getByText('by you · 2 hands')).toBeVisible();
    await hanne.choose('What to do with “Evenings”', 'Take this up now');
    await kit.sees('The topic now: Evenings');
  });

  await step('a part is skipped and comes back, and lends its minutes', async () => {
    await hanne.choose('What to do with “Talk”', 'Skip it');
    await kit.sees('Hanne changed what comes');
    await hanne.press('Undo');
    await expect(hanne.page.getByText('The order is as before.')).toBeVisible();
    await hanne.choose('What to do with “Choose topics”', 'Borrow minutes…');
    await hanne.touch(dialog.getByRole('radio', { name: 'Breathing' }));
    await hanne.press('Move 5 minutes');
    await kit.sees('Hanne moved 5 minutes from Breathing to Choose topics');
  });

  await step('pages are turned for everyone', async () => {
    await hanne.choose('What to do with “Breathing”', 'Go here now');
    await expect(kit.page.getByText('In, and count to four.')).toBeVisible();
    await hanne.press('Next page');
    await expect(kit.page.getByText('Out, and count to six.')).toBeVisible();
    await expect(kit.page.getByText('Evenings').first()).toBeVisible();
    await hanne.look('lead');
    await kit.look('phone');
  });
});
