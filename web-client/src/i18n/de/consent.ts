import type { Formatter } from '../formatter';
import type { MoreWords } from '../en/more';

export const consent = (f: Formatter): MoreWords['consent'] => ({
  door: {
    title: 'Bevor du hereinkommst',
    changed: 'Der Text hat sich geändert',
    text: 'Diese Gruppe bittet um deine Einwilligung, unabhängig von ihren Regeln. Lies in Ruhe. Du wirst einmal gefragt und wieder, wenn sich der Text ändert.',
    loading: 'Der Text wird geholt…',
    agree: 'Ich habe das gelesen und willige ein',
    go: 'Einwilligen und weiter',
    agreeFirst:
      'Setz den Haken, wenn du einwilligst. Sonst kannst du gehen; das wird nirgends vermerkt.',
    later: 'Jetzt nicht',
    recorded:
      'Festgehalten wird, dass du eingewilligt hast und wann. Auf der Seite deines Platzes kannst du es wieder lesen und zurücknehmen.',
    read: 'Das ist nicht mehr der neueste Text. Bitte lies ihn noch einmal.',
  },
  seat: {
    title: 'Worin du eingewilligt hast',
    since: (at) => `Eingewilligt am ${f.date(at)}`,
    taken: (at) => `Zurückgenommen am ${f.date(at)}`,
    version: (n) => `Fassung ${f.number(n)}`,
    withdraw: 'Einwilligung zurücknehmen',
    withdrawTitle: 'Deine Einwilligung zurücknehmen?',
    withdrawText:
      'Wenn du den Raum das nächste Mal öffnest, wirst du wieder gefragt. Ein Treffen, in dem du bist, geht weiter; du kannst es jederzeit verlassen.',
    withdrawn: 'Deine Einwilligung ist zurückgenommen.',
    missing: 'Du wirst gefragt, wenn du den Raum das nächste Mal öffnest.',
  },
  room: {
    title: 'Einwilligung',
    none: 'Mitglieder werden um keine Einwilligung gebeten.',
    text: 'Mitglieder willigen einmal darin ein, bevor sie hereinkommen, und wieder, wenn du es änderst.',
    version: (n, at) => `Fassung ${f.number(n)}, seit ${f.date(at)}`,
    show: 'Den Text lesen',
    change: 'Den Text ändern',
    field: 'Worin eingewilligt wird',
    fieldHint:
      'Die Grenzen der Vertraulichkeit, was der Betreiber lesen kann, was im Notfall geschieht, Absagen. Leer heißt: keine Einwilligung.',
    save: 'Ab jetzt darum bitten',
    saved:
      'Jedes Mitglied wird gefragt, wenn es den Raum das nächste Mal öffnet. Wer in einem Treffen ist, bleibt darin.',
    ownerOnly: 'Nur wem der Raum gehört, kann das ändern.',
    loading: 'Der Text wird geholt…',
  },
  member: (at) => `Eingewilligt am ${f.date(at)}`,
});
