import type { Dates } from '../en/dates';
import type { Formatter } from '../formatter';

const NTH = ['ersten', 'zweiten', 'dritten', 'vierten'];

/** Cities that German calls otherwise than the zones do. */
const CITIES: Readonly<Record<string, string>> = {
  Athens: 'Athen',
  Belgrade: 'Belgrad',
  Brussels: 'Brüssel',
  Bucharest: 'Bukarest',
  Cairo: 'Kairo',
  Copenhagen: 'Kopenhagen',
  Kiev: 'Kyjiw',
  Kyiv: 'Kyjiw',
  Lisbon: 'Lissabon',
  Luxembourg: 'Luxemburg',
  Moscow: 'Moskau',
  Prague: 'Prag',
  Rome: 'Rom',
  Singapore: 'Singapur',
  Tokyo: 'Tokio',
  Vienna: 'Wien',
  Warsaw: 'Warschau',
  Zurich: 'Zürich',
};

export const dates = (f: Formatter): Dates => ({
  city: (name) => CITIES[name] ?? `${name}`,
  on: (day, time) => `${day}, ${time}`,
  elsewhere: (time, city, there) => `${time} (${city} ${there})`,
  until: (from, to) => `${from} bis ${to}`,
  now: 'jetzt',
  session: (session, of) => `${f.number(session)} von ${f.number(of)}`,
  moved: 'Verschoben',
  cancelled: 'Abgesagt',
  added: 'Zusatztermin',

  rule: {
    once: 'Einmal',
    weekly: (days, every) =>
      every === 1 ? `Jede Woche am ${days}` : `Alle ${f.number(every)} Wochen am ${days}`,
    nth: (nth, day, every) =>
      every === 1
        ? `Am ${NTH[nth - 1]} ${day} jedes Monats`
        : `Alle ${f.number(every)} Monate am ${NTH[nth - 1]} ${day}`,
    last: (day, every) =>
      every === 1
        ? `Am letzten ${day} jedes Monats`
        : `Alle ${f.number(every)} Monate am letzten ${day}`,
    day: (day, every) =>
      every === 1
        ? `Am ${f.number(day)}. jedes Monats`
        : `Alle ${f.number(every)} Monate am ${f.number(day)}.`,
    lastDay: (every) =>
      every === 1 ? 'Am letzten Tag jedes Monats' : `Alle ${f.number(every)} Monate am letzten Tag`,
    at: (rule, time) => `${rule}, ${time}`,
    there: (rule, time, city) => `${rule}, ${time} in ${city}`,
    after: (rule, dates) =>
      `${rule}. ${f.plural(dates, { one: 'Insgesamt ein Termin.', other: 'Insgesamt # Termine.' })}`,
    lasts: (rule, day) => `${rule}. Bis ${day}.`,
  },

  face: {
    title: 'Wann ihr euch trefft',
    next: 'Nächstes Treffen',
    later: 'Danach',
    none: 'Es sind keine weiteren Termine geplant.',
    called: (day) => `${day} ist abgesagt.`,
    soon: (when) => `Das ist ${when}.`,
  },

  plan: {
    title: 'Wann ihr euch trefft',
    open: 'Ohne Termine',
    openText: 'Der Raum öffnet, wenn eine Leitung ihn öffnet.',
    planned: 'Mit Terminen',
    plannedText: 'Mitglieder sehen, wann sie kommen können, und die Türen öffnen von selbst.',
    first: 'Erster Termin',
    from: 'Ab',
    time: 'Uhrzeit',
    zone: 'Zeitzone',
    zoneHint: 'Gib eine Stadt ein. Alle sehen die Zeiten in ihrer eigenen Zone.',
    zoneNow: (city, time) => `In ${city} ist es jetzt ${time}.`,
    zoneUnknown: 'Eine Zeitzone mit diesem Namen gibt es nicht. Versuch die nächste große Stadt.',
    repeat: 'Wiederholung',
    rhythms: {
      once: 'Keine',
      weekly: 'Nach Wochen',
      nth: (nth, day) => `Monatlich, am ${NTH[nth - 1]} ${day}`,
      last: (day) => `Monatlich, am letzten ${day}`,
      day: (day) => `Monatlich, am ${f.number(day)}.`,
      lastDay: 'Monatlich, am letzten Tag',
    },
    someMonths: (day) => `Monate ohne einen ${f.number(day)}. haben keinen Termin.`,
    everyWeeks: 'Abstand in Wochen',
    everyMonths: 'Abstand in Monaten',
    days: 'An diesen Tagen',
    daysHint: 'Der Tag des ersten Termins gehört immer dazu.',
    ends: 'Ende',
    ending: { never: 'Es geht weiter', after: 'Nach so vielen Terminen', on: 'An einem Tag' },
    dates: 'Termine insgesamt',
    datesHint: 'Abgesagte zählen mit.',
    lastDay: 'Letzter Tag',
    doors: 'Türen',
    leadsMinutes: 'Die Leitung kann kommen, Minuten vorher',
    membersMinutes: 'Mitglieder können kommen, Minuten vorher',
    missedMinutes: 'Auf eine Leitung warten, Minuten',
    missedHint: 'Öffnet bis dahin niemand, wird es den Wartenden gesagt, mit dem nächsten Termin.',
    late: 'Die Tür schließen für alle, die zu spät kommen',
    lateMinutes: 'Minuten nach dem Beginn',
    required: 'Wähl den Tag des ersten Termins.',
  },

  preview: {
    title: 'Die nächsten Termine',
    empty: 'Wähl den ersten Termin, dann siehst du die folgenden.',
    wrong: 'Diese Termine gehen so noch nicht. Daneben steht, was du ändern kannst.',
    failed: 'Die Termine lassen sich gerade nicht nachsehen. Du kannst weitermachen.',
    more: (n) => f.plural(n, { one: 'und ein weiterer', other: 'und # weitere' }),
    members: 'Was Mitglieder sehen',
    overlaps: 'Er überschneidet sich',
    overlap: (day, room, other) => `${day}: mit ${room}, ${other}`,
    overlapText: 'Du kannst es so lassen. Dieselbe Leitung kann nicht in beiden sein.',
    effects: 'Termine, die du einzeln geändert hast',
    follows: (day, to) =>
      `${day}: Was du geändert hast, gilt jetzt für den Termin, der am ${to} geplant ist.`,
    stays: (day) => `${day} bleibt, als Zusatztermin.`,
    ends: (day) => `${day} ist kein Termin mehr.`,
  },

  list: {
    title: 'Termine',
    none: 'Es gibt keine Termine: Die Leitung öffnet den Raum, wann sie will.',
    missed: (when) => `Das Treffen am ${when} hat niemand geöffnet. Wer wartete, hat es erfahren.`,
    noteFor: (when) => `Eine Notiz für ${when} schreiben`,
    over: 'Alle Termine sind vorbei.',
    plan: 'Termine planen',
    change: 'Den Plan ändern',
    more: 'Weitere Termine zeigen',
    menu: 'Mehr zum Plan',
    menuOf: (day) => `${day} ändern`,
    add: 'Einen Termin hinzufügen',
    clear: 'Den Plan wegnehmen',
    move: 'Verschieben',
    cancel: 'Diesen Termin absagen',
    uncancel: 'Doch stattfinden lassen',
    note: 'Eine Notiz schreiben',
    restore: 'Zurücksetzen',
    remove: 'Herausnehmen',
    fromHere: 'Von hier an ändern',
    changed: {
      move: (day) => `Verschoben auf ${day}.`,
      cancel: (day) => `${day} ist abgesagt.`,
      cancelAdd: (day) => `${day} ist abgesagt, und am Ende kommt einer dazu.`,
      note: (day) => `Die Notiz für ${day} ist gespeichert.`,
      add: (day) => `${day} ist hinzugefügt.`,
      restore: (day) => `${day} ist wieder wie geplant.`,
      remove: (day) => `${day} ist herausgenommen.`,
      uncancel: (day) => `${day} findet statt.`,
    },
    notAdded:
      'Der Termin ist abgesagt, aber der am Ende ließ sich nicht hinzufügen. Mit „Einen Termin hinzufügen“ geht es auch.',
  },

  dialog: {
    move: (day) => `${day} verschieben`,
    day: 'Tag',
    time: 'Uhrzeit',
    zoneOf: (city) => `In der Zeit von ${city}.`,
    moveSubmit: 'Verschieben',
    cancel: (day) => `${day} absagen?`,
    cancelText: 'Er bleibt in der Liste, als abgesagt, und niemand kann dann hereinkommen.',
    cancelSubmit: 'Diesen Termin absagen',
    keep: 'Behalten',
    atEnd: 'Am Ende einen hinzufügen',
    atEndText: 'Damit die Reihe so viele Treffen hat wie zuvor.',
    note: 'Notiz',
    noteHint: 'Mitglieder lesen sie neben dem Termin.',
    noteTitle: (day) => `Notiz für ${day}`,
    noteSubmit: 'Die Notiz speichern',
    add: 'Einen Termin hinzufügen',
    addText: 'Ein Zusatztermin neben denen, die sich wiederholen.',
    addSubmit: 'Hinzufügen',
    clear: 'Den Plan wegnehmen?',
    clearText:
      'Die kommenden Termine sind weg, mit dem, was du in ihnen geändert hast. Links und Plätze bleiben, und die Leitung öffnet den Raum, wann sie will.',
    clearSubmit: 'Wegnehmen',
  },

  edit: {
    plan: 'Termine planen',
    change: 'Den Plan ändern',
    fromHere: (day) => `Ab ${day} ändern`,
    whole: 'Die vergangenen Termine bleiben, wie sie waren.',
    fromHereText: 'Die Termine davor bleiben, wie sie sind.',
    submit: 'Den Plan speichern',
  },
});
