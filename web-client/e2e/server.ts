/** A stand-in for the server: answers from a table, and remembers what was asked. */
import type { Page, Route } from '@playwright/test';
import * as data from './data.ts';

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Never answers. */
  silent?: boolean;
  /** The connection fails. */
  offline?: boolean;
}
export type Answers = Record<string, Answer | ((body: never) => Answer)>;

export const refusal = (status: number, code: string, field?: string): Answer => ({
  status,
  body: { type: 'about:blank', title: 'Refused', detail: 'Never shown.', status, code, field },
  headers: { 'Content-Type': 'application/problem+json' },
});

const defaults: Answers = {
  'GET /api/about': { body: data.about },
  'GET /api/formats': { body: { formats: data.formats } },
  'GET /api/help-lines': { body: { lines: [] } },
  'GET /api/me': { body: { account: null } },
  'GET /api/accounts': { body: { accounts: data.accounts } },
  ...Object.fromEntries(
    data.accounts.map(({ id }) => [`GET /api/accounts/${id}/rooms`, { body: { owned: [] } }]),
  ),
  'GET /api/keys': { body: { keys: [] } },
  'GET /api/webhooks': { body: { webhooks: [] } },
  'GET /api/jobs': { body: { jobs: [] } },
  'GET /api/templates': { body: { templates: [data.template] } },
  'GET /api/rooms': { body: { rooms: data.rooms } },
  'GET /api/rooms/tuesday': { body: data.room },
  'GET /api/rooms/tuesday/duties': { body: data.duties },
  'GET /api/rooms/tuesday/mail': { body: data.roomMail },
  'GET /api/rooms/tuesday/places': { body: data.places },
  'GET /api/seat/tuesday/mail': { body: data.seatMail },
  'GET /api/me/dates': { body: { dates: [], missing: [], now: Date.now() } },
  'GET /api/me/archive': { body: { rooms: [] } },
  'GET /api/me/notes': { body: { notes: [] } },
  'GET /api/me/desk': { body: { desk: null, invitations: [] } },
  'GET /api/me/handings': { body: { handings: [] } },
  'GET /api/rooms/tuesday/consent': { body: data.consent },
  'GET /api/seat/tuesday/emergency': { body: { contact: '', place: '', confirmed_at: null } },
  'GET /api/rooms/tuesday/concerns': { body: { concerns: [] } },
  'GET /api/rooms/tuesday/listing': { body: data.listing },
  'GET /api/rooms/tuesday/transcripts': { body: { meetings: [] } },
  'GET /api/rooms/tuesday/bans': { body: { bans: data.bans } },
  'GET /api/me/second-factor': { body: data.secondFactor },
  'GET /api/me/sessions': { body: { sessions: data.sessions } },
  'POST /api/invites/look': { body: data.look },
  'POST /api/invites/name': ({ name }: { name: string }) => ({
    body: name === 'Odile' ? { free: false, code: 'name_taken' } : { free: true },
  }),
  'POST /api/invites/redeem': {
    status: 201,
    body: { room: 'tuesday', participant: 'p1', recovery_code: data.RECOVERY_CODE },
  },
};

export const signedIn: Answers = { 'GET /api/me': { body: { account: data.host } } };

export interface Asked {
  request: string;
  body: unknown;
}

/** One thing of a list that the table has. */
function listed(table: Answers, request: string): Answer | undefined {
  const [, list, id] = /^(GET \/api\/.+?)(?:\/invites)?\/([^/]+)$/.exec(request) ?? [];
  const answer = list === undefined ? undefined : table[list];
  const { body } = typeof answer === 'function' ? answer(undefined as never) : (answer ?? {});
  const lists = Object.values(body ?? {}).filter((value) => Array.isArray(value));
  const item: unknown = (lists.flat() as { id?: string }[]).find((one) => one?.id === id);
  return item === undefined ? undefined : { body: item };
}

/** Takes over `/api` for this page; the returned list grows with every request. */
export async function serve(page: Page, answers: Answers = {}): Promise<Asked[]> {
  const asked: Asked[] = [];
  const table = { ...defaults, ...answers };
  await page.route('**/api/**', async (route: Route) => {
    const sent = route.request();
    const request = `${sent.method()} ${new URL(sent.url()).pathname}`;
    const body: unknown = sent.postDataJSON();
    asked.push({ request, body });
    const found = table[request] ?? listed(table, request) ?? refusal(404, 'not_found');
    const answer = typeof found === 'function' ? found(body as never) : found;
    if (answer.silent) return;
    if (answer.offline) return route.abort('connectionrefused');
    await route.fulfill({
      status: answer.status ?? 200,
      headers: { 'Content-Type': 'application/json', ...answer.headers },
      body: answer.body === undefined ? '' : JSON.stringify(answer.body),
    });
  });
  return asked;
}
