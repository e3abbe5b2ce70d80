import type { Help } from '../en/help';
import type { Formatter } from '../formatter';

export const help = (f: Formatter): Help => ({
  title: 'Hilfe',
  notEmergency:
    'Weder ein Raum noch dieser Server ist ein Notdienst. Hier schaut niemand rund um die Uhr hin.',
  danger: 'Ist jemand jetzt in Gefahr, wähle den Notruf an deinem Ort.',
  linesTitle: 'Hilfetelefone',
  linesIntro:
    'Jemand zum Reden. Diese Nummern betreiben andere, und sie hören zu, wer auch immer du bist.',
  call: (name, number) => `${name} anrufen, ${number}`,
  emergency: 'Notruf',
  otherCountries: 'Andere Länder',
  checked: (at) => `Geprüft am ${f.date(at)}.`,
  old: 'Das ist mehr als ein Jahr her: Es kann sich geändert haben.',
  exitTitle: 'Schnell weg',
  exitText:
    '„Schnell weg“ oder dreimal die Umschalttaste leert diese Seite sofort und öffnet eine neutrale. In einem Treffen gehst du ohne Hinweis an die Gruppe; die Leitung erfährt es.',
  exitHistory:
    'Der Besuch bleibt im Verlauf deines Browsers. Ein privates Fenster hinterlässt keinen Verlauf.',
});
