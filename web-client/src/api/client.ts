/** The server's HTTP interface, one function for each request. */
import { request } from './http';
import type * as T from './types';

const id = encodeURIComponent;

export const api = {
  about: () => request<T.About>('GET', '/api/about'),
  formats: async () => (await request<{ formats: T.Format[] }>('GET', '/api/formats')).formats,

  setup: (body: { secret: string; name: string; display_name: string; password: string }) =>
    request<T.Account>('POST', '/api/setup', body),
  claim: (body: { secret: string; password: string }) =>
    request<T.Account>('POST', '/api/claim', body),
  signIn: (body: { name: string; password: string }) =>
    request<T.Account>('POST', '/api/session', body),
  signOut: () => request<void>('DELETE', '/api/session'),
  me: async () => (await request<{ account: T.Account | null }>('GET', '/api/me')).account,
  changePassword: (body: { current: string; new: string }) =>
    request<void>('POST', '/api/me/password', body),
  sessions: {
    list: async () =>
      (await request<{ sessions: T.Session[] }>('GET', '/api/me/sessions')).sessions,
    end: (session: string) => request<void>('DELETE', `/api/me/sessions/${id(session)}`),
    endOthers: () => request<void>('DELETE', '/api/me/sessions'),
  },

  accounts: {
    list: async () =>
      (await request<{ accounts: T.AccountRecord[] }>('GET', '/api/accounts')).accounts,
    create: (body: {
      name: string;
      display_name: string;
      is_host: boolean;
      is_therapist: boolean;
    }) => request<{ account: T.AccountRecord; link: string }>('POST', '/api/accounts', body),
    change: (account: string, body: T.AccountChange) =>
      request<T.AccountRecord>('PATCH', `/api/accounts/${id(account)}`, body),
    passwordLink: async (account: string) =>
      (await request<{ link: string }>('POST', `/api/accounts/${id(account)}/link`)).link,
  },

  rooms: {
    list: async () => (await request<{ rooms: T.RoomCard[] }>('GET', '/api/rooms')).rooms,
    create: (body: T.NewRoom) => request<T.Room>('POST', '/api/rooms', body),
    get: (room: string) => request<T.Room>('GET', `/api/rooms/${id(room)}`),
    change: (room: string, body: Partial<T.RoomDetails>) =>
      request<T.Room>('PATCH', `/api/rooms/${id(room)}`, body),
    archive: (room: string) => request<void>('DELETE', `/api/rooms/${id(room)}`),
    rehearse: (room: string) => request<T.Room>('POST', `/api/rooms/${id(room)}/rehearsal`),
    token: (room: string) => request<T.EntryToken>('POST', `/api/rooms/${id(room)}/token`),
    invite: (room: string, kind: T.InviteKind) =>
      request<T.NewInvite>('POST', `/api/rooms/${id(room)}/invites`, { kind }),
    revoke: (room: string, invite: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/invites/${id(invite)}`),
    removeCoLead: (room: string, account: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/co-leads/${id(account)}`),
    bans: async (room: string) =>
      (await request<{ bans: T.Ban[] }>('GET', `/api/rooms/${id(room)}/bans`)).bans,
    liftBan: (room: string, participant: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/bans/${id(participant)}`),
  },

  templates: {
    list: async () =>
      (await request<{ templates: T.Template[] }>('GET', '/api/templates')).templates,
    create: (body: T.TemplateDraft) => request<T.Template>('POST', '/api/templates', body),
    replace: (template: string, body: T.TemplateDraft) =>
      request<T.Template>('PUT', `/api/templates/${id(template)}`, body),
    delete: (template: string) => request<void>('DELETE', `/api/templates/${id(template)}`),
  },

  invites: {
    look: (secret: string) => request<T.InviteLook>('POST', '/api/invites/look', { secret }),
    redeem: (body: { secret: string; name: string; adult: true }) =>
      request<T.Redeemed>('POST', '/api/invites/redeem', body),
    /** A co-lead's invite: the account is the name. */
    accept: (secret: string) =>
      request<{ room: string }>('POST', '/api/invites/redeem', { secret }),
    checkName: (secret: string, name: string, signal?: AbortSignal) =>
      request<T.NameCheck>('POST', '/api/invites/name', { secret, name }, signal),
  },
  recover: (code: string) =>
    request<{ room: string; participant: string }>('POST', '/api/recover', { code }),
  seat: (room: string) => request<T.Seat>('GET', `/api/seat/${id(room)}`),
};
