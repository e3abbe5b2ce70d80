/** Every page: its address, its title, and who may see it. */
import type { Component } from 'svelte';
import type { Catalogue } from '../i18n/en';
import { withAllWords } from '../i18n/index.svelte';
import { matchPath, type ParamsOf } from '../router/match';

/** The neutral page words; a title never names a group or a topic. */
type TitleKey = keyof Catalogue['shell']['titles'];

interface RouteOptions {
  title: TitleKey;
  /** `member`: Help and Quick exit. `host`: the desk's navigation, once signed in. `none`: the page draws its own. */
  bar: 'member' | 'host' | 'none';
  /** Who may see the page at all; the server decides again. */
  access?: 'account' | 'administrator';
  /** It works for an account that has yet to set up the app it needs. */
  beforeSecondFactor?: boolean;
  /** It asks nobody for anything, so that any browser may show it. */
  asksNothing?: boolean;
  /** It shows no others than the first words. */
  firstWords?: boolean;
}

export interface Route extends RouteOptions {
  path: string;
  load: () => Promise<{ default: Component<Record<string, string>> }>;
}

/** Checks that the page takes exactly the names in its path. */
function route<Path extends string>(
  path: Path,
  load: () => Promise<{ default: Component<ParamsOf<Path> & Record<never, never>> }>,
  options: RouteOptions,
): Route {
  const page = load as unknown as Route['load'];
  return { path, load: options.firstWords ? page : () => withAllWords(page), ...options };
}

export const routes: readonly Route[] = [
  route('/', () => import('./Home.svelte'), { title: 'home', bar: 'host', asksNothing: true }),
  route('/setup', () => import('./Setup.svelte'), {
    title: 'setup',
    bar: 'host',
    beforeSecondFactor: true,
  }),
  route('/sign-in', () => import('./SignIn.svelte'), {
    title: 'signIn',
    bar: 'host',
    beforeSecondFactor: true,
  }),
  route('/sign-in/provider', () => import('./SignInProvider.svelte'), {
    title: 'signIn',
    bar: 'host',
    beforeSecondFactor: true,
  }),
  route('/claim', () => import('./Claim.svelte'), {
    title: 'claim',
    bar: 'host',
    beforeSecondFactor: true,
  }),
  route('/rooms/new', () => import('./NewRoom.svelte'), {
    title: 'newRoom',
    bar: 'host',
    access: 'account',
  }),
  route('/rooms/:id', () => import('./Room.svelte'), {
    title: 'room',
    bar: 'host',
    access: 'account',
  }),
  route('/rooms/:id/listing', () => import('./Listing.svelte'), {
    title: 'listing',
    bar: 'host',
    access: 'account',
  }),
  route('/rooms/:id/trail', () => import('./Trail.svelte'), {
    title: 'trail',
    bar: 'host',
    access: 'account',
  }),
  route('/rooms/:id/copy', () => import('./CopyRoom.svelte'), {
    title: 'newRoom',
    bar: 'host',
    access: 'account',
  }),
  route('/people', () => import('./People.svelte'), {
    title: 'people',
    bar: 'host',
    access: 'administrator',
  }),
  route('/account', () => import('./Account.svelte'), {
    title: 'account',
    bar: 'host',
    access: 'account',
    beforeSecondFactor: true,
  }),
  route('/join', () => import('./Join.svelte'), { title: 'join', bar: 'member' }),
  route('/ask/:room', () => import('./Ask.svelte'), { title: 'ask', bar: 'member' }),
  route('/demo', () => import('./Demo.svelte'), { title: 'join', bar: 'member' }),
  // Its secret would be lost on the way.
  route('/lead', () => import('./Lead.svelte'), {
    title: 'lead',
    bar: 'host',
    beforeSecondFactor: true,
  }),
  route('/groups', () => import('./Groups.svelte'), { title: 'groups', bar: 'member' }),
  route('/groups/compare', () => import('./CompareGroups.svelte'), {
    title: 'compare',
    bar: 'member',
    asksNothing: true,
  }),
  route('/groups/:id', () => import('./Group.svelte'), { title: 'group', bar: 'member' }),
  route('/mail', () => import('./Mail.svelte'), { title: 'mail', bar: 'member' }),
  // Who serves stood on a page of its own, to which older mail leads.
  route('/seat/:room/duties', () => import('./SeatDuties.svelte'), {
    title: 'seat',
    bar: 'member',
  }),
  route('/seat/:room/mail', () => import('./SeatMail.svelte'), { title: 'mail', bar: 'member' }),
  route('/seat/:room', () => import('./Seat.svelte'), { title: 'seat', bar: 'member' }),
  route('/seat/:room/calendar', () => import('./SeatCalendar.svelte'), {
    title: 'calendar',
    bar: 'member',
  }),
  route('/recover', () => import('./Recover.svelte'), { title: 'recover', bar: 'member' }),
  route('/meet/:room', () => import('./Meet.svelte'), {
    title: 'meet',
    bar: 'none',
    firstWords: true,
  }),
  route('/help', () => import('./Help.svelte'), {
    title: 'help',
    bar: 'member',
    asksNothing: true,
    firstWords: true,
  }),
];

export const notFound: Route = route('*', () => import('./NotFound.svelte'), {
  title: 'notFound',
  bar: 'member',
  asksNothing: true,
  firstWords: true,
});

export const unfit: Route = route('*', () => import('./Unfit.svelte'), {
  title: 'unfit',
  bar: 'member',
  asksNothing: true,
  firstWords: true,
});

interface Match {
  route: Route;
  params: Record<string, string>;
}

export function findRoute(path: string): Match {
  for (const candidate of routes) {
    const params = matchPath(candidate.path, path);
    if (params) return { route: candidate, params };
  }
  return { route: notFound, params: {} };
}
