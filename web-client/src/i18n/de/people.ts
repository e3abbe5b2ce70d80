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
