import type { AsideWords } from '../../en/meeting/aside';
import type { Formatter } from '../../formatter';

export const aside = (f: Formatter): AsideWords => ({
  step: 'Zu zweit beiseitegehen',
  bringBack: 'Beide zur Gruppe zurückholen',
  back: 'Zurück zur Gruppe',
  with: (name) => `beiseite mit ${name}`,

  title: (name) => `Du und ${name}, beiseite`,
  thread: 'Was ihr beide geschrieben habt',
  none: 'Hier steht noch nichts.',
  goesOn: 'Das Treffen geht weiter, und dein Platz bleibt dir.',
  waits: 'Die Gruppe wartet so lange, und dein Platz bleibt dir.',
  led: (leads) =>
    f.plural(leads.length, {
      one: `${f.list(leads)} ist so lange bei der Gruppe.`,
      other: `${f.list(leads)} sind so lange bei der Gruppe.`,
    }),
  notLed:
    'Sonst ist niemand von der Leitung bei der Gruppe. Beende die Pause, wenn es weitergehen kann.',
  notLedRuns: 'Sonst ist niemand von der Leitung bei der Gruppe, und das Treffen geht weiter.',
  offline: (name) => `${name} ist gerade nicht verbunden und liest das, sobald es wieder geht.`,

  others: (lead, name) => `${lead} ist mit ${name} beiseitegegangen.`,
  othersText: 'Die beiden schreiben sich allein.',
});
