import type { HandingWords } from '../en/handing';
import type { Formatter } from '../formatter';

export const handing = (f: Formatter): HandingWords => ({
  title: 'Weitergeben',
  text: 'Ein anderer Host kann mit diesem Raum weitermachen, wenn du aufhörst. Mitglieder, Termine, Ablauf und Links bleiben.',
  act: 'Diesen Raum weitergeben',
  again: 'Jemand anderem anbieten',
  offerTitle: 'Diesen Raum weitergeben',
  offerText:
    'Nichts ändert sich, bis die andere Person ihn übernimmt. Von da an gehört er ihr: Du leitest ihn nicht mehr und siehst nichts mehr davon, und sie liest die Bedenken, die Mitglieder hinterlassen haben. Aus einem laufenden Treffen bist du sofort draußen.',
  name: 'Anmeldename des anderen Hosts',
  nameHint: 'Frag danach. Er muss genau stimmen.',
  nameHintTherapy:
    'Frag danach. Er muss genau stimmen, und die Person muss therapeutisch arbeiten dürfen.',
  submit: 'Anbieten',
  offered: (name) => `${name} angeboten, noch ohne Antwort.`,
  declined: (name) => `${name} möchte ihn nicht übernehmen. Er gehört weiter dir.`,
  withdraw: 'Angebot zurücknehmen',
  dismiss: 'In Ordnung',
  desk: {
    title: 'Räume, die den Besitz wechseln',
    offered: (room, other) => `${other} gibt „${room}“ an dich weiter`,
    offeredText: (next) =>
      `${next === null ? 'Es ist kein Termin geplant.' : `Der nächste Termin ist am ${f.date(next)}.`} Wenn du ihn übernimmst, gehört der Raum dir, und du leitest ihn von da an.`,
    declined: (room, other) => `${other} möchte „${room}“ nicht übernehmen`,
    declinedText: 'Er gehört weiter dir.',
    taken: (room, other) => `„${room}“ ist jetzt bei ${other}`,
    takenText: 'Du leitest ihn nicht mehr.',
    given: (room) => `„${room}“ gehört jetzt dir`,
    givenText: (other) =>
      `Vorher gehörte er ${other}. Die Verwaltung hat ihn an dich weitergegeben.`,
    take: 'Übernehmen',
    takeOf: (room) => `Den Raum ${room} übernehmen`,
    decline: 'Nein, danke',
    declineOf: (room) => `Den Raum ${room} ablehnen`,
    read: 'In Ordnung',
    readOf: (room) => `Die Nachricht zu ${room} weglegen`,
  },
  people: {
    owns: (what) => `Besitzt ${what}.`,
    count: {
      peer_led: (n) => f.plural(n, { one: 'einen Selbsthilfe-Raum', other: '# Selbsthilfe-Räume' }),
      therapist_led: (n) => f.plural(n, { one: 'einen Therapie-Raum', other: '# Therapie-Räume' }),
    },
    archived: (n) => f.plural(n, { one: 'einer archiviert', other: '# archiviert' }),
    dated: (n) =>
      f.plural(n, {
        one: 'Einer der Räume hat noch Termine.',
        other: '# der Räume haben noch Termine.',
      }),
    orphaned:
      'Niemand hält sie dann, außer einer Mitleitung. Du kannst die Räume danach weitergeben.',
    act: {
      peer_led: 'Die Selbsthilfe-Räume weitergeben',
      therapist_led: 'Die Therapie-Räume weitergeben',
    },
    title: (name) => `Die Räume von ${name} weitergeben`,
    text: 'Sie gehören sofort dem anderen Konto, das es auf seiner Startseite erfährt. Es sieht darin alles, was vorher zu sehen war.',
    to: 'An',
    choose: 'Ein Konto wählen',
    nobody: {
      peer_led:
        'Kein anderes Konto darf diese Räume besitzen. Gib erst einem das Recht, Räume zu leiten.',
      therapist_led:
        'Kein anderes Konto darf diese Räume besitzen. Kennzeichne erst einen Host als therapeutisch.',
    },
    submit: 'Weitergeben',
    done: (name) => `Die Räume sind jetzt bei ${name}.`,
  },
});
