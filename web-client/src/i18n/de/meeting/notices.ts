import type { Meeting } from '../../en/meeting';

export const notices = (): Meeting['notices'] => ({
  title: 'Sag mir, wenn ich gebraucht werde',
  menu: 'Benachrichtigungen …',
  waitingOff: 'Sag mir Bescheid',
  waitingOn: 'Dieses Gerät sagt dir Bescheid',
  intro:
    'Du kannst woanders hinsehen oder den Bildschirm ausgehen lassen. Dieses Gerät sagt dir dann, wenn du eingelassen wirst, wenn es beginnt, wenn du als Nächstes dran bist, wenn du an der Reihe bist und wenn die Leitung dir schreibt. Zwischen den Treffen sagt es dir, wenn ein Platz für dich frei gehalten wird, und wenn jemand fehlt, falls du gefragt werden willst. Es nennt keine Gruppe, kein Thema und niemanden.',
  answer: (span) =>
    `Wenn du an der Reihe bist, hast du ${span} Zeit zu antworten. Danach geht es weiter, und du kannst am Ende noch drankommen.`,
  turnOn: 'Benachrichtigungen einschalten',
  turnOff: 'Benachrichtigungen ausschalten',
  isOn: 'Benachrichtigungen sind für diese Gruppe auf diesem Gerät an.',
  service:
    'Sie kommen verschlüsselt über den Push-Dienst deines Browsers. Er erfährt, dass diese Website etwas für dich hat, und wann.',
  unsupported:
    'Dieser Browser zeigt keine Benachrichtigungen. Behalte diese Seite im Blick, oder nimm einen aktuellen Firefox, Chrome, Edge oder Safari.',
  install:
    'Auf diesem Handy kommen Benachrichtigungen nur vom Home-Bildschirm: Wähle „Teilen“, dann „Zum Home-Bildschirm“, und öffne Rondo dort. Es beginnt ohne deinen Platz; dein Wiederherstellungscode öffnet ihn.',
  denied:
    'Benachrichtigungen sind für diese Seite gesperrt. Erlaube sie in den Einstellungen des Browsers für diese Website, und lade die Seite neu.',
  failed:
    'Der Push-Dienst deines Browsers ist gerade nicht zu erreichen, oder der Browser hat ihn ausgeschaltet. Du kannst es später wieder versuchen.',
  signs: 'Wenn ich an der Reihe bin',
  sound: 'Mit einem Ton',
  vibration: 'Mit Vibration',
  signsHint:
    'Auch wenn diese Seite in einem anderen Tab offen ist. Die Einstellungen deines Geräts haben das letzte Wort.',
  silence: 'Am Ende einer Stille',
  bell: 'Mit einer leisen Glocke',
  notified: 'benachrichtigt',
  notifiedNames: (names) =>
    `Benachrichtigt: ${names}. Der Push-Dienst hat es übernommen; ob es gesehen wurde, weiß niemand.`,
});
