import type { Home } from '../en/home';

export const home = (): Home => ({
  title: 'Meine Gruppen',
  text: 'Nur dieser Browser kennt die Liste. Sie zeigt die Namen, die du vergibst, und keine anderen.',
  group: (number) => `Gruppe ${number}`,
  looking: 'Der nächste Termin wird gesucht …',
  next: (day, time) => `Nächstes Mal: ${day}, ${time}`,
  running: (time) => `Laut Plan seit ${time}`,
  noDates: 'Es ist gerade kein Termin geplant.',
  whenOpened: 'Es beginnt, wenn eine Leitung öffnet.',
  unknown: 'Der nächste Termin lässt sich gerade nicht laden. Hineingehen kannst du trotzdem.',
  gone: {
    banned: 'Dieser Raum ist für dich geschlossen.',
    other:
      'Dein Platz ist hier nicht mehr offen: Dieser Browser hat ihn vergessen, oder die Gruppe ist zu Ende.',
  },
  enter: 'Zum Raum',
  enterNamed: (name) => `Zum Raum: ${name}`,
  menuOf: (name) => `Mehr zu ${name}`,
  rename: 'Umbenennen',
  nameLabel: 'Wie du diese Gruppe hier nennst',
  nameHint: 'Andere an diesem Browser können es lesen. Leer bleibt es bei einer Nummer.',
  useTitle: 'Den Namen des Raums nehmen',
  remove: 'Von der Liste nehmen',
  removeNamed: (name) => `${name} von der Liste nehmen`,
  removeTitle: (name) => `${name} von der Liste nehmen?`,
  removeText:
    'Dein Platz in der Gruppe bleibt, wie er ist. Zurück kommst du mit deinem Einladungslink oder deinem Wiederherstellungscode.',
  removeNow: 'Herunternehmen',
});
