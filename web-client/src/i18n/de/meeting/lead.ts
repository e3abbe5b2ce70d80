import type { LeadWords } from '../../en/meeting/lead';
import type { Formatter } from '../../formatter';

export const lead = (f: Formatter): LeadWords => ({
  bar: 'Leiten',
  barTask: 'Für das Treffen',
  open: 'Treffen eröffnen',
  startRound: 'Runde beginnen',
  anotherRound: 'Noch eine Runde beginnen',
  closeRound: 'Runde schließen',
  closeRoundTitle: 'Die Runde jetzt schließen?',
  closeRoundText: 'Die Runde endet für alle.',
  closeRoundNow: 'Runde schließen',
  advanceTitle: (name) => `Jetzt weiter zu „${name}“?`,
  advanceNow: 'Weiter',
  keepGoing: 'Weiterlaufen lassen',
  notHeard: (names) => `Noch nicht gehört: ${names}.`,
  cutOff: (name) => `${name} teilt gerade und würde unterbrochen.`,
  handUp: (place) => `Hand oben, ${place}.`,
  nobodyToCall: 'Gerade kann niemand aufgerufen werden.',
  thank: 'Danken und weiter',
  thankThen: (name) => `Danken, dann ${name}`,
  thankThenYou: 'Danken, dann du',
  call: (name) => `${name} aufrufen`,
  callYou: 'Selbst drankommen',
  extend: 'Eine Minute mehr',
  extendShort: '1 Min.',
  extendRest: 'eine Minute mehr',
  nudge: 'Anstupsen',
  pause: 'Pause',
  resume: 'Weiter',
  takeFloor: 'Wort zurücknehmen',
  giveFloor: 'Wort geben an…',
  advance: (name) => `Weiter zu: ${name}`,
  more: 'Mehr für die Leitung',
  moreTask: 'Mehr für deine Aufgabe',
  mode: 'Diesen Teil halten als…',
  modes: {
    round: 'Runde',
    talking_piece: 'Redestein',
    queue: 'Gehobene Hände',
    tag: 'Jede Person wählt die nächste',
    open: 'Offen für alle',
    presenter: 'Jemand trägt vor',
    directed: 'Die Leitung gibt das Wort',
    silent: 'Stille',
  },
  crosstalk: { none: 'Keine', on_request: 'Wenn die Person darum bittet', free: 'Frei' },
  modeLabel: 'Wie das Wort weitergeht',
  crosstalkLabel: 'Antworten auf einen Beitrag',
  reactionsLabel: 'Man kann auf Gesagtes reagieren',
  modeNow: 'So halten',
  modeText: 'Niemand wird unterbrochen: Solange jemand teilt, wartet das.',
  speaking: 'Jemand teilt gerade. Danke zuerst, dann geht es weiter.',
  end: 'Treffen beenden',
  endTitle: 'Das Treffen für alle beenden?',
  endText: 'Alle sehen die Abschiedsseite. Was geschrieben wurde, ist dann nicht mehr lesbar.',
  endKeep: 'Offen lassen',
  endNow: 'Jetzt beenden',
  itemTime: {
    5: 'Dieser Teil hat noch etwa fünf Minuten.',
    1: 'Dieser Teil hat noch etwa eine Minute.',
    0: 'Die Zeit dieses Teils ist um. Niemand wird unterbrochen.',
  },

  door: 'An der Tür',
  doorCount: (count) => f.plural(count, { one: '# wartet', other: '# warten' }),
  atDoor: (name) => `${name} ist an der Tür`,
  moreAtDoor: (name, others) => `${name} und ${others} mehr sind an der Tür`,
  hereFor: (halves) =>
    halves < 2
      ? 'Gerade gekommen · Regeln angenommen'
      : `Seit ${Math.round(halves / 2)} Min. · Regeln angenommen`,
  letIn: 'Einlassen',
  message: 'Schreiben',
  deny: 'Heute nicht',
  denyTitle: (name) => `${name} heute nicht einlassen?`,
  denyText:
    'Die Person liest, dass ihr das nächste Treffen offensteht. Zu diesem kann sie nicht zurück.',
  denyNow: 'Heute nicht',
  nobodyAtDoor: 'Niemand wartet.',
  doorLabel: 'Neue',
  doors: {
    everyone: 'kommen gleich herein',
    one_by_one: 'kommen einzeln herein',
    closed: 'Tür für heute geschlossen',
  },
  doorText: {
    everyone: 'Wer einen Link hat, kommt von selbst herein.',
    one_by_one: 'Du lässt alle einzeln ein.',
    closed:
      'Niemand Neues kann warten. Sie lesen, dass du die Tür für heute geschlossen hast. Wer schon da war, darf auf dich warten.',
  },
  doorHeld:
    'Über einen Link, über den sie kamen, kam auch jemand, der weggeschickt wurde. Darum entscheidest du.',
  sendToDoor: 'Zurück in den Warteraum schicken',
  held: {
    title: 'Wer neu über denselben Link kommt, wartet jetzt auf die Leitung.',
    text: 'Sonst könnte die weggeschickte Person unter anderem Namen darüber zurückkommen.',
    ask: 'Die Gastgeberin oder der Gastgeber kann den Link auf der Seite des Raums ersetzen.',
    replace: 'Link ersetzen',
    release: 'Link wie vorher gelten lassen',
    replaced: 'Das ist der neue Link. Der alte gilt nicht mehr. Er wird nur jetzt gezeigt.',
    read: 'In Ordnung',
  },

  prompts: 'Fertige Sätze',
  promptList: {
    question: 'Kommen wir zur Frage zurück.',
    experience: 'Sprechen wir aus eigener Erfahrung.',
    breath: 'Danke. Atmen wir kurz durch, bevor es weitergeht.',
    minute: 'Eine stille Minute zusammen.',
  },

  time: 'Zeit',
  timeLeft: (halves) => `Dieser Teil hat noch etwa ${Math.max(1, Math.round(halves / 2))} Min.`,
  timeOver: 'Die Zeit dieses Teils ist um.',
  toHear: (count) => f.plural(count, { one: 'Eine Person kommt noch.', other: '# kommen noch.' }),

  actions: (name) => `Was für ${name} zu tun ist`,
  muteFive: 'Fünf Minuten stumm',
  mute: 'Stumm, bis es aufgehoben wird',
  unmute: 'Stummschaltung aufheben',
  muteAll: 'Alle stumm',
  unmuteAll: 'Alle wieder schreiben lassen',
  muted: 'stumm',
  offline: 'offline',
  giveFloorTo: 'Das Wort geben',
  remove: 'Aus diesem Treffen entfernen',
  ban: 'Aus dem Raum ausschließen',
  removeTitle: (name) => `${name} aus diesem Treffen entfernen?`,
  removeText:
    'Heute geht es dann nicht mehr zurück. Wer neu über denselben Link kommt, wartet auf die Leitung, bis der Link ersetzt ist.',
  banTitle: (name) => `${name} aus diesem Raum ausschließen?`,
  banText:
    'Auch spätere Treffen sind dann nicht mehr möglich. Wer neu über denselben Link kommt, wartet auf die Leitung, bis der Link ersetzt ist.',
  reasonLabel: 'Warum? Der Grund wird festgehalten, ohne etwas vom Geschriebenen.',
  reasons: {
    unable: 'Kann heute nicht gut teilnehmen',
    guidelines: 'Hielt sich nicht an die Regeln',
    safety: 'Zur Sicherheit von jemandem',
    wrong_room: 'Ist im falschen Raum',
    other: 'Ein anderer Grund',
  },
  removeNow: 'Entfernen',
  banNow: 'Ausschließen',
  roleAndTasks: 'Rolle und Aufgaben…',
  roleAndTasksOf: (name) => `Rolle und Aufgaben von ${name}`,
  roleLabel: 'Rolle in diesem Treffen',
  tasksLabel: 'Aufgaben in diesem Treffen',
  handOver: 'Leitung übergeben',
  service: {
    timekeeper: 'achtet auf die Zeit',
    presenter: 'trägt vor',
    greeter: 'begrüßt Neue',
    backup: 'springt für die Leitung ein',
  },
  serviceMay: (service, calls) => {
    if (service === 'timekeeper') {
      return calls
        ? 'anstupsen, eine Minute mehr geben und die Nächsten aufrufen'
        : 'anstupsen und eine Minute mehr geben';
    }
    if (service === 'presenter')
      return 'in einem eigenen Teil jederzeit schreiben, blättern, die Nächsten aufrufen und weitergehen';
    if (service === 'greeter') return 'denen an der Tür und den Dazugekommenen schreiben';
    return 'leiten, wenn Leitung und Mitleitung weg sind';
  },
  roleMay: {
    member: 'das Wort bekommen und schreiben, wo alle dürfen',
    observer: 'lesen und um Hilfe bitten; bekommt nicht das Wort, und alle sehen die Beobachtung',
    co_facilitator: 'mitleiten: das Wort, den Ablauf, die Tür, stumm schalten und entfernen',
    co_therapist:
      'mitleiten: das Wort, den Ablauf, die Tür, stumm schalten und entfernen. Nur für jemanden, der als therapeutische Leitung kam',
  },
  can: (what) => `Kann ${what}.`,
  youCan: (what) => `Du kannst ${what}.`,
  rolesAreSeen: 'Alle sehen Rollen und Aufgaben in der Liste der Leute.',
  roleGiven: (role) => `Deine Rolle in diesem Treffen ist jetzt: ${role}.`,
  taskGiven: {
    timekeeper: 'Du achtest in diesem Treffen auf die Zeit.',
    presenter: 'Du trägst in diesem Treffen vor.',
    greeter: 'Du begrüßt in diesem Treffen die Neuen.',
    backup: 'Du springst in diesem Treffen für die Leitung ein, wenn es nötig wird.',
  },
  taskTaken: {
    timekeeper: 'Du achtest nicht mehr auf die Zeit.',
    presenter: 'Du trägst nicht mehr vor.',
    greeter: 'Du begrüßt die Neuen nicht mehr.',
    backup: 'Du springst nicht mehr für die Leitung ein.',
  },
  taskRead: 'In Ordnung',
  earlier: 'Früher in der Reihenfolge',
  later: 'Später in der Reihenfolge',
  toLast: 'Ans Ende der Reihenfolge',

  menu: 'Mehr',
  menuPeople: 'Alle hier',
  menuAgenda: 'Der Ablauf heute',
  menuWhispers: 'Geflüstertes',
  menuPart: 'Wie ich teilnehme',
  menuCommands: 'Befehle und Tasten',
  menuLeave: 'Treffen verlassen',
  leaveTitle: 'Das Treffen verlassen?',
  leaveText:
    'Solange es läuft, kannst du zurückkommen. Bis dahin bleibt dein Entwurf auf dieser Seite, und nur hier.',
  leaveNow: 'Verlassen',
  stay: 'Bleiben',
});
