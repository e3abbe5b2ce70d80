import type { ConcernWords } from '../../en/meeting/concern';
import type { Formatter } from '../../formatter';

export const concern = (f: Formatter): ConcernWords => ({
  menu: 'Eine Sorge wegen der Leitung…',
  title: 'Eine Sorge wegen der Leitung',
  intro:
    'Hat jemand von der Leitung etwas getan oder gesagt, das nicht in Ordnung ist? Sag es dem Host, der diesen Raum betreut.',
  readers:
    'Nur der Host liest das, außerhalb des Treffens. Die übrige Leitung und die Gruppe sehen es nicht. Bist du in Gefahr, ruf stattdessen ein Hilfetelefon an.',
  hostLeads: (name) =>
    `${name} betreut diesen Raum als Host und leitet dieses Treffen, liest das also selbst.`,
  label: 'Was soll der Host wissen?',
  named: 'Meinen Namen hier dazuschreiben',
  unnamed: 'Ohne ihn erfährt der Host nicht, wer das geschrieben hat.',
  send: 'Für den Host hinterlassen',
  sent: 'Es ist für den Host hinterlassen. Nur er kann es lesen.',
  close: 'Schließen',

  cardTitle: 'Für dich hinterlassene Sorgen',
  cardText: 'Von Mitgliedern, wegen der Leitung. Nur du kannst das lesen.',
  from: (name) => `Von ${name}`,
  fromSomeone: 'Von jemandem, der nicht genannt werden will',
  on: (at) => f.date(at),
  erase: 'Löschen',
  eraseOf: (at) => `Die Sorge vom ${f.date(at)} löschen`,
  eraseTitle: 'Diese Sorge löschen?',
  eraseText: 'Sie lässt sich nicht zurückholen.',
});
