/** A desk that hosts share: made, joined and left; what is on it, and what that says to whom. */
import type { Page } from '@playwright/test';
import type * as T from '../src/api/generated.ts';
import * as data from './data.ts';
import { NOW } from './dates.ts';
import {
  expect,
  expectAccessible,
  expectLargeTargets,
  expectNoSidewaysScroll,
  test,
} from './fixtures.ts';
import { refusal, serve, signedIn, type Answers } from './server.ts';

const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const host = (account_id: string, display_name: string, more: Partial<T.DeskHost> = {}) => ({
  account_id,
  display_name,
  maker: false,
  joined: true,
  at: NOW,
  ...more,
});
const HANNE = host('hanne', 'Hanne');
const BERTA = host('berta', 'Berta');
const COLE = host('cole', 'Cole', { joined: false });
const INVITATION: T.DeskInvitation = { id: 'd2', name: 'Hospice', from: 'Berta', hosts: 2 };
const [mine, coLed] = data.rooms as [T.RoomCard, T.RoomCard];
const theirs: T.RoomCard = {
  ...mine,
  id: 'theirs',
  title: 'Slow mornings',
  shared: true,
  desk_leads: ['Hanne'],
  leads: [{ account_id: 'berta', display_name: 'Berta', owner: true }],
};
const rooms = [{ ...mine, shared: true, desk_leads: ['Berta'] }, coLed, theirs];

/** A server on which the reader makes, joins and leaves desks. */
class Desks {
  page: T.DeskPage;

  constructor(desk: T.SharedDesk | null, invitations: T.DeskInvitation[] = []) {
    this.page = { desk, invitations };
  }

  /** Of Hanne, who made it, and these. */
  static of(...others: T.DeskHost[]): Desks {
    const hosts = [{ ...HANNE, maker: true }, ...others];
    return new Desks({ id: 'd1', name: 'Hospice', manages: true, hosts });
  }

  get answers(): Answers {
    return {
      ...signedIn,
      'GET /api/me/desk': () => ({ body: this.page }),
      'POST /api/me/desk': ({ name }: T.DeskName) => this.#now(Desks.of().#desk({ name })),
      'PUT /api/me/desk': ({ name }: T.DeskName) => this.#now(this.#desk({ name })),
      'POST /api/me/desk/hosts': ({ name }: T.InvitedHost) => {
        if (name !== 'cole') return refusal(422, 'desk_unfit', 'name');
        return this.#now(this.#desk({ hosts: [...this.#hosts, COLE] }));
      },
      'DELETE /api/me/desk/hosts/cole': () => this.#without('cole'),
      'DELETE /api/me/desk/hosts/berta': () => this.#without('berta'),
      'DELETE /api/me/desk/hosts/hanne': () => {
        this.page = { ...this.page, desk: null };
        return { status: 204 };
      },
      'POST /api/me/desk/d2/join': () => {
        const hosts = [{ ...BERTA, maker: true }, HANNE];
        const desk = { id: 'd2', name: 'Hospice', manages: false, hosts };
        this.page = { desk, invitations: [] };
        return { status: 204 };
      },
      'POST /api/me/desk/d2/decline': () => {
        this.page = { ...this.page, invitations: [] };
        return { status: 204 };
      },
    };
  }

  get #hosts(): T.DeskHost[] {
    return this.page.desk?.hosts ?? [];
  }

  #desk(more: Partial<T.SharedDesk>): T.SharedDesk {
    return { id: 'd1', name: '', manages: true, hosts: [], ...this.page.desk, ...more };
  }

  #now(desk: T.SharedDesk) {
    this.page = { ...this.page, desk };
    return { body: desk };
  }

  #without(account: string) {
    this.#now(this.#desk({ hosts: this.#hosts.filter((host) => host.account_id !== account) }));
    return { status: 204 };
  }
}

async function open(page: Page, path: string, desks: Desks, answers: Answers = {}) {
  await page.clock.setFixedTime(NOW);
  const asked = await serve(page, { ...desks.answers, ...answers });
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return asked;
}

async function look(page: Page, name: string, fullPage = true) {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await page.screenshot({ path: `test-results/shared-desk/${name}.png`, fullPage });
}

const card = (page: Page) => page.getByRole('region', { name: 'Shared desk' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const sent = (asked: { request: string; body: unknown }[], request: string) =>
  asked.filter((one) => one.request === request).map(({ body }) => body);

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test.describe(width, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('a host makes a desk, invites another host and takes that back', async ({ page }) => {
      await open(page, '/', new Desks(null));
      await expect(card(page)).toContainText('Hosts who share a desk see, lead and plan the rooms');
      await look(page, `none-${width}`);

      await press(page, 'Make a shared desk');
      const making = page.getByRole('dialog', { name: 'Make a shared desk' });
      await making.getByRole('button', { name: 'Make it' }).click();
      await expect(making.getByLabel('Name of the desk')).toBeFocused();
      await making.getByLabel('Name of the desk').fill('Hosp');
      await page.reload();
      await press(page, 'Make a shared desk');
      await expect(making.getByLabel('Name of the desk')).toHaveValue('Hosp');
      await making.getByLabel('Name of the desk').fill('Hospice');
      await look(page, `make-${width}`, false);
      await page.keyboard.press('Enter');
      await expect(card(page)).toContainText('You share the desk “Hospice” now.');

      await press(page, 'Invite a host');
      const inviting = page.getByRole('dialog', { name: 'Invite a host to the desk' });
      await inviting.getByLabel('Sign-in name of the other host').fill('col');
      await page.keyboard.press('Enter');
      await expect(
        inviting.getByText('No account of this name can share your desk.'),
      ).toBeVisible();
      await look(page, `invite-${width}`, false);
      await inviting.getByLabel('Sign-in name of the other host').fill('cole');
      await page.keyboard.press('Enter');
      await expect(inviting).toBeHidden();
      const hosts = card(page).getByRole('listitem');
      await expect(hosts).toHaveText([
        /Hanne.*You.*Invites and removes/s,
        /Cole.*Invited, no answer/s,
      ]);
      await press(page, 'Take the invitation of Cole back');
      await expect(hosts).toHaveCount(1);
      await expect(card(page)).toContainText('The invitation of Cole is taken back.');
    });

    test('its maker renames it, removes a host after a question, and leaves', async ({ page }) => {
      const asked = await open(page, '/', Desks.of(BERTA, COLE), {
        'GET /api/rooms': { body: { rooms } },
      });
      await expect(card(page)).toContainText('One of your rooms is on it.');
      await expect(card(page)).toContainText('One room of another host is on it.');
      await look(page, `shared-${width}`);

      await press(page, 'Rename the shared desk');
      const renaming = page.getByRole('dialog', { name: 'Rename the shared desk' });
      await expect(renaming.getByLabel('Name of the desk')).toHaveValue('Hospice');
      await renaming.getByLabel('Name of the desk').fill('Hospice North');
      await page.keyboard.press('Enter');
      await expect(card(page)).toContainText('The desk is called “Hospice North” now.');
      await press(page, 'Undo');
      await expect(card(page).getByText('Hospice', { exact: true })).toBeVisible();
      expect(sent(asked, 'PUT /api/me/desk')).toEqual([
        { name: 'Hospice North' },
        { name: 'Hospice' },
      ]);

      await press(page, 'Remove Berta from the desk');
      const removing = page.getByRole('dialog', { name: 'Remove Berta from the desk?' });
      await look(page, `remove-${width}`, false);
      await page.keyboard.press('Escape');
      await press(page, 'Leave the desk');
      const leaving = page.getByRole('dialog', { name: 'Leave the desk “Hospice”?' });
      await expect(leaving).toContainText('After you, Berta invites and removes.');
      await page.keyboard.press('Escape');
      await press(page, 'Remove Berta from the desk');
      await removing.getByRole('button', { name: 'Remove' }).click();
      await expect(card(page)).toContainText('Berta is off the desk.');
      await expect(card(page).getByRole('status')).toBeFocused();
      await press(page, 'Leave the desk');
      await expect(leaving).toContainText('Nobody else is on it');
      await leaving.getByRole('button', { name: 'Leave the desk' }).click();
      await expect(card(page)).toContainText('You left the desk “Hospice”.');
      await expect(card(page).getByRole('status')).toBeFocused();
      await expect(page.getByRole('button', { name: 'Make a shared desk' })).toBeVisible();
    });

    test('an invitation stands first among what needs an answer, and is taken', async ({
      page,
    }) => {
      await open(page, '/', new Desks(null, [INVITATION]), {
        'GET /api/rooms': { body: { rooms } },
      });
      const waiting = page.getByRole('region', { name: 'Needs your answer' });
      await expect(waiting).toContainText('Berta invites you to share the desk “Hospice”');
      await expect(page.locator('main section').first()).toContainText('Needs your answer');
      await look(page, `invitation-${width}`);
      await press(page, 'Join the desk Hospice');
      await expect(page.getByText('You share the desk “Hospice” now.')).toBeVisible();
      await expect(waiting).toBeHidden();
      await expect(card(page).getByRole('listitem')).toHaveText([/Berta/, /Hanne/]);
      // Whoever made it invites, renames and removes.
      await expect(page.getByRole('button', { name: 'Invite a host' })).toBeHidden();
      await expect(page.getByRole('button', { name: /^Remove/ })).toBeHidden();
    });

    test('each room says whose it is', async ({ page }) => {
      await open(page, '/', Desks.of(BERTA), { 'GET /api/rooms': { body: { rooms } } });
      const list = page.getByRole('region', { name: 'Rooms', exact: true });
      const row = (title: string) => list.getByRole('listitem').filter({ hasText: title });
      await expect(row('Slow mornings')).toContainText('Owned by Berta');
      await expect(row('Slow mornings')).toContainText('On the shared desk');
      await expect(row('Parents of teens')).toContainText('Hanne leads');
      await expect(row('Parents of teens')).not.toContainText('Owned by');
      await expect(row('Tuesday circle')).not.toContainText('On the shared desk');
    });

    test('the owner shares a room from its page, with a way back', async ({ page }) => {
      let room: T.Room = data.room;
      let byDesk = ['Berta'];
      let refused = true;
      const asked = await open(page, '/rooms/tuesday', Desks.of(BERTA), {
        'GET /api/rooms/tuesday': () => ({ body: room }),
        'PATCH /api/rooms/tuesday': ({ shared }: { shared: boolean }) => {
          if (refused) return ((refused = false), refusal(409, 'no_desk', 'shared'));
          room = { ...room, shared, desk_leads: shared ? byDesk : [] };
          return { body: room };
        },
      });
      const share = page.getByRole('checkbox', { name: 'Share with the desk “Hospice”' });
      const section = page.locator('section', { has: share });
      await expect(section).toContainText('lead its meetings, let people in, invite members');
      await expect(section).toContainText('Only you change the room and how people get in');
      await share.focus();
      await page.keyboard.press('Space');
      await expect(section.getByRole('alert')).toContainText('You share no desk.');
      await expect(share).not.toBeChecked();
      await page.keyboard.press('Space');
      await expect(section).toContainText('Berta leads it by the desk.');
      await expect(share).toBeChecked();
      await look(page, `room-${width}`);

      await share.click();
      const stopping = page.getByRole('dialog', { name: 'Take the room off the desk?' });
      await expect(stopping).toContainText('a running meeting ends for them at once');
      await page.keyboard.press('Escape');
      await expect(share).toBeChecked();
      await section.getByRole('button', { name: 'Undo' }).click();
      await expect(share).not.toBeChecked();
      await share.click();
      await expect(share).toBeChecked();
      await share.click();
      await stopping.getByRole('button', { name: 'Take it off' }).click();
      await expect(section).toContainText('The room is off the desk.');
      byDesk = [];
      await share.click();
      await expect(section).toContainText('Nobody else on the desk leads it yet.');
      await share.click();
      await expect(share).not.toBeChecked();
      expect(sent(asked, 'PATCH /api/rooms/tuesday').at(-1)).toEqual({ shared: false });
    });

    test('a host of the desk reads what they can do with a room of another', async ({ page }) => {
      const room: T.Room = {
        ...data.room,
        shared: true,
        desk_leads: ['Hanne'],
        leads: theirs.leads,
        may: { own: false, plan: true, rehearse: true, leave: false },
      };
      await open(page, '/rooms/tuesday', Desks.of(BERTA), {
        'GET /api/rooms/tuesday': { body: room },
      });
      await expect(
        page.getByText('Berta owns this room, and has put it on the desk'),
      ).toBeVisible();
      await expect(page.getByText('You lead its meetings, let people in')).toBeVisible();
      await expect(page.getByRole('checkbox', { name: /Share with/ })).toBeHidden();
      await expect(page.getByRole('button', { name: 'Hand this room on' })).toBeHidden();
      await look(page, `theirs-${width}`);
    });

    test('a new room is shared from the start, if its host wants that', async ({ page }) => {
      let refused = true;
      const asked = await open(page, '/rooms/new', Desks.of(BERTA), {
        'POST /api/rooms': () => {
          if (refused) return ((refused = false), refusal(409, 'no_desk', 'shared'));
          return { status: 201, body: { ...data.room, shared: true } };
        },
      });
      const share = page.getByRole('checkbox', { name: 'Share with the desk “Hospice”' });
      await expect(share).not.toBeChecked();
      await page.getByLabel('Title', { exact: true }).fill('Slow mornings');
      await share.check();
      await page.reload();
      await expect(share).toBeChecked();
      await press(page, 'Make the room');
      await expect(page.getByText('You share no desk.')).toBeVisible();
      await expect(share).toBeFocused();
      await look(page, `new-room-${width}`);
      await press(page, 'Make the room');
      await expect(page).toHaveURL(/\/rooms\/tuesday$/);
      const bodies = sent(asked, 'POST /api/rooms') as T.NewRoom[];
      expect(bodies.map(({ shared }) => shared)).toEqual([true, true]);
    });

    test('an administrator takes an account off the desk that it shares', async ({ page }) => {
      const asked = await open(page, '/people', Desks.of(), {
        'GET /api/accounts/sol/desk': { body: { name: 'Hospice' } },
        'DELETE /api/accounts/sol/desk': { status: 204 },
        'GET /api/accounts/amadi/desk': { body: { name: null } },
      });
      await press(page, 'The shared desk of Dr Amadi');
      await expect(page.getByText('Dr Amadi shares no desk.')).toBeVisible();
      await press(page, 'The shared desk of Sol');
      const dialog = page.getByRole('dialog', { name: 'Take Sol off the shared desk?' });
      await expect(dialog).toContainText('Sol shares the desk “Hospice”.');
      await look(page, `people-${width}`, false);
      await dialog.getByRole('button', { name: 'Take them off' }).click();
      await expect(page.getByText('Sol is off the desk.')).toBeVisible();
      expect(sent(asked, 'DELETE /api/accounts/sol/desk')).toHaveLength(1);
    });
  });
}

test('who shares no desk is not asked about one', async ({ page }) => {
  await open(page, '/rooms/tuesday', new Desks(null));
  await expect(page.getByRole('heading', { name: 'Hand on' })).toBeVisible();
  await expect(page.getByText('Shared desk')).toBeHidden();
  await page.goto('/rooms/new');
  await expect(page.getByRole('button', { name: 'Make the room' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Share with/ })).toBeHidden();
});

test('an invitation can be declined, or be gone, or wait for a desk to be left', async ({
  page,
}) => {
  const desks = new Desks(null, [INVITATION]);
  let answer: 'desk_joined' | 'desk_gone' = 'desk_joined';
  await open(page, '/', desks, { 'POST /api/me/desk/d2/join': () => refusal(409, answer) });
  await press(page, 'Join the desk Hospice');
  await expect(page.getByText('You share a desk already. Leave that one first.')).toBeVisible();
  answer = 'desk_gone';
  await press(page, 'Join the desk Hospice');
  await expect(page.getByText('This invitation or desk is not there any more.')).toBeVisible();
  await press(page, 'Decline the invitation to the desk Hospice');
  await expect(page.getByText('You declined the invitation to “Hospice”.')).toBeVisible();

  desks.page = { ...Desks.of(BERTA).page, invitations: [INVITATION] };
  await page.reload();
  const waiting = page.getByRole('region', { name: 'Needs your answer' });
  await expect(waiting).toContainText('Once you leave that one, you can join this one.');
  await expect(waiting.getByRole('button')).toHaveCount(1);
});

test.describe('in German', () => {
  test.use({
    locale: 'de-DE',
    viewport: WIDTHS.phone,
    contextOptions: { reducedMotion: 'reduce' },
  });

  test('the desk, an invitation and the choice of a room', async ({ page }) => {
    const desks = Desks.of(BERTA, COLE);
    desks.page = { ...desks.page, invitations: [INVITATION] };
    await open(page, '/', desks, { 'GET /api/rooms': { body: { rooms } } });
    await expect(
      page.getByText('Berta lädt dich ein, die Übersicht „Hospice“ zu teilen'),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: 'Geteilte Übersicht' })).toContainText(
      'Einer deiner Räume steht darauf.',
    );
    await expect(page.getByText('Gehört Berta')).toBeVisible();
    await look(page, 'german-desk');
    await page.goto('/rooms/tuesday');
    await expect(
      page.getByRole('checkbox', { name: 'Mit der Übersicht „Hospice“ teilen' }),
    ).toBeVisible();
    await look(page, 'german-room');
  });
});
