import type { People } from '../en/people';
import type { Formatter } from '../formatter';

export const people = (f: Formatter): People => ({
  title: 'Personen',
  text: 'Alle mit einem Konto. Mitglieder von Gruppen haben keines und stehen nicht hier.',
  loading: 'Die Konten werden geholt…',
  add: 'Person hinzufügen',
  addTitle: 'Person hinzufügen',
  addText: 'Du bekommst einen Link zum Weitergeben. Damit wählt die Person ihr Passwort.',
  addSubmit: 'Konto anlegen',
  name: 'Anmeldename',
  displayName: 'Name, den Gruppen sehen',
  signsInAs: (name) => `meldet sich an als ${name}`,
  you: 'du',
  noPassword: 'Noch kein Passwort',
  disabled: 'Gesperrt',
  roles: 'Was dieses Konto darf',
  host: 'Leitet Räume',
  therapist: 'Arbeitet therapeutisch',
  therapistHint: 'Nur solche Konten leiten therapeutische Räume.',
  admin: 'Verwaltet den Server',
  roleTitle: (name) => `Ändern, was ${name} darf?`,
  roleSubmit: 'Ändern',
  roleText: {
    is_host: (on) =>
      on
        ? 'Die Person kann eigene Räume machen und leiten.'
        : 'Die Person kann keine Räume mehr machen und die eigenen nicht mehr leiten. Aus einem laufenden Treffen fällt sie sofort heraus.',
    is_therapist: (on) =>
      on
        ? 'Die Person kann therapeutisch geleitete Räume leiten.'
        : 'Die Person kann keine therapeutisch geleiteten Räume mehr leiten. Aus einem laufenden Treffen fällt sie sofort heraus, und die Gruppe ist ohne sie.',
    is_admin: (on) =>
      on
        ? 'Die Person kann Konten anlegen und sperren und ändern, was jedes darf.'
        : 'Die Person kann keine Konten mehr verwalten.',
  },
  passwordLink: 'Passwort-Link',
  passwordLinkOf: (name) => `Einen Passwort-Link für ${name} machen`,
  linkTitle: (name) => `Ein Link für ${name}`,
  linkText:
    'Damit wählt die Person ein Passwort. Er gilt einmal, frühere gelten nicht mehr. Er wird nur jetzt gezeigt.',
  disable: 'Sperren',
  disableOf: (name) => `Das Konto von ${name} sperren`,
  enable: 'Entsperren',
  enableOf: (name) => `Das Konto von ${name} entsperren`,
  disableTitle: (name) => `Das Konto von ${name} sperren?`,
  disableText: 'Die Person wird sofort überall abgemeldet. Du kannst es wieder entsperren.',
  count: (n) => f.plural(n, { one: 'Ein Konto', other: '# Konten' }),
  account: {
    title: 'Dein Konto',
    passwordTitle: 'Passwort ändern',
    current: 'Jetziges Passwort',
    submit: 'Passwort ändern',
    changed: 'Das Passwort ist geändert.',
    signOutTitle: 'Abmelden',
    signOutText: 'Auf diesem Gerät.',
  },
  keys: {
    title: 'Schlüssel für Programme',
    text: 'Mit einem Schlüssel tut ein Programm von dir über die HTTP-Schnittstelle, was dein Konto darf, soweit du es erlaubst. Alles, was es tut, steht unter seinem Schlüssel im Protokoll.',
    loading: 'Die Schlüssel werden geholt…',
    none: 'Es gibt keinen Schlüssel.',
    make: 'Schlüssel machen',
    name: 'Name',
    nameHint: 'Etwa „Kalender auf unserer Seite“.',
    scopes: 'Was er darf',
    scope: {
      rooms_read: 'Räume lesen, mit Terminen und Einträgen',
      rooms_write: 'Räume anlegen, ändern und archivieren, mit Terminen und Einträgen',
      invites_write: 'Einladungslinks machen, ändern und zurücknehmen',
      templates: 'Vorlagen lesen und ändern',
      accounts_read: 'Konten auflisten',
      accounts_create: 'Konten anlegen',
    },
    scopesMissing: 'Wähle mindestens eines.',
    days: 'Wie lange er gilt',
    daysOf: (days) => f.plural(days, { one: '# Tag', other: '# Tage' }),
    submit: 'Den Schlüssel machen',
    secret: 'Der neue Schlüssel',
    once: 'Er wird nur jetzt gezeigt und nirgends aufbewahrt. Geht er verloren, nimm ihn zurück und mach einen neuen.',
    until: (at) => `gilt bis ${f.date(at)}`,
    ended: (at) => `endete am ${f.date(at)}`,
    used: (at) => `zuletzt benutzt am ${f.date(at)}`,
    unused: 'nie benutzt',
    revoke: 'Zurücknehmen',
    revokeOf: (name) => `Den Schlüssel ${name} zurücknehmen`,
    revokeTitle: (name) => `Den Schlüssel ${name} zurücknehmen?`,
    revokeText:
      'Das Programm, das ihn hat, wird ab jetzt abgewiesen. Das lässt sich nicht rückgängig machen.',
  },
  sessions: {
    title: 'Wo du angemeldet bist',
    text: 'Melde dich in einem Browser ab, den du nicht mehr benutzt.',
    loading: 'Deine Anmeldungen werden geladen…',
    since: (at) => `Angemeldet am ${f.date(at)}`,
    used: (at) => `zuletzt benutzt am ${f.date(at)}`,
    here: 'dieser Browser',
    end: 'Dort abmelden',
    endOf: (at) => `Den Browser abmelden, der am ${f.date(at)} angemeldet wurde`,
    ended: 'Du bist dort jetzt abgemeldet.',
    endOthers: 'Überall sonst abmelden',
    endedOthers: 'Du bist jetzt nur noch hier angemeldet.',
  },
});
