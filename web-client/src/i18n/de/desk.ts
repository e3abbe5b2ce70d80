import type { Desk } from '../en/desk';
import type { Formatter } from '../formatter';

export const desk = (f: Formatter): Desk => ({
  loading: 'Deine Räume werden gesucht…',
  summary: (meetings, rooms, needs) => {
    const count =
      meetings > 0
        ? f.plural(meetings, { one: 'Ein Treffen heute.', other: '# Treffen heute.' })
        : f.plural(rooms, { one: 'Ein Raum.', other: '# Räume.' });
    if (needs === 0) return `${count} Nichts braucht dich.`;
    return `${count} ${f.plural(needs, { one: 'Eines braucht dich.', other: '# Dinge brauchen dich.' })}`;
  },
  newRoom: 'Neuer Raum',
  today: 'Heute',
  nothingToday: 'Für heute ist nichts mehr geplant.',
  coming: 'Die kommenden Wochen',
  thisWeek: 'Diese Woche',
  nextWeek: 'Nächste Woche',
  weekOf: (day) => `Woche vom ${day}`,
  views: { list: 'Liste', week: 'Woche' },
  viewOf: 'Die Termine zeigen als',
  weekBefore: 'Die Woche davor',
  weekAfter: 'Die Woche danach',
  noDates: 'Keine Termine.',
  nextDate: (when, soon) => `Nächster Termin: ${when} · ${soon}`,
  find: 'Einen Raum finden',
  found: (n) => f.plural(n, { one: 'Ein Raum', other: '# Räume' }),
  notFound: 'Kein Raum hat diese Wörter im Titel oder in den Themen.',
  all: (n) => `Alle ${f.number(n)} Räume zeigen`,
  archived: 'Archivierte Räume',
  archivedLoading: 'Sie werden gesucht…',
  noneArchived: 'Kein Raum ist archiviert.',
  archivedOn: (at) => `archiviert am ${f.date(at)}`,
  restore: 'Zurückholen',
  restoreOf: (title) => `${title} zurückholen`,
  restoreTitle: (title) => `${title} zurückholen?`,
  restoreText:
    'Er kommt zurück mit Ablauf, Terminen und Leitung. Niemand hat mehr einen Platz in ihm, und die alten Links gelten nicht: Alle kommen neu dazu, über eine neue Einladung.',
  rooms: 'Räume',
  emptyTitle: 'Noch keine Räume',
  emptyText:
    'Ein Raum ist ein Treffen, das wiederkommt. Beginne mit einem Format; alles lässt sich später ändern.',
  emptyGuest: 'Räume, die du mitleiten sollst, erscheinen hier.',
  closed: 'Geschlossen',
  gathering: (waiting) =>
    waiting === 0
      ? 'Der Warteraum ist offen'
      : f.plural(waiting, { one: 'Eine Person wartet', other: '# Personen warten' }),
  running: (present) =>
    f.plural(present, { one: 'Eine Person ist da', other: '# Personen sind da' }),
  places: (taken, all) =>
    `${f.number(taken)} von ${f.plural(all, { one: '# Platz', other: '# Plätzen' })}`,
  capacity: (all) => `bis zu ${f.plural(all, { one: '# Person', other: '# Personen' })}`,
  leads: (names) => `Leitung: ${f.list(names)}`,
  ownedBy: (name) => `Gehört ${name}`,
  onDesk: 'Auf der geteilten Übersicht',
  enter: 'Eintreten',
  openDoor: 'Tür öffnen',
  details: 'Einzelheiten',
  detailsOf: (title) => `Einzelheiten zu ${title}`,
  enterRoom: (title) => `${title} betreten`,
  moreNeeds: (n) => f.plural(n, { one: 'Noch eins', other: 'Noch # weitere' }),
  dismiss: 'Weglegen',
  dismissOf: (what, title) => `„${what}“ für ${title} weglegen`,
  missedStartTitle: 'Niemand hat das Treffen geöffnet',
  missedStartText: (title, when, next) =>
    `${title}, ${when}. ${next ? `Nächster Termin: ${next}. Du kannst dazu eine Notiz schreiben.` : 'Es ist kein weiterer Termin geplant.'}`,
  putAway: (what) => `Weggelegt: ${what}`,
  missedTitle: (calls) =>
    f.plural(calls, {
      one: 'Einen Hilferuf hat niemand gelesen',
      other: '# Hilferufe hat niemand gelesen',
    }),
  missedText: (title, at) =>
    `${title}, Treffen vom ${f.date(at)}. Von wem, wird nicht festgehalten. Vielleicht fragst du beim nächsten Treffen, wie es allen geht.`,
  concernsTitle: (concerns) =>
    f.plural(concerns, {
      one: 'Eine Sorge wegen der Leitung',
      other: '# Sorgen wegen der Leitung',
    }),
  needsYou: 'Braucht dich',
  waitingTitle: (waiting) =>
    f.plural(waiting, { one: 'Eine Person wartet', other: '# Personen warten' }),
  lostTitle: 'Die Namen in einem Raum sind verloren',
  lostText: (title) => `${title} kann neu beginnen, mit neuen Plätzen.`,
  noInviteTitle: 'Noch niemand eingeladen',
  noInviteText: (title) => `${title} hat keinen Einladungslink.`,
  oneLeadTitle: 'Nur eine Leitung',
  oneLeadText: (title) => `Fällst du aus, hält niemand ${title}.`,
});
