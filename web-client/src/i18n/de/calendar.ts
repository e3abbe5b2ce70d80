import type { Catalogue } from '../en';
import type { Formatter } from '../formatter';

export const calendar = (f: Formatter): Catalogue['calendar'] => ({
  add: 'In meinen Kalender',
  addOf: (date) => `In meinen Kalender: ${date}`,
  all: 'Alle Termine in meinem Kalender',
  title: 'In meinem Kalender',
  loading: 'Dein Kalender wird gesucht …',
  seat: 'Dein Kalender kann die Termine dieser Gruppe abonnieren. Er sieht dann von selbst nach, etwa jede Stunde, und zeigt, wenn ein Termin verschoben oder abgesagt wird oder dazukommt.',
  host: 'Dein Kalender kann die Termine aller Räume abonnieren, die du leitest. Er sieht dann von selbst nach, etwa jede Stunde, und zeigt, wenn ein Termin verschoben oder abgesagt wird oder dazukommt.',
  shows:
    'Er zeigt, wann ihr euch trefft, und die Adresse der Seite des Raums. Jeder Termin heißt „Treffen“: Weder die Gruppe noch ihr Thema wird genannt, außer der Host hat es für E-Mails und Kalender so gewählt.',
  who: 'Die Adresse ist dein Geheimnis. Wer sie hat, sieht dieselben Termine: der Dienst, bei dem dein Kalender liegt, und alle, mit denen du ihn teilst.',
  make: 'Adresse anlegen',
  label: 'Adresse deines Kalenders',
  once: 'Sie wird nur jetzt gezeigt. Öffne sie in deinem Kalender, oder kopiere sie dorthin, wo dein Kalender „abonnieren“ oder „per Adresse“ sagt.',
  open: 'In meinem Kalender öffnen',
  on: (since) => `Dein Kalender hat eine Adresse seit ${f.day(since)}.`,
  lost: 'Die Adresse selbst wurde einmal gezeigt. Wenn du sie wieder brauchst, leg eine andere an.',
  renew: 'Andere Adresse anlegen',
  renewTitle: 'Andere Adresse anlegen?',
  renewText:
    'Die bisherige gilt sofort nicht mehr. Kalender, die sie haben, bekommen keine Termine mehr.',
  turnOff: 'Ausschalten',
  offTitle: 'Den Kalender ausschalten?',
  offText:
    'Die Adresse gilt sofort nicht mehr. Was dein Kalender schon hat, kann dort bleiben, bis du es entfernst.',
  off: 'Er ist ausgeschaltet. Die Adresse gilt nicht mehr.',
  group: {
    title: 'Die Termine in deinem Kalender',
    text: 'Dein Kalender kann diese Termine abonnieren und folgt dem, was sich ändert. Du brauchst kein Konto, und niemand in der Gruppe erfährt davon. Jeder Termin heißt „Treffen“, außer der Host hat es anders gewählt.',
    label: 'Adresse des Kalenders dieser Gruppe',
  },
});
