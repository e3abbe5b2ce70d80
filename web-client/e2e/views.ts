/** Every page and every state of it that looks different. English words; see `modes.spec.ts` for others. */
import { expect, type Page } from '@playwright/test';
import * as data from './data.ts';
import { refusal, signedIn, type Answers } from './server.ts';

export interface View {
  name: string;
  path: string;
  answers?: Answers;
  /** What the reader does before looking. */
  act?: (page: Page) => Promise<void>;
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click();

export const views: View[] = [
  { name: 'welcome', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
  {
    name: 'account-passkeys',
    path: '/account',
    answers: {
      ...signedIn,
      'GET /api/me/second-factor': {
        body: {
          app_since: 1_762_000_000_000,
          passkeys: data.passkeys,
          passkeys_at: 'https://rondo.example',
          codes_left: 7,
        },
      },
    },
  },
  { name: 'setup', path: `/setup#${data.SECRET}` },
  { name: 'claim', path: `/claim#${data.SECRET}` },
  { name: 'recover', path: '/recover' },
  { name: 'help', path: '/help' },
  { name: 'not-found', path: '/nowhere' },
  { name: 'help-sheet', path: '/recover', act: press('Help') },
  { name: 'join', path: `/join#${data.SECRET}` },
  {
    name: 'join-name',
    path: `/join#${data.SECRET}`,
    async act(page) {
      const next = page.getByRole('button', { name: 'I accept these. Choose a name' });
      const name = page.getByLabel('A name for this room');
      await expect(next.or(name)).toBeVisible();
      if (await next.isVisible()) await next.click();
      await name.fill('Odile');
      await expect(page.getByText(/is taken(?! back)/)).toBeVisible();
    },
  },
  {
    name: 'join-therapy',
    path: `/join#${data.SECRET}`,
    answers: {
      'POST /api/invites/look': {
        body: { ...data.look, room: { ...data.look.room, kind: 'therapist_led', rehearsal: true } },
      },
    },
  },
  {
    name: 'join-known',
    path: `/join#${data.SECRET}`,
    answers: { 'POST /api/invites/look': { body: { ...data.look, known: true, name: 'Marlow' } } },
  },
  {
    name: 'join-broken',
    path: `/join#${data.SECRET}`,
    answers: { 'POST /api/invites/look': refusal(404, 'link_invalid') },
  },
  {
    name: 'join-code',
    path: `/join#${data.SECRET}`,
    async act(page) {
      const next = page.getByRole('button', { name: 'I accept these. Choose a name' });
      const name = page.getByLabel('A name for this room');
      await expect(next.or(name)).toBeVisible();
      if (await next.isVisible()) await next.click();
      await name.fill('Marlow');
      await page.getByRole('checkbox').check();
      await press('Go to the waiting room')(page);
      await expect(page.getByRole('heading', { name: 'Your code' })).toBeVisible();
    },
  },
  { name: 'lead', path: `/lead#${data.SECRET}`, answers: signedIn },
  { name: 'desk', path: '/', answers: signedIn },
  {
    name: 'desk-empty',
    path: '/',
    answers: { ...signedIn, 'GET /api/rooms': { body: { rooms: [] } } },
  },
  {
    name: 'desk-failed',
    path: '/',
    answers: { ...signedIn, 'GET /api/rooms': { offline: true } },
  },
  {
    name: 'desk-loading',
    path: '/',
    answers: { ...signedIn, 'GET /api/rooms': { silent: true } },
    act: (page) => expect(page.getByText('Finding your rooms…')).toBeVisible(),
  },
  { name: 'new-room', path: '/rooms/new', answers: signedIn },
  { name: 'room', path: '/rooms/tuesday', answers: signedIn },
  {
    name: 'room-invite',
    path: '/rooms/tuesday',
    answers: {
      ...signedIn,
      'POST /api/rooms/tuesday/invites': {
        status: 201,
        body: { id: 'i3', kind: 'member', link: `https://rondo.example/join#${'k'.repeat(43)}` },
      },
    },
    async act(page) {
      await press('Make an invite')(page);
      await page.getByText('As a QR code').click();
      await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    },
  },
  {
    name: 'room-archive',
    path: '/rooms/tuesday',
    answers: signedIn,
    act: press('Archive the room'),
  },
  { name: 'room-edit', path: '/rooms/tuesday', answers: signedIn, act: press('Edit') },
  {
    name: 'room-edit-item',
    path: '/rooms/tuesday',
    answers: signedIn,
    async act(page) {
      await press('Edit')(page);
      await page.getByRole('button', { name: /6\. Closing round/ }).click();
      await page.getByText('How the floor moves').scrollIntoViewIfNeeded();
      await page.getByRole('button', { name: 'Add a page' }).click();
    },
  },
  {
    name: 'room-edit-keep',
    path: '/rooms/tuesday',
    answers: signedIn,
    async act(page) {
      await press('Edit')(page);
      await press('Keep this agenda as a template')(page);
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
    },
  },
  { name: 'people', path: '/people', answers: signedIn },
  { name: 'people-add', path: '/people', answers: signedIn, act: press('Add a person') },
  { name: 'account', path: '/account', answers: signedIn },
];
