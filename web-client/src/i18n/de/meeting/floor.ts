import type { FloorWords } from '../../en/meeting/floor';

const NUMBERS = [
  'null',
  'eine',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
];
const HALVES = [
  '',
  'eineinhalb',
  'zweieinhalb',
  'dreieinhalb',
  'viereinhalb',
  'fünfeinhalb',
  'sechseinhalb',
  'siebeneinhalb',
  'achteinhalb',
  'neuneinhalb',
  'zehneinhalb',
];
const PLACES = [
  'erster',
  'zweiter',
  'dritter',
  'vierter',
  'fünfter',
  'sechster',
  'siebter',
  'achter',
  'neunter',
  'zehnter',
  'elfter',
  'zwölfter',
];

const place = (ahead: number) =>
  PLACES[ahead] ? `an ${PLACES[ahead]} Stelle` : `an Stelle ${ahead + 1}`;

const span = (halves: number) => {
  const minutes = Math.floor(halves / 2);
  if (minutes === 0) return 'eine halbe Minute';
  if (halves % 2 === 1 && HALVES[minutes]) return `${HALVES[minutes]} Minuten`;
  return minutes === 1 ? 'eine Minute' : `${NUMBERS[minutes] ?? minutes} Minuten`;
};
/** Nach „in“ steht der Dativ. */
const spanDative = (halves: number) =>
  span(halves)
    .replace(/^eine halbe /, 'einer halben ')
    .replace(/^eine /, 'einer ');

export const floor = (): FloorWords => ({
  kind: { peer_led: 'Selbsthilfegruppe', therapist_led: 'Therapiegruppe' },
  roles: {
    member: 'Mitglied',
    observer: 'Beobachtung',
    facilitator: 'Leitung',
    co_facilitator: 'Mitleitung',
    therapist: 'therapeutische Leitung',
    co_therapist: 'therapeutische Mitleitung',
  },
  you: 'Du',
  span,
  about: (halves) => `etwa ${span(halves)}`,
  left: (halves) => `Noch etwa ${span(halves)}`,
  simulated: 'simuliert',

  say: {
    hasFloor: 'hat das Wort.',
    youHaveFloor: 'Du hast das Wort.',
    takeYourTime: 'Nimm dir Zeit.',
    yourTurn: 'Du bist dran, wenn du magst.',
    finish: 'Deine Zeit geht zu Ende.',
    noRush: 'Du kannst mit deinen eigenen Worten schließen.',
    thanks: 'Danke fürs Teilen.',
    offered: 'wird gefragt, ob ein Beitrag kommt.',
    holderHas: (halves) => `hat noch etwa ${span(halves)}.`,
    goesOn: 'hatte die übliche Zeit und ist noch dabei. Manche brauchen länger.',
    then: (name) => `Dann ${name}.`,
    thenYou: 'Dann du.',
    youAreNext: 'Du bist als Nächstes dran.',
    youAre: (ahead, after) => `Du bist ${place(ahead)}, nach ${after}.`,
    held: 'hat die Verbindung verloren.',
    heldMine: 'Das Wort wartet auf dich.',
    choosing: 'überlegt, was zurückkommen soll.',
    asked: {
      nothing: 'möchte nichts zurück.',
      listening: 'möchte nur, dass zugehört wird.',
      reactions: 'möchte Reaktionen.',
      questions: 'möchte Fragen.',
      suggestions: 'möchte Vorschläge.',
    },
    naming: 'wählt, wer als Nächstes spricht.',
    nameNext: 'Wen möchtest du als Nächstes hören?',
    paused: 'Das Wort ruht.',
    everyoneMuted: 'Alle sind vorerst stumm.',
    clocksStopped: 'Niemandes Zeit läuft.',
    notOpen: 'Das Treffen ist noch nicht eröffnet.',
    free: 'Das Wort ist frei.',
    openMode: 'Alle können schreiben.',
    queueMode: 'Heb die Hand, wenn du es möchtest.',
    directedMode: 'Die Leitung gibt es weiter.',
    youPresent: 'Du trägst vor. Alle lesen mit.',
    presenterMode: 'Jemand trägt vor. Du kannst die Hand heben.',
    silentMode: 'Eine stille Zeit.',
    silentRest: 'Niemand muss schreiben.',
    tagMode: 'Wer teilt, wählt, wer als Nächstes spricht.',
    roundMode: 'Die Runde beginnt gleich.',
    unheard: 'Ist jemand noch nicht zu Wort gekommen?',
    silence: 'Ein stiller Moment.',
    silenceRest: 'Alle haben gepasst, und das ist in Ordnung.',
  },

  status: {
    holding: 'hat das Wort',
    offered: 'ist gefragt',
    held: 'Verbindung verloren',
    next: 'als Nächstes',
    coming: 'wartet',
    deferred: 'kommt am Ende noch einmal',
    heard: 'hat geteilt',
    passed: 'hat gepasst',
    away: 'nicht da',
    here: 'da',
    listening: 'hört zu',
    observing: 'beobachtet',
  },
  place: (ahead) => (ahead === 0 ? 'als Nächstes' : place(ahead)),
  hand: (number) => `Hand gehoben, ${place(number - 1)}`,
  lead: 'Leitung',

  circle: 'Der Kreis, in der Reihenfolge des Sprechens',
  asList: 'Als Liste zeigen',
  asRing: 'Als Kreis zeigen',
  openCircle: 'Alle hier',
  hubHas: 'hat das Wort',
  hubHave: 'hast das Wort',
  hubOffered: 'kann jetzt teilen',
  hubFree: 'Niemand hat das Wort',
  hubOpen: 'Offen für alle',
  hubThen: (names) => `Dann ${names}`,
  hubHands: (names) => `Hände: ${names}`,
  inText: 'du',
  endOfRound: 'Ende der Runde',

  agenda: 'Heute',
  minutes: (count) => `${count} Min.`,
  step: (item, at, of) => `${item} · ${at} von ${of}`,
  leadingStep: (minutes) => `Du leitest · noch ${minutes} Min.`,
  itemDone: 'vorbei',
  itemNow: 'jetzt',
  leading: 'Du leitest',
  helpsLead: 'Du hilfst beim Leiten',
  rehearsal: 'Probe',

  banner: {
    offline: 'Du bist offline.',
    offlineText: 'Dein Platz und deine Worte bleiben. Wir versuchen es wieder.',
    barred: 'Die stehende Verbindung kommt nicht zustande.',
    barredText:
      'Der Server antwortet, aber etwas zwischen ihm und dir blockiert die Verbindung, die ein Treffen braucht (WebSocket): ein strenges Netz, ein VPN oder eine Erweiterung. Versuch ein anderes Netz oder einen anderen Browser, und sag es denen, die diesen Server betreiben. Wir versuchen es weiter.',
    held: (name) => `${name} hat die Verbindung verloren.`,
    heldText: 'Das Wort wartet, bis zu einer Minute.',
    paused: 'Das Wort ruht.',
    pausedBy: 'Die Leitung kümmert sich um etwas. Niemandes Zeit läuft.',
    restart: 'Der Server wurde neu gestartet.',
    restartText: 'Nichts ging verloren. Gleich geht es weiter, mit der Zeit, die übrig war.',
    therapyLost: 'Gerade ist niemand von der therapeutischen Leitung da.',
    therapyLostText:
      'Das Wort ruht. Niemand muss etwas tun. Brauchst du jetzt jemanden, stehen unter Hilfe Hilfetelefone, die antworten.',
    leadLost: 'Die Leitung hat die Verbindung verloren.',
    leadLostText: 'Ihr Platz wird einen Moment frei gehalten.',
    leadNeeded: 'Dieses Treffen hat keine Leitung.',
    leadNeededText: (halves) =>
      `Jemand kann es zu Ende leiten. Sonst schließt der Raum in etwa ${spanDative(halves)}.`,
    closing: (halves) => `Ohne Leitung schließt der Raum in etwa ${spanDative(halves)}.`,
    volunteer: 'Ich kann leiten',
    volunteers: (name) => `${name} bietet an zu leiten.`,
    youVolunteer: 'Du hast angeboten zu leiten.',
    volunteersText: 'Widerspricht niemand, geht es so weiter.',
    object: 'Lieber nicht',
    asksForMore: (name) => `${name} bittet um eine Minute mehr.`,
    asksForMoreText: 'Widerspricht niemand, ist sie gegeben. Wer widerspricht, erfährt niemand.',
    youAskedForMore: 'Du hast um eine Minute mehr gebeten.',
    everyoneMutedText:
      'Niemandes Zeit läuft, und niemand verliert den Platz. Du kannst weiter der Leitung flüstern und um Hilfe bitten.',
    muted: 'Du kannst gerade nicht schreiben.',
    mutedText:
      'Die Leitung hat dein Schreiben vorerst angehalten. Flüstern und um Hilfe bitten kannst du weiter.',
    mutedFor: (halves) =>
      `Das endet in etwa ${spanDative(halves)}. Flüstern und um Hilfe bitten kannst du weiter.`,
  },

  spoken: {
    yourTurn: 'Du bist dran, wenn du magst. Teilen, passen oder später noch einmal.',
    floorYours: 'Du hast das Wort.',
    warned: (halves) => `Noch etwa ${span(halves)}.`,
    extended: 'Du hast eine Minute mehr.',
  },
});
