/** The server's HTTP interface, one function for each request. */
import { request } from './http';
import type * as T from './generated';

const id = encodeURIComponent;
const calendarOf = (room?: string) =>
  room ? `/api/seat/${id(room)}/calendar` : '/api/me/calendar';

/** What somebody looks for in the directory; what is empty does not matter. */
interface GroupQuery {
  words: string;
  kind: T.RoomKind | '';
  language: string;
  day: T.Weekday | '';
  part: T.PartOfDay | '';
  /** In which `day` and `part` are meant. */
  zone: string;
  after?: string;
}

function queryOf(query: object): string {
  const set = Object.entries(query).filter(([, value]) => value);
  return set.length > 0 ? `?${new URLSearchParams(set as [string, string][])}` : '';
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** What asks for the page after it. */
  next: string | null;
}

/** How many items of a list come at once where all of them are needed: as many as the server gives. */
const PER_PAGE_MAX = 100;

async function pageOf<Key extends string, Item>(
  key: Key,
  asked: Promise<Record<Key, Item[]> & { next?: string | null }>,
): Promise<Page<Item>> {
  const list = await asked;
  return { items: list[key], next: list.next ?? null };
}

/** The whole list, page after page. */
async function every<Item>(ask: (query: string) => Promise<Page<Item>>): Promise<Item[]> {
  const found: Item[] = [];
  let after: string | null = null;
  do {
    const page: Page<Item> = await ask(queryOf({ limit: PER_PAGE_MAX, after }));
    found.push(...page.items);
    after = page.next;
  } while (after);
  return found;
}

export const api = {
  demo: () => request<T.DemoEntry>('GET', '/api/demo'),
  about: () => request<T.About>('GET', '/api/about'),
  formats: async () => (await request<T.FormatList>('GET', '/api/formats')).formats,

  setup: (body: T.Setup) => request<T.Me>('POST', '/api/setup', body),
  claim: (body: T.Claim) => request<T.Me>('POST', '/api/claim', body),
  signIn: (body: T.SignIn) => request<T.Me>('POST', '/api/session', body),
  /** What the browser needs to show a passkey at the sign-in. */
  askForPasskey: async (body: T.AskForPasskey) =>
    (await request<T.PasskeyQuestion>('POST', '/api/session/passkey', body)).options,
  /** The organisation's identity provider. Each but `finish` says where the browser goes. */
  provider: {
    signIn: async () => (await request<T.AtProvider>('POST', '/api/session/provider')).url,
    claim: async (body: T.ClaimByProvider) =>
      (await request<T.AtProvider>('POST', '/api/claim/provider', body)).url,
    connect: async (body: T.OwnerProof) =>
      (await request<T.AtProvider>('POST', '/api/me/identity', body)).url,
    finish: (body: T.FromProvider) => request<T.Me>('POST', '/api/session/provider/finish', body),
    connection: () => request<T.IdentityState>('GET', '/api/me/identity'),
    disconnect: (body: T.OwnerProof) => request<void>('DELETE', '/api/me/identity', body),
  },
  signOut: () => request<void>('DELETE', '/api/session'),
  me: async () => (await request<T.WhoAmI>('GET', '/api/me')).account,
  /** The coming dates of all rooms. */
  coming: () => request<T.Coming>('GET', '/api/me/dates'),
  notes: async () => (await request<T.HostNoteList>('GET', '/api/me/notes')).notes,
  changePassword: (body: T.NewPassword) => request<void>('POST', '/api/me/password', body),
  secondFactor: {
    get: () => request<T.SecondFactorState>('GET', '/api/me/second-factor'),
    beginApp: (body: T.OwnerProof) =>
      request<T.AppSecret>('POST', '/api/me/second-factor/app', body),
    confirmApp: async (body: T.AppCode) =>
      (await request<T.RecoveryCodes>('POST', '/api/me/second-factor/app/confirm', body)).codes,
    endApp: (body: T.OwnerProof) => request<void>('DELETE', '/api/me/second-factor/app', body),
    renewCodes: async (body: T.OwnerProof) =>
      (await request<T.RecoveryCodes>('POST', '/api/me/second-factor/codes', body)).codes,
  },
  passkeys: {
    begin: async (body: T.OwnerProof) =>
      (await request<T.PasskeyQuestion>('POST', '/api/me/passkeys/begin', body)).options,
    add: async (body: T.NewPasskey) =>
      (await request<T.RecoveryCodes>('POST', '/api/me/passkeys', body)).codes,
    ask: async () =>
      (await request<T.PasskeyQuestion>('POST', '/api/me/passkeys/challenge')).options,
    remove: (passkey: string, body: T.OwnerProof) =>
      request<void>('DELETE', `/api/me/passkeys/${id(passkey)}`, body),
  },
  sessions: {
    list: async () => (await request<T.SessionList>('GET', '/api/me/sessions')).sessions,
    end: (session: string) => request<void>('DELETE', `/api/me/sessions/${id(session)}`),
    endOthers: () => request<void>('DELETE', '/api/me/sessions'),
  },

  accounts: {
    list: (after?: string) =>
      pageOf('accounts', request<T.AccountList>('GET', `/api/accounts${queryOf({ after })}`)),
    create: (body: T.NewAccount) => request<T.MadeAccount>('POST', '/api/accounts', body),
    get: (account: string) => request<T.Account>('GET', `/api/accounts/${id(account)}`),
    change: (account: string, body: T.Change, of?: object) =>
      request<T.Account>('PATCH', `/api/accounts/${id(account)}`, body, { of }),
    rooms: async (account: string) =>
      (await request<T.OwnedRoomList>('GET', `/api/accounts/${id(account)}/rooms`)).owned,
    handOn: async (account: string, body: T.HandOn) =>
      (await request<T.OwnedRoomList>('POST', `/api/accounts/${id(account)}/rooms/hand-on`, body))
        .owned,
    /** The name of the shared desk that an account is on. */
    desk: async (account: string) =>
      (await request<T.DeskOfAccount>('GET', `/api/accounts/${id(account)}/desk`)).name,
    takeOffDesk: (account: string) => request<void>('DELETE', `/api/accounts/${id(account)}/desk`),
    passwordLink: async (account: string) =>
      (await request<T.PasswordLink>('POST', `/api/accounts/${id(account)}/link`)).link,
  },

  /** Rooms that are handed on to another host. */
  handings: {
    list: async () => (await request<T.HandingList>('GET', '/api/me/handings')).handings,
    offer: (room: string, name: string) =>
      request<T.Offered>('PUT', `/api/rooms/${id(room)}/offer`, { name }),
    withdraw: (room: string) => request<void>('DELETE', `/api/rooms/${id(room)}/offer`),
    take: (room: string) => request<void>('POST', `/api/me/handings/${id(room)}/take`),
    decline: (room: string) => request<void>('POST', `/api/me/handings/${id(room)}/decline`),
    read: (room: string) => request<void>('DELETE', `/api/me/handings/${id(room)}`),
  },

  /** The desk that the account shares with other hosts, and invitations to one. */
  desk: {
    get: () => request<T.DeskPage>('GET', '/api/me/desk'),
    make: (name: string) => request<T.SharedDesk>('POST', '/api/me/desk', { name }),
    rename: (name: string) => request<T.SharedDesk>('PUT', '/api/me/desk', { name }),
    invite: (name: string) => request<T.SharedDesk>('POST', '/api/me/desk/hosts', { name }),
    remove: (account: string) => request<void>('DELETE', `/api/me/desk/hosts/${id(account)}`),
    join: (desk: string) => request<void>('POST', `/api/me/desk/${id(desk)}/join`),
    decline: (desk: string) => request<void>('POST', `/api/me/desk/${id(desk)}/decline`),
  },

  jobs: {
    list: (after?: string) =>
      pageOf('jobs', request<T.JobList>('GET', `/api/jobs${queryOf({ after })}`)),
    retry: (job: string) => request<void>('POST', `/api/jobs/${id(job)}/retry`),
  },

  rooms: {
    list: () => every((query) => pageOf('rooms', request<T.RoomList>('GET', `/api/rooms${query}`))),
    /** The guidelines are always sent, so there is no language to choose them by. */
    create: (body: Omit<T.NewRoom, 'lang'>) => request<T.Room>('POST', '/api/rooms', body),
    get: (room: string) => request<T.Room>('GET', `/api/rooms/${id(room)}`),
    change: (room: string, body: T.Edit, of?: object) =>
      request<T.Room>('PATCH', `/api/rooms/${id(room)}`, body, { of }),
    archive: (room: string) => request<void>('DELETE', `/api/rooms/${id(room)}`),
    /** A series whose key is lost gets a new one, and no seats. */
    renewSeries: (room: string) => request<T.Room>('POST', `/api/rooms/${id(room)}/series`),
    rehearse: (room: string, plan: T.RehearsalPlan) =>
      request<T.Room>('POST', `/api/rooms/${id(room)}/rehearsal`, plan),
    listing: (room: string) => request<T.Listing>('GET', `/api/rooms/${id(room)}/listing`),
    keepListing: (room: string, body: T.NewListing, of?: object) =>
      request<T.Listing>('PUT', `/api/rooms/${id(room)}/listing`, body, { of }),
    door: (room: string) => request<T.DoorView>('GET', `/api/rooms/${id(room)}/door`),
    keepEntry: (room: string, body: T.WayIn, of?: object) =>
      request<T.Room>('PUT', `/api/rooms/${id(room)}/entry`, body, { of }),
    token: (room: string, sent: Promise<Response> | null) =>
      request<T.EntryToken>('POST', `/api/rooms/${id(room)}/token`, undefined, { sent }),
    invite: (room: string, body: T.NewInvite) =>
      request<T.MadeInvite>('POST', `/api/rooms/${id(room)}/invites`, body),
    getInvite: (room: string, invite: string) =>
      request<T.InviteView>('GET', `/api/rooms/${id(room)}/invites/${id(invite)}`),
    showInvite: async (room: string, invite: string) =>
      (await request<T.ShownInvite>('GET', `/api/rooms/${id(room)}/invites/${id(invite)}/link`))
        .link,
    changeInvite: (room: string, invite: string, body: T.ChangedInvite, of?: object) =>
      request<void>('PATCH', `/api/rooms/${id(room)}/invites/${id(invite)}`, body, { of }),
    replaceInvite: (room: string, invite: string) =>
      request<T.MadeInvite>('POST', `/api/rooms/${id(room)}/invites/${id(invite)}/replace`),
    releaseInvite: (room: string, invite: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/invites/${id(invite)}/hold`),
    revoke: (room: string, invite: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/invites/${id(invite)}`),
    removeCoLead: (room: string, account: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/co-leads/${id(account)}`),
    members: (room: string, after?: string) =>
      pageOf(
        'members',
        request<T.MemberList>('GET', `/api/rooms/${id(room)}/members${queryOf({ after })}`),
      ),
    ban: (room: string, participant: string) =>
      request<void>('POST', `/api/rooms/${id(room)}/members/${id(participant)}/ban`),
    openEmergency: (room: string, participant: string) =>
      request<T.LeftEmergency>(
        'POST',
        `/api/rooms/${id(room)}/members/${id(participant)}/emergency`,
      ),
    renewCode: async (room: string, participant: string) => {
      const path = `/api/rooms/${id(room)}/members/${id(participant)}/code`;
      return (await request<T.NewCode>('POST', path)).recovery_code;
    },
    bans: (room: string, after?: string) =>
      pageOf('bans', request<T.BanList>('GET', `/api/rooms/${id(room)}/bans${queryOf({ after })}`)),
    /** The past meetings of which one can read what was written. */
    past: async (room: string) =>
      (await request<T.PastMeetings>('GET', `/api/rooms/${id(room)}/transcripts`)).meetings,
    written: (room: string, meeting: string, after?: string) =>
      pageOf(
        'lines',
        request<T.Written>(
          'GET',
          `/api/rooms/${id(room)}/transcripts/${id(meeting)}${queryOf({ after })}`,
        ),
      ),
    trail: (room: string, after?: string) =>
      pageOf('acts', request<T.Trail>('GET', `/api/rooms/${id(room)}/trail${queryOf({ after })}`)),
    /** What members are asked to consent to. */
    consent: (room: string) => request<T.ConsentAsked>('GET', `/api/rooms/${id(room)}/consent`),
    askConsent: (room: string, body: T.NewConsentText) =>
      request<T.ConsentAsked>('POST', `/api/rooms/${id(room)}/consent`, body),
    concerns: async (room: string) =>
      (await request<T.ConcernList>('GET', `/api/rooms/${id(room)}/concerns`)).concerns,
    eraseConcern: (room: string, concern: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/concerns/${id(concern)}`),
    forgetMissedCalls: (room: string, missed_at: number) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/missed-calls`, { missed_at }),
    mail: (room: string) => request<T.RoomMailView>('GET', `/api/rooms/${id(room)}/mail`),
    changeMail: (room: string, body: T.RoomMailChange, of?: object) =>
      request<T.RoomMailView>('PATCH', `/api/rooms/${id(room)}/mail`, body, { of }),
    setOnCall: (room: string, body: T.OnCallGiven, of?: object) =>
      request<T.RoomMailView>('PUT', `/api/rooms/${id(room)}/mail/on-call`, body, { of }),
    removeOnCall: (room: string, of?: object) =>
      request<T.RoomMailView>('DELETE', `/api/rooms/${id(room)}/mail/on-call`, undefined, { of }),
    inviteByMail: (room: string, body: T.Invited) =>
      request<T.InvitedAnswer>('POST', `/api/rooms/${id(room)}/mail/invitations`, body),
    liftBan: (room: string, participant: string) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/bans/${id(participant)}`),
  },

  keys: {
    list: (after?: string) =>
      pageOf('keys', request<T.KeyList>('GET', `/api/keys${queryOf({ after })}`)),
    create: (body: T.NewKey) => request<T.MadeKey>('POST', '/api/keys', body),
    revoke: (key: string) => request<void>('DELETE', `/api/keys/${id(key)}`),
  },

  webhooks: {
    list: (after?: string) =>
      pageOf('webhooks', request<T.WebhookList>('GET', `/api/webhooks${queryOf({ after })}`)),
    create: (body: T.NewWebhook) => request<T.MadeWebhook>('POST', '/api/webhooks', body),
    get: (hook: string) => request<T.Webhook>('GET', `/api/webhooks/${id(hook)}`),
    change: (hook: string, body: T.WebhookChange, of?: object) =>
      request<T.Webhook>('PATCH', `/api/webhooks/${id(hook)}`, body, { of }),
    renew: (hook: string) => request<T.MadeWebhook>('POST', `/api/webhooks/${id(hook)}/secret`, {}),
    test: (hook: string) => request<T.Tested>('POST', `/api/webhooks/${id(hook)}/test`, {}),
    delete: (hook: string) => request<void>('DELETE', `/api/webhooks/${id(hook)}`),
    deliveries: (hook: string, after?: string) =>
      pageOf(
        'deliveries',
        request<T.DeliveryList>('GET', `/api/webhooks/${id(hook)}/deliveries${queryOf({ after })}`),
      ),
    again: (hook: string, delivery: string) =>
      request<void>('POST', `/api/webhooks/${id(hook)}/deliveries/${id(delivery)}/again`, {}),
  },

  groups: {
    list: (query: GroupQuery, signal?: AbortSignal) =>
      request<T.GroupList>('GET', `/api/groups${queryOf(query)}`, undefined, { signal }),
    get: (group: string) => request<T.GroupPage>('GET', `/api/groups/${id(group)}`),
  },

  schedules: {
    preview: (body: T.Draft, signal?: AbortSignal) =>
      request<T.Preview>('POST', '/api/schedules/preview', body, { signal }),
  },

  /** When one room meets. */
  dates: {
    preview: (room: string, body: T.Plan, signal?: AbortSignal) =>
      request<T.Preview>('POST', `/api/rooms/${id(room)}/schedule/preview`, body, { signal }),
    plan: (room: string, body: T.Plan, of?: object) =>
      request<T.Planned>('PUT', `/api/rooms/${id(room)}/schedule`, body, { of }),
    clear: (room: string, of?: object) =>
      request<void>('DELETE', `/api/rooms/${id(room)}/schedule`, {}, { of }),
    list: async (room: string) =>
      (await request<T.DateList>('GET', `/api/rooms/${id(room)}/dates`)).dates,
    add: (room: string, body: T.NewDate) =>
      request<T.Planned>('POST', `/api/rooms/${id(room)}/dates`, body),
    change: (room: string, date: string, body: T.DateChange, of?: object) =>
      request<T.Planned>('PATCH', `/api/rooms/${id(room)}/dates/${id(date)}`, body, { of }),
    restore: (room: string, date: string, of?: object) =>
      request<T.Planned>('DELETE', `/api/rooms/${id(room)}/dates/${id(date)}`, {}, { of }),
  },

  /** Who comes to the dates of one room. */
  places: {
    list: (room: string) => request<T.RoomPlaces>('GET', `/api/rooms/${id(room)}/places`),
    setRule: (room: string, body: T.PlacesInput, of?: object) =>
      request<T.RoomPlaces>('PUT', `/api/rooms/${id(room)}/places`, body, { of }),
    give: (room: string, date: string, who: string, from?: string) =>
      request<T.RoomPlaces>(
        'PUT',
        `/api/rooms/${id(room)}/dates/${id(date)}/places/${id(who)}`,
        from === undefined ? {} : { from },
      ),
    remove: (room: string, date: string, who: string) =>
      request<T.RoomPlaces>('DELETE', `/api/rooms/${id(room)}/dates/${id(date)}/places/${id(who)}`),
  },

  archive: {
    list: (after?: string) =>
      pageOf('rooms', request<T.ArchivedRoomList>('GET', `/api/me/archive${queryOf({ after })}`)),
    restore: (room: string) => request<T.Room>('POST', `/api/me/archive/${id(room)}/restore`),
  },

  templates: {
    list: () =>
      every((query) =>
        pageOf('templates', request<T.TemplateList>('GET', `/api/templates${query}`)),
      ),
    create: (body: T.NewTemplate) => request<T.Template>('POST', '/api/templates', body),
    get: (template: string) => request<T.Template>('GET', `/api/templates/${id(template)}`),
    replace: (template: string, body: T.NewTemplate, of?: object) =>
      request<T.Template>('PUT', `/api/templates/${id(template)}`, body, { of }),
    delete: (template: string) => request<void>('DELETE', `/api/templates/${id(template)}`),
  },

  invites: {
    look: (secret: string) => request<T.Seen>('POST', '/api/invites/look', { secret }),
    redeem: (body: { secret: string; name: string; adult: true; remember: T.Remember }) =>
      request<T.Redeemed>('POST', '/api/invites/redeem', body),
    /** A co-lead's invite: the account is the name. */
    accept: (secret: string) => request<T.Redeemed>('POST', '/api/invites/redeem', { secret }),
    ask: (body: T.NewRequest) => request<T.MadeRequest>('POST', '/api/invites/ask', body),
    checkName: (secret: string, name: string, signal?: AbortSignal) =>
      request<T.NameAnswer>('POST', '/api/invites/name', { secret, name }, { signal }),
  },
  mail: {
    look: (secret: string) => request<T.MailSeen>('POST', '/api/mail/look', { secret }),
    confirm: (secret: string) => request<void>('POST', '/api/mail/confirm', { secret }),
    stop: (secret: string) => request<void>('POST', '/api/mail/stop', { secret }),
  },
  /** The calendar of a seat, or of the account without one. */
  calendar: {
    get: (room?: string) => request<T.CalendarView>('GET', calendarOf(room)),
    make: (lang: T.Language, room?: string) =>
      request<T.MadeCalendar>('PUT', calendarOf(room), { lang }),
    erase: (room?: string) => request<void>('DELETE', calendarOf(room)),
  },
  seatMail: {
    get: (room: string) => request<T.SeatMail>('GET', `/api/seat/${id(room)}/mail`),
    set: (room: string, body: T.NewAddress) =>
      request<T.SeatMail>('PUT', `/api/seat/${id(room)}/mail`, body),
    erase: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}/mail`),
  },
  /** People who ask to join. */
  requests: {
    list: (room: string, after?: string) =>
      pageOf(
        'requests',
        request<T.RequestList>('GET', `/api/rooms/${id(room)}/requests${queryOf({ after })}`),
      ),
    decide: (room: string, asked: string, how: 'accept' | 'decline', body: T.Answer) =>
      request<void>('POST', `/api/rooms/${id(room)}/requests/${id(asked)}/${how}`, body),
    suggest: (room: string, asked: string, body: T.Suggest) =>
      request<void>('POST', `/api/rooms/${id(room)}/requests/${id(asked)}/suggest`, body),
    /** This browser's own. */
    mine: (room: string) => request<T.AskedView>('GET', `/api/request/${id(room)}`),
    takeBack: (room: string) => request<void>('DELETE', `/api/request/${id(room)}`),
    takeSeat: (room: string, body: T.TakeSeat) =>
      request<T.Redeemed>('POST', `/api/request/${id(room)}/seat`, body),
  },
  /** What the person of this browser's seat says of the coming dates. */
  seatDates: {
    list: (room: string) => request<T.SeatDates>('GET', `/api/seat/${id(room)}/dates`),
    answer: (room: string, date: string, answer: T.AnswerWord) =>
      request<T.SeatDates>('PUT', `/api/seat/${id(room)}/dates/${id(date)}`, { answer }),
    takeBack: (room: string, date: string) =>
      request<T.SeatDates>('DELETE', `/api/seat/${id(room)}/dates/${id(date)}`),
  },
  duties: {
    get: (room: string) => request<T.DutiesView>('GET', `/api/rooms/${id(room)}/duties`),
    choose: (room: string, duty: T.Duty, way: T.WayInput, of?: object) =>
      request<T.DutiesView>('PUT', `/api/rooms/${id(room)}/duties/${duty}`, { way }, { of }),
    give: (room: string, date: string, duty: T.Duty, who: T.Holder | null, of?: object) =>
      request<T.DutiesView>(
        'PUT',
        `/api/rooms/${id(room)}/dates/${id(date)}/duties/${duty}`,
        { who },
        { of },
      ),
    own: (room: string, change: T.OwnChange) =>
      request<T.DutiesView>('POST', `/api/rooms/${id(room)}/duties`, { change }),
  },
  seatDuties: {
    get: (room: string) => request<T.DutiesView>('GET', `/api/seat/${id(room)}/duties`),
    own: (room: string, change: T.OwnChange) =>
      request<T.DutiesView>('POST', `/api/seat/${id(room)}/duties`, { change }),
  },
  recover: (body: T.Recover) => request<T.Recovered>('POST', '/api/recover', body),
  seat: (room: string) => request<T.Seat>('GET', `/api/seat/${id(room)}`),
  forgetSeat: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}`),
  notices: {
    key: async () => (await request<T.PushKey>('GET', '/api/push')).key,
    isOn: async (room: string) =>
      (await request<T.Subscribed>('GET', `/api/seat/${id(room)}/push`)).on,
    turnOn: (room: string, body: T.Subscribe) =>
      request<void>('PUT', `/api/seat/${id(room)}/push`, body),
    turnOff: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}/push`),
  },
  /** The help lines of the operator's own. */
  helpLines: async () => (await request<T.HelpLines>('GET', '/api/help-lines')).lines,
  /** What the person of this browser's seat consented to. */
  seatData: {
    get: (room: string) => request<T.SeatData>('GET', `/api/seat/${id(room)}/data`),
    erase: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}/data`),
  },
  seatEmergency: {
    get: (room: string) => request<T.LeftEmergency>('GET', `/api/seat/${id(room)}/emergency`),
    leave: (room: string, left: T.NewEmergency) =>
      request<void>('POST', `/api/seat/${id(room)}/emergency`, left),
    erase: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}/emergency`),
  },
  seatConsent: {
    get: (room: string) => request<T.SeatConsent>('GET', `/api/seat/${id(room)}/consent`),
    give: (room: string, version: number) =>
      request<void>('POST', `/api/seat/${id(room)}/consent`, { version }),
    withdraw: (room: string) => request<void>('DELETE', `/api/seat/${id(room)}/consent`),
  },
  leaveConcern: (room: string, body: T.NewConcern) =>
    request<void>('POST', `/api/seat/${id(room)}/concerns`, body),
};
