import type { Templates } from '../en/templates';

export const templates = (): Templates => ({
  title: 'Deine Vorlagen',
  hint: 'Abläufe, die du behalten hast. Nur du siehst sie.',
  empty: 'Noch keine. Auf der Seite eines Raums lässt sich unter „Bearbeiten“ der Ablauf behalten.',
  failed: 'Deine Vorlagen konnten nicht geholt werden.',
  from: (format) => `aus ${format}`,
  actions: (name) => `Aktionen für ${name}`,
  rename: 'Umbenennen',
  delete: 'Löschen',
  keep: 'Diesen Ablauf als Vorlage behalten',
  keepTitle: 'Diesen Ablauf behalten',
  keepText: 'Daraus kannst du andere Räume machen. Dieser Raum ändert sich nicht.',
  name: 'Name der Vorlage',
  as: 'Behalten als',
  asNew: 'neue Vorlage',
  asOld: (name) => `statt ${name}`,
  submit: 'Behalten',
  kept: (name) => `Als ${name} behalten.`,
  renameTitle: 'Vorlage umbenennen',
  deleteTitle: 'Diese Vorlage löschen?',
  deleteText: (name) =>
    `${name} verschwindet. Räume, die daraus gemacht wurden, bleiben, wie sie sind.`,
});
