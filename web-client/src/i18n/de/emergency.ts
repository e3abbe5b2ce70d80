import type { MoreWords } from '../en/more';
import type { Formatter } from '../formatter';

export const emergency = (f: Formatter): MoreWords['emergency'] => ({
  door: {
    title: 'Für den Notfall',
    text: 'Wenn du während des Treffens in Gefahr bist, kann die therapeutische Leitung Hilfe rufen. Das wird bei jedem Treffen gefragt. Beide Zeilen können leer bleiben.',
    loading: 'Suche, was du letztes Mal hinterlassen hast…',
    contact: 'Wen man für dich anruft',
    contactHint: 'Wer es ist, und eine Nummer.',
    contactAgain: 'So hast du es letztes Mal hinterlassen. Ändere es, wenn es nicht mehr stimmt.',
    place: 'Wo du gerade bist',
    placeHint: 'Eine Adresse, die Hilfe finden würde. Sie wird am Ende des Treffens gelöscht.',
    who: 'Nur die therapeutische Leitung kann das öffnen, während des Treffens und einen Tag danach. Jedes Öffnen wird festgehalten.',
    go: 'Weiter',
  },
  seat: {
    title: 'Für den Notfall',
    text: 'Die therapeutische Leitung kann das während eines Treffens und einen Tag danach öffnen. Du bestätigst es, wenn du das nächste Mal kommst.',
    erase: 'Löschen',
    eraseTitle: 'Löschen, was du für den Notfall hinterlassen hast?',
    eraseText: 'Du wirst wieder gefragt, wenn du den Raum das nächste Mal öffnest.',
    erased: 'Es ist gelöscht.',
  },
  open: {
    act: 'Notfallkontakt',
    title: (name) => `Notfallkontakt von ${name}`,
    text: 'Das ist für den Notfall. Dass du es öffnest, und wann, steht danach im Protokoll des Raums.',
    show: 'Öffnen',
    contact: 'Wen man anruft',
    nobody: 'Niemand ist genannt.',
    place: 'Wo die Person ist',
    nowhere: 'Für dieses Treffen ist nichts bekannt.',
    confirmed: (at) => `Bestätigt am ${f.date(at)}, ${f.time(at)}`,
    unconfirmed: 'Für kein laufendes Treffen bestätigt.',
  },
});
