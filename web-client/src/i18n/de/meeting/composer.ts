import type { ComposerWords } from '../../en/meeting/composer';

export const composer = (): ComposerWords => ({
  label: 'Deine Worte',
  send: 'Senden',
  sendParts: (parts) => `In ${parts} Teilen senden`,
  length: {
    left: (chars) => `Noch ${chars} Zeichen`,
    over: (chars) => `${chars} Zeichen zu viel`,
    tooLong: (parts) =>
      parts > 1
        ? `Das ist zu lang für eine Nachricht. Es geht in ${parts} Teilen.`
        : 'Das ist zu lang für eine Nachricht.',
  },
  gathering: (names) =>
    `Das Treffen ist noch nicht eröffnet. Lesen kann das nur: ${names.join(', ')}.`,
  gatheringAlone: 'Das kann noch niemand lesen. Was du schreibst, bleibt, bis jemand da ist.',
  sending: 'wird gesendet…',
  enterSends: 'Eingabetaste sendet',

  writeAhead: 'Schreib schon vor. Bis du dran bist, siehst das nur du.',
  onlyYou: 'Was du hier schreibst, siehst nur du.',
  forHand: 'Das siehst nur du. Heb die Hand, um es zu teilen.',
  writeAheadPlaceholder: 'Mir geht durch den Kopf…',
  minePlaceholder: 'Nimm dir Zeit…',
  openPlaceholder: 'An alle schreiben…',
  leadPlaceholder: 'Als Leitung sprechen. Alle sehen es.',
  sealedPlaceholder: 'Für den Moment, in dem alles aufgedeckt wird…',
  replyPlaceholder: 'Eine Frage, wenn du eine hast…',
  suggestPlaceholder: 'Ein Vorschlag, wenn du einen hast…',

  pass: 'Passen',
  defer: 'Später noch mal',
  whisper: 'Der Leitung flüstern',
  raise: 'Hand heben',
  askToSpeak: 'Ums Wort bitten',
  askNoMore: 'Du bittest ums Wort. Zurücknehmen',
  lower: 'Hand senken',
  handPlace: (ahead) =>
    ahead === 0
      ? 'Deine Hand ist oben. Du bist als Nächstes dran.'
      : `Deine Hand ist oben. ${ahead} vor dir.`,

  offerTitle: 'Möchtest du teilen?',
  offerText: (span) =>
    `Es eilt nicht: Für die Antwort hast du ${span}. Passen ist genauso willkommen wie Teilen.`,
  offerNudged: (span, comesBack) =>
    `Du kannst teilen oder passen; beides ist willkommen. Noch ${span}, dann geht das Wort weiter${comesBack ? ', und am Ende kannst du noch dazukommen' : ''}.`,
  share: 'Teilen',

  notStarted: (seconds) =>
    `Deine Zeit beginnt, wenn du zu schreiben anfängst, oder nach ${seconds} Sekunden.`,
  untimed: 'Du hast das Wort.',
  grace: 'Deine Zeit geht zu Ende. Du kannst mit deinen eigenen Worten schließen.',
  lastDraft:
    'Die Zeit für diesen Beitrag ist um. Was du geschrieben hast, kannst du noch senden oder für dich behalten.',
  askForMore: 'Mehr Zeit',
  done: 'Ich bin fertig',
  throwAway: 'Nicht senden',
  carryOut: 'Ausführen',
  ending: {
    ending: 'Dein Beitrag endet gleich.',
    passing: 'Du passt gleich.',
    key: 'Escape nimmt es zurück.',
    undo: 'Rückgängig',
  },
  handIn: 'Abgeben',
  handInInstead: 'Stattdessen abgeben',
  sealed: {
    none: 'Das siehst nur du, bis aufgedeckt wird.',
    words: 'Du hast abgegeben. Bis aufgedeckt wird, siehst das nur du.',
    passed: 'Du hast gepasst. Schreiben kannst du immer noch.',
    coming: 'Dein Beitrag kommt noch. Bis dahin kannst du ihn zurücknehmen.',
    over: 'Was du schreibst, bleibt, und niemand sieht es.',
  },
  handedIn: {
    yours: 'Abgegeben',
    noted: (note) => `Hinweis zum Inhalt: ${note}`,
    passed: 'Diesmal passt du.',
    change: 'Ändern',
    takeBack: 'Zurücknehmen',
  },
  addNote: 'Inhaltshinweis',
  note: 'Inhaltshinweis',
  noteHint: 'Deine Worte bleiben verdeckt, bis jemand sie öffnet.',
  notePlaceholder: 'Krankheit, Gewalt, Verlust…',
  noteRemove: 'Hinweis entfernen',

  heldTitle: 'Das Wort wartet auf dich.',
  heldText: 'Du hast, was übrig war, und etwas mehr.',
  silenceHeldText: 'Wir halten Stille. Was du schreibst, bleibt.',
  pausedText: 'Das Wort ruht. Was du schreibst, bleibt.',
  asideText:
    'Du bist beiseitegegangen. Was du hier schreibst, bleibt für später, und niemand sieht es.',
  mutedText: 'Was du schreibst, bleibt. Niemand sieht es.',
  silentText: 'Eine stille Zeit. Was du schreibst, bleibt, und niemand sieht es.',
  observing: 'Du beobachtest. Du kannst jederzeit gehen oder um Hilfe bitten.',

  feedbackTitle: 'Was möchtest du zurück?',
  feedback: {
    nothing: 'Nichts',
    listening: 'Nur Zuhören',
    reactions: 'Reaktionen',
    questions: 'Fragen',
    suggestions: 'Vorschläge',
  },
  receiving: {
    nothing: 'Mehr braucht es nicht.',
    listening: 'Die anderen sind bei dir.',
    reactions: 'Reaktionen können kommen.',
    questions: 'Fragen können kommen, höchstens ein paar.',
    suggestions: 'Vorschläge können kommen, höchstens ein paar.',
  },
  stop: 'Das reicht, danke',
  replyTo: {
    questions: (name) => `${name} möchte Fragen.`,
    suggestions: (name) => `${name} möchte Vorschläge.`,
  },
  repliesLeft: (left) =>
    left === 1 ? 'Eine Antwort kann noch kommen.' : 'Ein paar Antworten können kommen.',

  namingTitle: 'Wen möchtest du als Nächstes hören?',
  namingText: 'Oder überlass es der Leitung.',
  namingNobody: 'Alle sind zu Wort gekommen.',

  floorTaken: (name) =>
    `${name} hat das Wort, darum wurde das nicht gesendet. Es bleibt, bis du dran bist.`,
  extended: 'Du hast eine Minute mehr.',
});
