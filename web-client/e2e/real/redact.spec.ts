/**
 * Nobody but leads is told of a removal, a mute or a denial: neither on the page nor in a frame, whether
 * one stays, reloads, comes back from a lost connection or reads back. And words are gone with their writer.
 */
import { expect, test } from './fixtures.ts';
import { quickly } from './host.ts';
import type { Person } from './person.ts';
import { item, settings } from './rooms.ts';

/** As they would stand in a frame. */
const FOR_LEADS = [
  /"how":"(removed|banned|denied|revoked)"/,
  /"place":"removed"/,
  /"reason":"(safety|guidelines|removed|muted|unable)"/,
  /"mute_changed"/,
  /"mute":\{/,
  /"lead":"[^"]+","reason"/,
];
/** As they would stand on a page. */
const ON_A_PAGE = /\b(removed|banned|muted|mute|denied|not let in|guidelines were|safety)\b/i;

async function knowsNothing(person: Person, since = 0) {
  const heard = person.heard.slice(since).join('\n');
  for (const word of FOR_LEADS) expect(heard, `${person.name} was sent it`).not.toMatch(word);
  await expect(person.page.getByRole('main')).not.toContainText(ON_A_PAGE);
}

test('others learn that somebody left and that a turn ended, and no more', async ({
  server,
  arrives,
}) => {
  const { step } = test;
  const hanne = await arrives('Hanne');
  const bea = await arrives('Bea', { phone: true });
  const kit = await arrives('Kit');
  const nell = await arrives('Nell', { phone: true });
  const late = await arrives('Newcomer', { phone: true });
  const agenda = [item('Gathering', 'open'), item('Check-in', 'round')];
  const about = {
    format: 'peer_checkin',
    title: 'Slow mornings',
    agenda,
    settings: settings({ show_earlier: true }),
  };
  const { room, invite } = await quickly(hanne, server.link('setup'), about);

  await step('four people gather, and one writes what must not stay', async () => {
    for (const member of [bea, kit, nell]) await member.join(invite);
    await hanne.page.goto(room);
    await hanne.comeInToLead();
    await hanne.press('Open the meeting');
    await kit.say('My number is 555 0100.');
    await nell.sees('My number is 555 0100.');
    // More than a page of the history, from a few sockets: each has a pace of its own.
    for (let socket = 0; socket < 5; socket += 1) {
      const posts = [...Array(25).keys()].map((n) => ({
        type: 'post',
        text: `Line ${25 * socket + n}`,
        note: null,
      }));
      expect(new Set(await hanne.forge(posts))).toEqual(new Set(['accepted']));
    }
    await nell.sees('Line 124');
  });

  await step('the holder is muted: to others a lead moved on', async () => {
    await hanne.press('Next: Check-in');
    await hanne.press('Start the round');
    await hanne.press('Pass');
    await bea.share();
    await bea.say('I begin.');
    await hanne.chooseFor('Bea', 'Mute until lifted');
    await expect(kit.page.getByRole('heading', { name: 'Would you like to share?' })).toBeVisible();
    await expect(bea.page.getByText('A lead has paused your writing for now.')).toBeVisible();
    await bea.look('phone-muted');
    for (const other of [kit, nell]) await knowsNothing(other);
    expect(bea.heard.join('\n')).not.toMatch(/"mute_changed"[^}]*"by":"/);
  });

  await step('one is offline while another is removed, and their words with them', async () => {
    await nell.goOffline();
    await hanne.chooseFor('Kit', 'Remove from this meeting');
    const asked = hanne.page.getByRole('dialog');
    await hanne.touch(asked.getByRole('radio', { name: 'For somebody’s safety' }));
    await hanne.touch(asked.getByRole('checkbox', { name: /^Also take back/ }));
    await hanne.look('lead-removes');
    await hanne.touch(asked.getByRole('button', { name: 'Remove' }));
    await expect(kit.page.getByText('You can’t take part in this meeting')).toBeVisible();
    await kit.look('removed');
    await hanne.sees(/^Kit .*removed/);
    await hanne.look('lead-knows');
    await bea.sees('Kit left');
    expect(bea.heard.join('\n')).not.toMatch(/"how":"removed"|"place":"removed"|"safety"/);
    await nell.comeBack();
    await nell.sees('Kit left');
    await knowsNothing(nell);
    await nell.look('phone-others');
  });

  await step('somebody is not let in, and others hear nothing of them at all', async () => {
    await late.join(invite);
    await hanne.press('Not today');
    await hanne.look('lead-denies');
    await hanne.touch(hanne.page.getByRole('dialog').getByRole('button', { name: 'Not today' }));
    await expect(late.page.getByText('You weren’t let in today')).toBeVisible();
    for (const other of [bea, nell]) expect(other.heard.join('\n')).not.toContain('Newcomer');
  });

  await step('a reload and the pages of the history hold no more', async () => {
    const before = nell.heard.length;
    await nell.page.reload();
    await nell.sees('I begin.');
    const first = nell.log.getByText('Kit took back').or(nell.log.getByText('A lead took back'));
    const earlier = nell.page.getByRole('button', { name: 'Show earlier messages' });
    await nell.touch(earlier);
    await expect(first).toHaveText('A lead took back a message');
    await first.scrollIntoViewIfNeeded();
    await nell.look('phone-read-back');
    await knowsNothing(nell, before);
    expect(nell.heard.slice(before).join('\n')).not.toContain('555 0100');
  });
});
