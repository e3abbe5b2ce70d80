import type { Ways } from '../en/ways';
import type { Formatter } from '../formatter';

export const ways = (f: Formatter): Ways => ({
  title: 'Wie man dazukommt',
  names: {
    open: 'Offen',
    asking: 'Auf Anfrage',
    closed: 'Geschlossen',
    slow_open: 'Wenn ein Platz frei ist',
    modules: 'Zum Beginn eines Abschnitts',
  },
  about: {
    open: 'Wer einen Link hat, bekommt einen Platz.',
    asking: 'Wer dazukommen will, beantwortet einmal deine Fragen. Die Leitung entscheidet.',
    closed: 'Nur mit persönlicher Einladung. Jede gilt für eine Person.',
    slow_open:
      'Du gibst Plätze frei, und wer neu kommt, nimmt einen davon. Die Gruppe erfährt, dass jemand kommt.',
    modules: 'Neue beginnen an den Terminen, die du auswählst.',
  },
  now: {
    questions: (n) =>
      n === 0
        ? 'Du fragst nur nach dem Namen.'
        : f.plural(n, { one: 'Du stellst eine Frage.', other: 'Du stellst # Fragen.' }),
    until: (session) => `Neue kommen bis zum ${f.number(session)}. Treffen.`,
    places: (n) =>
      n === 0
        ? 'Gerade ist kein Platz frei.'
        : f.plural(n, { one: 'Ein Platz ist frei.', other: '# Plätze sind frei.' }),
    starts: (n) =>
      f.plural(n, { one: 'Neue beginnen an einem Termin.', other: 'Neue beginnen an # Terminen.' }),
  },
  change: 'Ändern',
  ownerOnly: 'Das kann nur ändern, wem der Raum gehört.',
  edit: {
    title: 'Wie man dazukommt',
    seats: 'Wer einen Platz hat, behält ihn, was du auch wählst.',
    question: (n) => `Frage ${f.number(n)}`,
    removeQuestion: (n) => `Frage ${f.number(n)} entfernen`,
    addQuestion: 'Frage hinzufügen',
    questionsHint: 'Einfacher Text, einmal beantwortet. Frag nur, was du zum Entscheiden brauchst.',
    until: 'Ab einem Treffen niemand Neues mehr',
    untilSession: (of) => `Bis zum Treffen, von ${f.number(of)}`,
    untilUncounted: 'Nur eine Reihe mit einem Ende zählt ihre Treffen. Plan zuerst ihr Ende.',
    places: 'Freie Plätze',
    placesHint:
      'Wie viele jetzt neu dazukommen können. Bei 0 ist der Raum zu, bis du einen freigibst.',
    starts: 'Neue beginnen am',
    noDates: 'Der Raum braucht zuerst Termine. Plan, wann er sich trifft.',
    startsNext: 'Die nächsten Termine. Spätere kannst du wählen, wenn der Raum angelegt ist.',
    loading: 'Die Termine werden gesucht…',
    meansTitle: 'Was das jetzt bedeutet',
    links: {
      open: (n) =>
        f.plural(n, {
          one: 'Der gültige Link gibt einen Platz.',
          other: 'Die # gültigen Links geben einen Platz.',
        }),
      asking: (n) =>
        f.plural(n, {
          one: 'Der gültige Link führt nun zu deinen Fragen.',
          other: 'Die # gültigen Links führen nun zu deinen Fragen.',
        }),
      closed: (n) =>
        f.plural(n, {
          one: 'Der geteilte Link gibt keinen Platz mehr und sagt, warum. Mach stattdessen persönliche Einladungen.',
          other:
            'Die # geteilten Links geben keinen Platz mehr und sagen, warum. Mach stattdessen persönliche Einladungen.',
        }),
      slow_open: (n) =>
        f.plural(n, {
          one: 'Der gültige Link gibt einen Platz, solange einer frei ist.',
          other: 'Die # gültigen Links geben einen Platz, solange einer frei ist.',
        }),
      modules: (n) =>
        f.plural(n, {
          one: 'Der gültige Link gibt einen Platz ab dem nächsten dieser Termine.',
          other: 'Die # gültigen Links geben einen Platz ab dem nächsten dieser Termine.',
        }),
    },
    requests: (n) =>
      f.plural(n, {
        one: 'Eine Person wartet auf Antwort. Du kannst sie noch geben.',
        other: '# Menschen warten auf Antwort. Du kannst sie noch geben.',
      }),
    waiting:
      'Wer einen Platz ab einem späteren Termin hat, muss auf diesen Termin nicht mehr warten.',
  },
  requests: {
    title: 'Anfragen',
    loading: 'Die Anfragen werden gesucht…',
    none: 'Niemand wartet auf eine Antwort.',
    text: 'Das liest nur die Leitung. Die Antworten werden gelöscht, wenn jemand von euch entscheidet, und spätestens nach zwei Wochen.',
    asked: (at) => `angefragt am ${f.date(at)}`,
    ends: (at) => `endet von selbst am ${f.date(at)}`,
    accept: 'Aufnehmen',
    decline: 'Absagen',
    suggest: 'Andere Gruppe vorschlagen',
    of: (what, name) => `${what}: ${name}`,
    note: 'Ein Satz von dir',
    noteHint: 'Er steht bei der Antwort. Er kann leer bleiben.',
    acceptTitle: (name) => `${name} aufnehmen?`,
    acceptText: 'Den Platz gibt es auf dem Gerät, von dem die Anfrage kam.',
    declineTitle: (name) => `${name} absagen?`,
    declineText:
      'Dort steht, dass es nichts über die Person sagt, mit Hilfetelefonen. Sonst erfährt es niemand.',
    suggestTitle: (name) => `${name} eine andere Gruppe vorschlagen?`,
    suggestText:
      'Dort steht ihr Name, mit ihrer öffentlichen Seite, oder mit einer Einladung für diese eine Person, wenn sie keine hat.',
    group: 'Die andere Gruppe',
    noOther: 'Du leitest keinen anderen Raum, den du vorschlagen könntest.',
    sent: 'Deine Antwort ist jetzt dort zu lesen.',
  },
  come: {
    begins: (when) => `Du würdest am ${when} beginnen.`,
    beginsText:
      'Neue beginnen mit einem Abschnitt zusammen. Du kannst deinen Platz jetzt nehmen und kommst ab dann.',
    askTitle: 'Anfragen',
    askText: 'Diese Gruppe fragt zuerst ein wenig. Jemand aus der Leitung liest es und antwortet.',
    nextTitle: 'Wie es weitergeht',
    next: [
      'Nur die Leitung dieser Gruppe liest deinen Namen und deine Antworten.',
      'Sie werden gelöscht, wenn jemand entscheidet, wenn du die Anfrage zurücknimmst, und spätestens nach zwei Wochen.',
      'Niemand schreibt dir. Die Antwort steht auf dieser Seite, auf diesem Gerät: lass sie offen oder komm wieder.',
    ],
    toAsk: 'Damit bin ich einverstanden. Weiter',
    askStep: 'Anfragen',
    kept: 'Was du geschrieben hattest, ist wieder da, nur auf diesem Gerät. Gesendet ist es noch nicht.',
    discard: 'Neu anfangen',
    submit: 'Anfragen',
    askedTitle: 'Du hast angefragt',
    askedText: 'Deine Anfrage ist auf diesem Gerät.',
    askedOpen: 'Nachsehen, wie es steht',
    shut: {
      room_closed: {
        title: 'Diese Gruppe ist geschlossen',
        text: 'Sie nimmt Neue nur mit persönlicher Einladung auf, darum gibt dieser Link keinen Platz. Über dich sagt das nichts.',
      },
      newcomers_over: {
        title: 'Diese Gruppe hat begonnen',
        text: 'Sie nimmt niemand Neues mehr auf, damit die, die da sind, ihren Weg zusammen gehen können.',
      },
      no_place_open: {
        title: 'Gerade ist kein Platz frei',
        text: 'Von Zeit zu Zeit wird einer frei. Behalte den Link und versuch es später noch einmal.',
      },
      no_start: {
        title: 'Es ist kein Beginn geplant',
        text: 'Neue beginnen an bestimmten Terminen, und gerade ist keiner geplant. Behalte den Link und versuch es später noch einmal.',
      },
      link_used: {
        title: 'Diese Einladung ist benutzt',
        text: 'Sie war für eine Person. Wenn du das warst, öffne deinen Platz mit deinem Code; sonst bitte um eine neue.',
      },
    },
    others: 'Andere Gruppen ansehen',
  },
  asked: {
    loading: 'Deine Anfrage wird gesucht…',
    none: 'Hier ist keine Anfrage',
    noneText:
      'Sie wurde zurückgenommen, ihre Zeit ist vorbei, oder sie kam von einem anderen Gerät.',
    pendingTitle: 'Deine Anfrage ist bei der Leitung',
    pendingText: (name) =>
      `Du hast als ${name} angefragt. Jemand aus der Leitung liest es und antwortet hier.`,
    pendingEnds: (at) => `Ohne Antwort endet sie von selbst am ${f.date(at)}.`,
    pendingKeep: 'Niemand schreibt dir. Lass diese Seite offen, oder komm auf diesem Gerät wieder.',
    since: (at) => `Angefragt am ${f.date(at)}, ${f.time(at)}`,
    takeBack: 'Zurücknehmen',
    takeBackTitle: 'Deine Anfrage zurücknehmen?',
    takeBackText: 'Was du geschrieben hast, wird gelöscht. Du kannst später wieder anfragen.',
    acceptedTitle: 'Du bist willkommen',
    acceptedText: (at) => `Dein Platz wartet hier bis ${f.date(at)} auf dich.`,
    begins: (when) => `Du beginnst am ${when}.`,
    takeSeat: 'Meinen Platz nehmen',
    declinedTitle: 'Diesmal nicht in dieser Gruppe',
    declinedText:
      'Die Leitung dieser Gruppe hat abgesagt. Das sagt nichts über dich oder das, was du geschrieben hast; oft geht es um die Größe oder den Moment einer Gruppe. Was du geschrieben hast, ist gelöscht.',
    suggestedTitle: 'Die Leitung schlägt eine andere Gruppe vor',
    suggestedText: 'Sie meint, dass diese besser zu dir passen könnte.',
    suggestedOpen: (title) => `${title} ansehen`,
    expiredTitle: 'Deine Anfrage ist zu Ende',
    expiredText:
      'Niemand hat rechtzeitig geantwortet, oder der Platz wurde nicht rechtzeitig genommen. Über dich sagt das nichts. Was du geschrieben hast, ist gelöscht, und du kannst wieder anfragen.',
    fromLeads: 'Von der Leitung',
    putAway: 'Weglegen',
    takenBackTitle: 'Zurückgenommen',
    takenBackText: 'Was du geschrieben hast, ist gelöscht.',
    help: 'Wenn du jetzt mit jemandem sprechen möchtest',
    home: {
      title: 'Du hast angefragt',
      text: 'Die Antwort ist auf diesem Gerät.',
    },
  },
  beginsOn: (when) => `Du beginnst am ${when}.`,
  group: {
    line: 'Wie man dazukommt',
    says: {
      open: 'Sie ist offen. Du wählst einen Namen und nimmst einen Platz.',
      asking: 'Du fragst an. Die Leitung liest ein paar Antworten und entscheidet.',
      closed: 'Sie ist geschlossen. Neue kommen mit persönlicher Einladung.',
      slow_open: 'Von Zeit zu Zeit wird ein Platz frei.',
      modules: 'Neue beginnen an bestimmten Terminen.',
    },
    until: (session) => `Neue kommen bis zum ${f.number(session)}. Treffen.`,
    begins: (when) => `Der nächste ist ${when}.`,
    noPlace: 'Gerade ist kein Platz frei.',
    ask: 'Anfragen',
  },
  personal: {
    label: 'Für eine Person',
    hint: 'Sie gilt für einen Platz.',
    only: 'Jede Einladung ist für eine Person.',
    tag: 'für eine Person',
    unused: 'noch nicht benutzt',
  },
  need: (n) => f.plural(n, { one: 'Eine Person fragt an', other: '# Menschen fragen an' }),
});
