import type { WhisperWords } from '../../en/meeting/whispers';
import type { Formatter } from '../../formatter';

export const whispers = (f: Formatter): WhisperWords => ({
  title: 'Geflüstertes',
  unread: (count) => f.plural(count, { one: '# ungelesen', other: '# ungelesen' }),
  none: 'Nichts geflüstert. Was hier steht, erreicht nur die Leitung.',
  noneAmongLeads: 'Noch nichts geflüstert.',

  to: 'An',
  allLeads: 'Die ganze Leitung',
  otherLeads: 'Die anderen in der Leitung',
  alone: (name) => `Nur ${name}`,
  writeTo: (name) => `${name} flüstern`,
  writeLeads: 'Der Leitung flüstern',
  backToLeads: 'An die ganze Leitung schreiben',
  placeholder: 'Schreiben…',

  readersLeads: (leads) =>
    leads.length > 0
      ? `${f.list(leads)} ${leads.length === 1 ? 'kann' : 'können'} das lesen, sonst niemand.`
      : 'Gerade ist niemand von der Leitung im Treffen, also würde das niemand lesen.',
  readersAtDoor: 'Die Leitung und wer Neue begrüßt, kann das lesen.',
  readersAmongLeads: (leads) =>
    `Nur ${f.list(leads)} ${leads.length === 1 ? 'kann' : 'können'} das lesen.`,
  readersAlone: (name) => `Nur ${name} kann das lesen, die übrige Leitung nicht.`,
  readersOne: (name) => `${name} und die ganze Leitung können das lesen.`,

  toYou: 'an dich; die ganze Leitung kann es lesen',
  toYouAlone: 'nur an dich',
  toLeads: 'an die Leitung',
  toAlone: (name) => `nur an ${name}`,
  toOne: (name) => `an ${name}; die ganze Leitung kann es lesen`,

  from: (name) => `${name} flüstert dir.`,
  fromToLeads: (name) => `${name} flüstert der Leitung.`,
  fromAlone: (name) => `${name} flüstert nur dir.`,
  more: (count) => f.plural(count, { one: 'Eins mehr', other: '# mehr' }),
  openAll: 'Alles Geflüsterte',
  read: 'Gelesen',
  reply: 'Antworten',
  moveToLast: 'Ans Ende',
});
