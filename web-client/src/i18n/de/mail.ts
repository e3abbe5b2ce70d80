import type { Catalogue } from '../en';
import type { Formatter } from '../formatter';

export const mail = (f: Formatter): Catalogue['mail'] => ({
  seat: {
    open: 'E-Mail',
    title: 'E-Mails zu den Terminen',
    text: 'Wenn du möchtest, wirst du vor jedem Termin erinnert und erfährst, wenn einer verschoben oder abgesagt wird. Die E-Mail nennt weder die Gruppe noch worum es geht, außer der Host hat es so gewählt.',
    kept: 'Nur der Server kennt die Adresse, und nur für diesen Platz. Weder Host noch Gruppe sehen sie, und sie ist weg, wenn du sie zurücknimmst.',
    noServer:
      'Dieser Server sendet zurzeit keine E-Mails. Du kannst trotzdem eine Adresse angeben.',
    label: 'Deine E-Mail-Adresse',
    submit: 'Speichern und mir eine E-Mail zur Bestätigung senden',
    loading: 'Deine Adresse wird geladen…',
    unconfirmed: (address: string) =>
      `Eine E-Mail an ${address} ist unterwegs. Öffne den Link darin innerhalb von sieben Tagen; bis dahin kommt nichts anderes.`,
    confirmed: (address: string) => `Dir wird an ${address} geschrieben.`,
    refused: (address: string) =>
      `Eine E-Mail an ${address} hat deren Mailserver abgelehnt; dorthin wird nichts mehr gesendet. Gib sie noch einmal an oder eine andere.`,
    change: 'Eine andere Adresse angeben',
    remove: 'Adresse zurücknehmen',
    removeTitle: 'Adresse zurücknehmen?',
    removeText: 'Sie wird gelöscht, und es kommt keine E-Mail mehr.',
    removed: 'Die Adresse ist gelöscht.',
  },
  link: {
    loading: 'Der Link wird angesehen…',
    confirmTitle: 'Bestätige deine Adresse',
    confirmText: 'Du bekommst dann Erinnerungen und Änderungen der Termine einer Gruppe.',
    confirm: 'Adresse bestätigen',
    confirmed: 'Die Adresse ist bestätigt.',
    confirmedText: 'Du kannst diese Seite schließen.',
    stopTitle: 'E-Mails zu den Terminen',
    stopText:
      'Deine Adresse ist bestätigt. Wenn du keine E-Mails mehr möchtest, wird sie jetzt gelöscht.',
    stop: 'Keine E-Mails mehr senden',
    stopped: 'Es kommt keine E-Mail mehr. Die Adresse ist gelöscht.',
    expired: 'Der Link galt sieben Tage. Gib deine Adresse an deinem Platz noch einmal an.',
  },
  room: {
    title: 'E-Mail',
    text: 'Mitglieder, die eine Adresse angegeben haben, werden erinnert und erfahren von Änderungen.',
    loading: 'Die E-Mails des Raums werden geladen…',
    noServer:
      'Dieser Server hat keinen Mailserver, daher wird nichts gesendet. Unten steht, was gesendet würde.',
    undelivered: (name: string) =>
      `Eine E-Mail an ${name} konnte nicht zugestellt werden. Es wird nichts mehr gesendet, bis eine andere Adresse angegeben ist.`,
    names: 'Die Gruppe in E-Mails und Kalendern nennen',
    namesHint: 'Ohne das erfährt niemand von der Gruppe, der auf einen Bildschirm schaut.',
    reminders: 'Erinnerungen',
    before: {
      10080: 'eine Woche vorher',
      2880: 'zwei Tage vorher',
      1440: 'einen Tag vorher',
      180: 'drei Stunden vorher',
      60: 'eine Stunde vorher',
      15: 'eine Viertelstunde vorher',
    },
    minutes: (n: number) => f.plural(n, { one: 'eine Minute vorher', other: '# Minuten vorher' }),
    invite: 'Per E-Mail einladen',
    inviteLabel: 'E-Mail-Adressen, eine in jeder Zeile',
    inviteHint:
      'Höchstens 50. Jede bekommt eine E-Mail mit einem neuen Einladungslink, in deiner Sprache.',
    inviteSubmit: 'Einladungen senden',
    invited: (n: number) =>
      f.plural(n, { one: 'Eine Einladung ist unterwegs.', other: '# Einladungen sind unterwegs.' }),
    already: (n: number) =>
      f.plural(n, {
        one: 'Eine Adresse wurde heute schon eingeladen.',
        other: '# Adressen wurden heute schon eingeladen.',
      }),
    wrongLine: (line: string) => `„${line}“ ist keine E-Mail-Adresse.`,
    outbox: 'Was gesendet wird',
    outboxNone: 'Noch nichts.',
    more: (n: number) => f.plural(n, { one: 'Noch eine zeigen', other: 'Noch # zeigen' }),
    someone: 'jemand, den du eingeladen hast',
    gone: 'jemand, der nicht mehr da ist',
    kinds: {
      confirmation: 'Adresse bestätigen',
      invitation: 'Einladung',
      sign_up: 'Anmeldung bestätigt',
      reminder: 'Erinnerung',
      date_changed: 'Termin geändert',
      date_cancelled: 'Termin abgesagt',
      dates: 'Termine für den Kalender',
      dates_over: 'Termine aus dem Kalender genommen',
      waitlist_offer: 'Ein Platz ist frei',
      place_removed: 'Ein Platz wurde zurückgenommen',
      place_left: 'Ein Platz wurde aufgegeben',
      lead_open: 'Ein Termin hat keine Leitung',
      duty_open: 'An einem Termin fehlt jemand',
    },
    states: {
      waiting: 'wartet',
      sent: 'gesendet',
      failed: 'fehlgeschlagen',
      unsure: 'vielleicht gesendet',
      no_server: 'nicht gesendet: kein Mailserver',
      dropped: 'nicht gesendet: nicht mehr nötig',
    },
  },
});
