import type { Scope } from '../../api/generated';
import type { Formatter } from '../formatter';

/** Accounts: the administrator's list, and everyone's own page. */
export const people = (f: Formatter) => ({
  title: 'People',
  text: 'Those with an account. Members of groups have none and don’t appear here.',
  loading: 'Getting the accounts…',
  add: 'Add a person',
  addTitle: 'Add a person',
  addText: 'You get a link to pass on. With it they choose their password.',
  addSubmit: 'Make the account',
  name: 'Sign-in name',
  displayName: 'Name shown to groups',
  signsInAs: (name: string) => `signs in as ${name}`,
  you: 'you',
  noPassword: 'No password yet',
  disabled: 'Disabled',
  roles: 'What this account may do',
  host: 'Leads rooms',
  therapist: 'Is a therapist',
  therapistHint: 'Only therapists lead therapist-led rooms.',
  admin: 'Administers the server',
  roleTitle: (name: string) => `Change what ${name} may do?`,
  roleSubmit: 'Change it',
  /** `on` gives the right, otherwise it is taken back. */
  roleText: {
    is_host: (on: boolean): string =>
      on
        ? 'They can make rooms of their own, and lead them.'
        : 'They can’t make rooms any more, nor lead those that they own. In a running meeting they are cut off at once.',
    is_therapist: (on: boolean): string =>
      on
        ? 'They can lead therapist-led rooms.'
        : 'They can’t lead therapist-led rooms any more. In a running meeting they are cut off at once, and the group is without them.',
    is_admin: (on: boolean): string =>
      on
        ? 'They can make and disable accounts, and change what each may do.'
        : 'They can’t manage accounts any more.',
  },
  passwordLink: 'Password link',
  passwordLinkOf: (name: string) => `Make a password link for ${name}`,
  linkTitle: (name: string) => `A link for ${name}`,
  linkText:
    'With it they choose a password. It works once, and earlier links no longer do. It is shown only now.',
  disable: 'Disable',
  disableOf: (name: string) => `Disable the account of ${name}`,
  enable: 'Enable',
  enableOf: (name: string) => `Enable the account of ${name}`,
  disableTitle: (name: string) => `Disable the account of ${name}?`,
  disableText: 'They are signed out everywhere at once. You can enable it again.',
  count: (n: number) => f.plural(n, { one: 'One account', other: '# accounts' }),
  account: {
    title: 'Your account',
    passwordTitle: 'Change the password',
    current: 'Current password',
    submit: 'Change the password',
    changed: 'The password is changed.',
    signOutTitle: 'Sign out',
    signOutText: 'On this device.',
  },
  keys: {
    title: 'Keys for programs',
    text: 'With a key, a program of yours does over the HTTP API what your account may do, within what you allow it. Everything it does is in the audit trail under its key.',
    loading: 'Getting the keys…',
    none: 'There is no key.',
    make: 'Make a key',
    name: 'Name',
    nameHint: 'Such as “calendar on our site”.',
    scopes: 'What it may do',
    scope: {
      rooms_read: 'Read rooms, their schedules and listings',
      rooms_write: 'Make, change and archive rooms, their schedules and listings',
      invites_write: 'Make, change and revoke invite links',
      templates: 'Read and change templates',
      accounts_read: 'List the accounts',
      accounts_create: 'Make accounts',
    } satisfies Record<Scope, string>,
    scopesMissing: 'Choose at least one.',
    days: 'How long it works',
    daysOf: (days: number) => f.plural(days, { one: '# day', other: '# days' }),
    submit: 'Make the key',
    secret: 'The new key',
    once: 'It is shown only now, and is kept nowhere. If it gets lost, revoke it and make another.',
    until: (at: number) => `works until ${f.date(at)}`,
    ended: (at: number) => `ended on ${f.date(at)}`,
    used: (at: number) => `last used on ${f.date(at)}`,
    unused: 'never used',
    revoke: 'Revoke',
    revokeOf: (name: string) => `Revoke the key ${name}`,
    revokeTitle: (name: string) => `Revoke the key ${name}?`,
    revokeText: 'The program that has it is refused from now on. This can’t be undone.',
  },
  jobs: {
    title: 'Background work',
    text: 'What the server should have done by now, such as sending mail. It tries again by itself.',
    loading: 'Looking at the background work…',
    none: 'Nothing is due, and nothing failed.',
    kinds: {
      mail_confirmation: 'Mail: confirm an address',
      mail_invitation: 'Mail: invitation',
      mail_reminder: 'Mail: reminder',
      mail_date_changed: 'Mail: a date was changed',
      mail_date_cancelled: 'Mail: a date was cancelled',
      mail_sign_up: 'Mail: sign-up confirmed',
      mail_waitlist_offer: 'Mail: a place is free',
    } as Record<string, string>,
    states: {
      waiting: 'waiting',
      sending: 'under way',
      done: 'done',
      failed: 'given up',
      unsure: 'perhaps done: the server stopped in the middle',
      unsent: 'not done',
    },
    due: (at: number) => `due on ${f.date(at)}, ${f.time(at)}`,
    attempts: (n: number) => f.plural(n, { one: 'one attempt', other: '# attempts' }),
    again: (at: number) => `again at ${f.time(at)}`,
    failure: (code: string) => `Last failure: ${code}`,
    retry: 'Try again now',
    retryOf: (what: string) => `Try again now: ${what}`,
    retried: 'It is tried again.',
  },
  sessions: {
    title: 'Where you are signed in',
    text: 'Sign out in a browser you no longer use.',
    loading: 'Loading your sessions…',
    since: (at: number) => `Signed in on ${f.date(at)}`,
    used: (at: number) => `last used on ${f.date(at)}`,
    here: 'this browser',
    end: 'Sign out there',
    endOf: (at: number) => `Sign out the browser that was signed in on ${f.date(at)}`,
    ended: 'You are signed out there.',
    endOthers: 'Sign out everywhere else',
    endedOthers: 'You are signed in only here now.',
  },
});

export type People = ReturnType<typeof people>;
