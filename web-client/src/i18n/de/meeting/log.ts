import type { LogWords } from '../../en/meeting/log';

const both = (text: string) => ({ you: text, other: () => text });

export const log = (): LogWords => ({
  label: 'Gespräch',
  liveLabel: (name) => `${name} teilt gerade`,
  youLive: 'Du teilst gerade',
  empty: 'Noch wurde nichts gesagt.',
  earlier: 'Frühere Nachrichten zeigen',
  earlierShown: 'Frühere Nachrichten stehen darüber.',
  earlierNone: 'Es gibt keine früheren Nachrichten.',
  latest: 'Zum Neuesten',
  kind: {
    share: 'hat geteilt',
    open: 'schrieb',
    lead: 'als Leitung',
    reply: 'als Antwort',
    whisper: 'geflüstert',
    door: 'an der Tür',
  },
  sharingNow: 'teilt gerade',
  moreComing: (name) => `${name}: Es kommt noch mehr`,
  writing: (name) => `${name} schreibt`,

  feedback: {
    nothing: (name) => `${name} möchte nichts zurück`,
    listening: (name) => `${name} möchte nur, dass zugehört wird`,
    reactions: (name) => `${name} möchte Reaktionen`,
    questions: (name) => `${name} möchte Fragen`,
    suggestions: (name) => `${name} möchte Vorschläge`,
  },
  youFeedback: {
    nothing: 'Du möchtest nichts zurück',
    listening: 'Du möchtest nur, dass zugehört wird',
    reactions: 'Du möchtest Reaktionen',
    questions: 'Du möchtest Fragen',
    suggestions: 'Du möchtest Vorschläge',
  },

  coverTitle: (note) => `Inhaltshinweis: ${note}`,
  coverText: (name) => `${name} hat das verdeckt. Öffne es, wenn du magst.`,
  youCoverText: 'Du hast das verdeckt. Andere öffnen es, wenn sie mögen.',
  open: 'Öffnen',
  cover: 'Wieder verdecken',

  leadCoverText: 'Die Leitung hat das verdeckt. Öffne es, wenn du magst.',
  takeBack: {
    of: (name, start) => `Nachricht von ${name}: ${start}`,
    yours: (start) => `Deine Nachricht: ${start}`,
    own: 'Zurücknehmen',
    again: 'Noch einmal schreiben',
    byYou: (n) =>
      n === 1 ? 'Du hast eine Nachricht zurückgenommen' : `Du hast ${n} Nachrichten zurückgenommen`,
    byWriter: (name, n) =>
      n === 1
        ? `${name} hat eine Nachricht zurückgenommen`
        : `${name} hat ${n} Nachrichten zurückgenommen`,
    byLead: (n) =>
      n === 1
        ? 'Die Leitung hat eine Nachricht zurückgenommen'
        : `Die Leitung hat ${n} Nachrichten zurückgenommen`,
    covered: (name) => `Die Leitung hat eine Nachricht von ${name} verdeckt`,
    coveredYours: 'Die Leitung hat eine Nachricht von dir verdeckt',

    cover: 'Mit einem Inhaltshinweis verdecken…',
    coverTitle: (name) => `Diese Nachricht von ${name} verdecken?`,
    coverText:
      'Sie bleibt, und alle öffnen sie nur, wenn sie mögen. Alle sehen, dass die Leitung sie verdeckt hat.',
    noteLabel: 'Inhaltshinweis',
    noteHint: 'Worum es geht, in ein oder zwei Worten.',
    noteMissing: 'Schreib, worum es geht.',
    coverNow: 'Verdecken',
    other: 'Zurücknehmen…',
    otherTitle: (name) => `Diese Nachricht von ${name} zurücknehmen?`,
    otherText:
      'Niemand kann sie dann mehr lesen, und sie kommt nicht wieder. Alle sehen, dass die Leitung sie zurückgenommen hat.',
    otherNow: 'Zurücknehmen',
    reasons: {
      guidelines: 'Gegen die Regeln',
      privacy: 'Verrät, wer jemand ist oder wo jemand zu finden ist',
      safety: 'Könnte jemandem schaden, der sie liest',
      other: 'Ein anderer Grund',
    },
    all: 'Auch alles zurücknehmen, was heute von dieser Person kam',
    allHint: 'Was der Leitung geflüstert wurde, bleibt.',
  },

  answers: {
    openNone: 'Hier schreiben alle für sich.',
    onRequest: 'Nach einem Beitrag kann die Person um Antworten bitten: von allen eine.',
    free: 'Hier dürft ihr einander antworten.',
  },

  hide: (name) => `${name} für mich ausblenden`,
  hidden: (name) => `Worte von ${name}, von dir ausgeblendet`,
  show: 'Zeigen',
  unhide: (name) => `${name} wieder zeigen`,

  react: (name) => `${name} etwas sagen`,
  reactions: {
    heard: 'Ich höre dich',
    me_too: 'Geht mir auch so',
    thanks: 'Danke',
    with_you: 'Ich bin bei dir',
  },
  reacted: (names, reaction) => `${names}: ${reaction}`,

  closed: 'Die Runde ist geschlossen',
  closedWithout: (names) => `Die Runde ist geschlossen. Nicht gehört: ${names.join(', ')}`,

  notes: {
    passed: { you: 'Du hast gepasst', other: (name) => `${name} hat gepasst` },
    deferred: {
      you: 'Am Ende fragen wir dich noch einmal',
      other: (name) => `${name} kommt am Ende noch einmal`,
    },
    no_answer: {
      you: 'Das Wort ging weiter. Heb die Hand, wenn du so weit bist',
      other: (name) => `Das Wort ging weiter. ${name} kann am Ende noch drankommen`,
    },
    piece_moved_on: {
      you: 'Das Wort ging weiter',
      other: (name) => `Das Wort ging von ${name} weiter`,
    },
    connection_lost: {
      you: 'Deine Verbindung ging verloren',
      other: (name) => `${name} hat die Verbindung verloren und kommt später noch einmal`,
    },
    floor_came: { you: 'Du bekamst das Wort', other: (name) => `${name} bekam das Wort` },
    sent_to_door: {
      you: 'Du bist wieder im Warteraum',
      other: (name) => `${name} wartet wieder an der Tür. Das sehen nur Leitung und Begrüßung`,
    },
    put_off: {
      you: 'Du hast jemanden gebeten, noch etwas zu warten',
      other: (name) =>
        `${name} hat jemanden gebeten, noch etwas zu warten. Das sehen nur Leitung und Begrüßung`,
    },
    door_everyone: {
      you: 'Du hast die Tür geöffnet. Alle kommen gleich herein',
      other: (name) => `${name} hat die Tür geöffnet. Alle kommen gleich herein`,
    },
    door_one_by_one: both('Ab jetzt lässt die Leitung alle einzeln ein'),
    door_closed: {
      you: 'Du hast die Tür für heute geschlossen',
      other: (name) => `${name} hat die Tür für heute geschlossen`,
    },
    came_in: { you: 'Du kamst dazu', other: (name) => `${name} kam dazu` },
    left: { you: 'Du bist gegangen', other: (name) => `${name} ist gegangen` },
    left_quietly: {
      you: 'Du bist gegangen',
      other: (name) => `${name} ging über „Schnell weg“. Das sieht nur die Leitung`,
    },
    removed: {
      you: 'Du wurdest entfernt',
      other: (name) => `${name} wurde entfernt. Das sieht nur die Leitung`,
    },
    asks_to_speak: {
      you: 'Du bittest ums Wort',
      other: (name) => `${name} bittet ums Wort. Nur die Leitung sieht das`,
    },
    declined: {
      you: 'Du hast abgelehnt. Nur die Leitung sieht das',
      other: (name) => `${name} hat abgelehnt. Nur die Leitung sieht das`,
    },
    not_observing: {
      you: 'Du beobachtest heute nicht',
      other: (name) => `${name} beobachtet heute nicht`,
    },
    opened: {
      you: 'Du hast das Treffen eröffnet',
      other: (name) => `${name} hat das Treffen eröffnet`,
    },
    paused: {
      you: 'Du hast das Wort ruhen lassen',
      other: (name) => `${name} lässt das Wort ruhen`,
    },
    silence_held: { you: 'Du hältst eine Stille', other: (name) => `${name} hält eine Stille` },
    silence_over: both('Die Stille ist vorbei'),
    resumed: both('Es geht weiter'),
    restarted: both('Das Treffen stand kurz still. Nichts ging verloren'),
    leads: { you: 'Du leitest jetzt', other: (name) => `${name} leitet jetzt` },
    order_changed: {
      you: 'Du hast die Reihenfolge geändert',
      other: (name) => `${name} hat die Reihenfolge geändert`,
    },
    anyone_unheard: both('Ist jemand noch nicht zu Wort gekommen?'),
    silence: both('Alle haben gepasst. Ein stiller Moment'),
    round_closed: both('Die Runde ist vollständig'),
    everyone_muted: both('Alle sind vorerst stumm'),
    everyone_unmuted: both('Alle können wieder schreiben, wenn sie dran sind'),
    timekeeper: { you: 'Du achtest auf die Zeit', other: (name) => `${name} achtet auf die Zeit` },
    presenter: { you: 'Du trägst vor', other: (name) => `${name} trägt vor` },
    greeter: { you: 'Du begrüßt Neue', other: (name) => `${name} begrüßt Neue` },
    backup: {
      you: 'Du springst bei Bedarf für die Leitung ein',
      other: (name) => `${name} springt bei Bedarf für die Leitung ein`,
    },
    role_changed: {
      you: 'Deine Rolle hat sich geändert',
      other: (name) => `${name} hat jetzt eine andere Rolle`,
    },
    mode_changed: both('Dieser Teil läuft jetzt anders'),
    reactions_on: both('In diesem Teil kannst du jetzt auf Gesagtes reagieren'),
    reactions_off: both('In diesem Teil gibt es keine Reaktionen mehr'),
    agenda_arranged: {
      you: 'Du hast den Ablauf geändert',
      other: (name) => `${name} hat den Ablauf geändert`,
    },
    topic_dropped: both('Vorerst kein Thema'),
  },
});
