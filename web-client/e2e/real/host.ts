/** What hosts do before a meeting: an account, a room, an invitation. */
import { expect } from '@playwright/test';
import type { Person } from './person.ts';

const PASSWORD = 'seven lamps along the quiet harbour';

export async function makeFirstAccount(host: Person, link: string): Promise<void> {
  await host.page.goto(link);
  await expect(host.page.getByRole('heading', { name: 'Set up this server' })).toBeVisible();
  await host.look('setup');
  await host.fill('Name shown to groups', host.name);
  await host.fill('Sign-in name', host.name.toLowerCase());
  await host.fill('Password', PASSWORD);
  await host.press('Make the account');
  await expect(host.page.getByRole('heading', { name: 'No rooms yet' })).toBeVisible();
}

export async function choosePassword(host: Person, link: string): Promise<void> {
  await host.page.goto(link);
  await host.fill('New password', PASSWORD);
  await host.look('claim');
  await host.press('Save the password');
  await expect(host.page.getByRole('link', { name: 'New room' })).toBeVisible();
}

/** Makes a room from a format; the answer is its page. */
export async function makeRoom(
  host: Person,
  room: { kind?: RegExp; format: RegExp; title: string },
): Promise<string> {
  const { page } = host;
  await host.press('New room', 'link');
  if (room.kind) await host.touch(page.getByRole('radio', { name: room.kind }));
  await host.touch(page.getByRole('radio', { name: room.format }));
  await host.fill('Title', room.title);
  await host.look('new-room');
  await host.press('Make the room');
  await expect(page.getByRole('heading', { name: room.title, level: 1 })).toBeVisible();
  return page.url();
}

/** On the room's page. */
export async function makeInvite(host: Person): Promise<string> {
  const link = host.page.getByLabel('The new link');
  const before = (await link.isVisible()) ? await link.inputValue() : '';
  await host.press('Make an invite');
  await expect(link).toHaveValue(/\/join#/);
  await expect(link).not.toHaveValue(before);
  await host.look('room');
  return link.inputValue();
}

/** A server from its first account to the room of a therapist, who is on its page then. */
export async function makeTherapyRoom(
  administrator: Person,
  therapist: Person,
  link: string,
  room: { format: RegExp; title: string },
): Promise<void> {
  await makeFirstAccount(administrator, link);
  await choosePassword(therapist, await addTherapist(administrator, therapist.name));
  await makeRoom(therapist, { kind: /^Therapist-led group/, ...room });
}

/** On the room's page: a colleague with an account takes the link of a co-lead. */
export async function inviteToLead(host: Person, colleague: Person): Promise<void> {
  const room = new URL(host.page.url()).pathname.split('/').at(-1);
  const made = await host.ask<{ link: string }>(`/api/rooms/${room}/invites`, { kind: 'co_lead' });
  await colleague.page.goto(made.link);
  await colleague.press('Accept and lead');
  await expect(colleague.page.getByRole('link', { name: /^(Open|Enter) the room$/ })).toBeVisible();
}

/** The administrator makes an account and marks it; the answer is its password link. */
export async function addTherapist(administrator: Person, name: string): Promise<string> {
  const { page } = administrator;
  await administrator.press('People', 'link');
  await administrator.press('Add a person');
  const dialog = page.getByRole('dialog');
  await administrator.write(dialog.getByLabel('Name shown to groups'), name);
  await administrator.write(dialog.getByLabel('Sign-in name'), name.toLowerCase());
  await administrator.look('people-adding');
  await administrator.press('Make the account');
  const link = page.getByLabel('The new link');
  await expect(link).toHaveValue(/\/claim#/);
  const account = page.getByRole('group', { name });
  await administrator.touch(account.getByRole('checkbox', { name: 'Is a therapist' }));
  await administrator.press('Change it');
  await expect(account.getByRole('checkbox', { name: 'Is a therapist' })).toBeChecked();
  await administrator.look('people');
  return link.inputValue();
}

/** The same without the pages, for tests of something else; the answer is the room's page and an invite. */
export async function quickly(
  host: Person,
  link: string,
  room: { format: string; title: string; agenda?: object[]; settings?: object },
): Promise<{ room: string; invite: string }> {
  const secret = new URL(link).hash.slice(1);
  const name = host.name.toLowerCase();
  await host.page.goto('/');
  await host.ask('/api/setup', { secret, name, display_name: host.name, password: PASSWORD });
  const about = { kind: 'peer_led', topics: [], suits: '', not_for: '', capacity: 8 };
  const { id } = await host.ask<{ id: string }>('/api/rooms', { ...about, ...room });
  const made = await host.ask<{ link: string }>(`/api/rooms/${id}/invites`, { kind: 'member' });
  return { room: `/rooms/${id}`, invite: made.link };
}

/** A short meeting in which a round has just begun: the host leads it, and the others came by an invite. */
export async function beginRound(link: string, host: Person, others: Person[]): Promise<void> {
  const { room, invite } = await quickly(host, link, { format: 'mini', title: 'Slow mornings' });
  for (const person of others) await person.join(invite);
  await host.page.goto(room);
  await host.comeInToLead();
  await host.press('Open the meeting');
  await host.press('Next: Check-in');
  await host.press('Start the round');
}
