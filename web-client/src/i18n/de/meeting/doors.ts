import type { Doors } from '../../en/meeting/doors';
import type { Formatter } from '../../formatter';

const NUMBERS = [
  'Niemand ist',
  'Eine Person ist',
  'Zwei sind',
  'Drei sind',
  'Vier sind',
  'Fünf sind',
  'Sechs sind',
  'Sieben sind',
  'Acht sind',
  'Neun sind',
  'Zehn sind',
  'Elf sind',
  'Zwölf sind',
];
export const doors = (f: Formatter): Doors => ({
  finding: 'Dein Platz wird gesucht…',
  join: {
    bar: 'Bevor du hereinkommst',
    kindTitle: 'Was für ein Raum das ist',
    kind: {
      peer_led:
        'Menschen, die eine Erfahrung teilen, treffen sich als Gleiche. Niemand leitet beruflich. Die Leitung wechselt von Treffen zu Treffen.',
      therapist_led:
        'Eine Therapeutin oder ein Therapeut leitet, hält Wort und Ablauf und kennt die Methoden, die hier verwendet werden.',
    },
    how: 'Du schreibst, statt zu sprechen. Eine Person hat das Wort, außer in offenen Teilen: Dort dürfen alle schreiben. Du darfst immer passen.',
    limits: 'Das ersetzt keine eigene Behandlung und ist kein Notdienst.',
    guidelinesTitle: 'Worum wir einander bitten',
    version: (version) => `Fassung ${version} · wird bei jedem Treffen gefragt`,
    nameLabel: 'Ein Name für diesen Raum',
    nameHint: {
      peer_led: 'Ein Vorname oder irgendein Name; nicht dein voller Name.',
      therapist_led: 'Der Name, den du mit deiner therapeutischen Leitung vereinbart hast.',
    },
    asName: (name) => `Du kommst als ${name} herein.`,
    accept: 'Ich nehme das für dieses Treffen an, und ich bin 18 oder älter',
    acceptNeeded: 'Bitte nimm das an, um hereinzukommen.',
    go: 'Zum Warteraum',
    goLead: 'Hereinkommen',
    after: 'Die Leitung lässt dich ein. Vorher sieht dich niemand.',
    changed: 'Die Regeln haben sich geändert. Bitte lies sie noch einmal.',
  },
  waiting: {
    bar: 'Warteraum',
    outage: 'Bis es weitergeht, kann niemand eingelassen werden. Es geht von selbst weiter.',
    here: (count) => `${NUMBERS[count] ?? `${f.number(count)} sind`} da`,
    withLead: (name) => `mit ${name}, der Leitung`,
    noLead: 'noch ohne Leitung',
    noLeadHere: 'gerade ohne Leitung',
    title: (name) => `Du bist an der Tür, ${name}`,
    alone: 'Sonst wartet gerade niemand.',
    others: (count) =>
      f.plural(count, { one: 'Eine andere Person wartet auch.', other: '# andere warten auch.' }),
    oneByOne: 'Die Leitung lässt alle einzeln ein. Du kannst ihr solange schreiben.',
    opensForAll:
      'Alle kommen herein, wenn die Leitung das Treffen eröffnet. Du kannst ihr solange schreiben.',
    opensOneByOne:
      'Die Leitung ist da. Sie lässt alle einzeln ein. Du kannst ihr solange schreiben.',
    noLeadYet:
      'Die Leitung ist noch nicht da. Das Treffen beginnt, wenn sie kommt und es eröffnet. Du kannst bleiben oder später wiederkommen.',
    noLeadNow:
      'Das Treffen läuft, und die Leitung ist gerade nicht da. Du kommst herein, wenn sie zurück ist und dich einlässt.',
    full: 'Das Treffen ist gerade voll. Du kommst herein, wenn ein Platz frei wird.',
    nobodyLeads: 'Diesen Raum kann gerade niemand leiten',
    nobodyLeadsText:
      'Darum lässt er sich nicht eröffnen. Frag die Person, die dich eingeladen hat. Möchtest du jetzt mit jemandem reden: Die Hilfetelefone antworten.',
    lastHeld: (at) => `Das letzte Treffen hier endete um ${f.time(at)}.`,
    lastUnopened: (at) =>
      `Das letzte Treffen hier wurde nicht eröffnet. Um ${f.time(at)} wartete niemand mehr.`,
    closed:
      'Die Leitung hat die Tür für heute geschlossen. Du kannst hier bleiben, falls sie wieder aufgeht, oder zum nächsten Treffen kommen.',
    sentBack: (name) => `Du bist wieder im Warteraum, ${name}`,
    sentBackText:
      'Die Leitung bittet dich, hier einen Moment zu warten. Dein Platz in der Reihenfolge bleibt. Sie kann dich wieder einlassen, und du kannst ihr solange schreiben.',
    putOffText:
      'Die Leitung bittet dich, noch etwas zu warten. Sie lässt dich ein, wenn es so weit ist, und du kannst ihr solange schreiben.',
    cardTitle: 'Wenn du hereinkommst',
    cardItem: (item, at, of) => `Das Treffen ist bei „${item}“, Teil ${at} von ${of}.`,
    cardTopic: (topic) => `Das Thema ist „${topic}“.`,
    cardRoom: 'Du kommst ans Ende der Runde.',
    cardNextRound: 'In dieser Runde ist kein Platz mehr; du bist ab der nächsten dabei.',
    cardEarlier: 'Du siehst, was vorher gesagt wurde.',
    cardNoEarlier: 'Was vorher gesagt wurde, siehst du nicht.',
    placeholder: 'Der Leitung schreiben…',
    send: 'Senden',
    thread: 'Zwischen dir und der Leitung',
    leave: 'Gehen',
  },
  part: {
    title: 'Wie ich teilnehme',
    waiting: 'Das gilt, sobald du hereinkommst, und lässt sich jederzeit ändern.',
    listen: 'Heute nur zuhören',
    listenSeen: 'Du wirst nicht aufgerufen. Alle sehen in der Liste „hört zu“ neben deinem Namen.',
    time: 'Zeit für meine Beiträge',
    times: { 100: 'Wie alle', 150: 'Anderthalbmal so viel', 200: 'Doppelt so viel' },
    timeSeen:
      'Niemand erfährt davon, auch die Leitung nicht. Andere sehen die übliche Zeit und dann, dass du noch dabei bist.',
  },
  card: { title: 'Du kamst dazu, während das Treffen lief', close: 'In Ordnung' },
  dates: {
    looking: 'Wann es sich trifft, wird nachgesehen …',
    early: 'Es ist noch nicht so weit',
    held: {
      title: 'Das Treffen ist vorbei',
      text: 'Es hat stattgefunden. Danke, dass du dabei bist.',
    },
    missed: {
      title: 'Das Treffen wurde nicht eröffnet',
      text: 'Niemand von der Leitung kam rechtzeitig, um es zu eröffnen. Mit dir hat das nichts zu tun. Wenn du jetzt mit jemandem reden möchtest: Hilfetelefone antworten.',
    },
    cancelled: {
      title: 'Dieses Treffen fällt aus',
      text: 'Wer die Gruppe führt, hat es abgesagt.',
    },
    next: 'Das nächste Treffen',
    session: (session, of) => `${f.number(session)} von ${f.number(of)}`,
    opensAt: (time) => `Die Türen öffnen an dem Tag um ${time}.`,
    opensIn: (minutes) =>
      `Die Türen öffnen in ${f.plural(minutes, { one: 'einer Minute', other: '# Minuten' })}. Diese Seite kommt dann von selbst herein.`,
    none: 'Weitere Termine sind nicht geplant. Frag die Person, die dich eingeladen hat.',
    undated: 'Es hat keine festen Termine mehr: Es öffnet, wenn die Leitung es eröffnet.',
    off: 'Fällt aus:',
    begins: (time, minutes) =>
      `Es beginnt um ${time}, in ${f.plural(minutes, { one: 'einer Minute', other: '# Minuten' })}.`,
    late: (time, minutes) =>
      `Es sollte um ${time} beginnen. Alle warten noch ${f.plural(minutes, { one: 'eine Minute', other: '# Minuten' })} darauf, dass die Leitung es eröffnet.`,
    changedTitle: 'Der Termin hat sich geändert',
    changed: 'Wer die Gruppe führt, hat ihn verlegt oder abgesagt. An dir liegt es nicht.',
  },
  goodbye: {
    title: 'Der Kreis ist geschlossen',
    unopenedTitle: 'Das Treffen wurde nicht eröffnet',
    unopened:
      'Niemand von der Leitung hat es heute eröffnet. Das liegt nicht an dir. Möchtest du jetzt mit jemandem reden: Die Hilfetelefone antworten.',
    outsideTitle: 'Das Treffen ist vorbei',
    outside:
      'Du wurdest vor dem Ende nicht eingelassen. Das sagt nichts über dich, und das nächste Treffen steht dir offen. Möchtest du jetzt mit jemandem reden: Die Hilfetelefone antworten.',
    unheard:
      'Deinen Hilferuf hatte bis zum Ende niemand gelesen. Bitte warte nicht: Die Hilfetelefone antworten jetzt. Wer den Raum betreibt, erfährt, dass ein Hilferuf ungelesen blieb, und nicht von wem.',
    gone: 'Was geschrieben wurde, kann niemand mehr lesen, weder du noch wir.',
    kept: (days) =>
      `Du kannst noch ${f.plural(days, { one: 'einen Tag', other: '# Tage' })} lang wieder lesen, was du hier lesen konntest, ohne Geflüstertes. Die anderen, die dabei waren, können das auch.`,
    read: 'Was geschrieben wurde',
    thanks: 'Danke, dass du da warst.',
    reason: {
      ended_by_lead: 'Die Leitung hat das Treffen beendet.',
      time_up: 'Die Zeit des Treffens war um.',
      leaderless: 'Niemand konnte es mehr leiten.',
      empty: 'Es wurde nicht eröffnet.',
      missed: 'Niemand hat es rechtzeitig eröffnet.',
      date_changed: 'Der Termin hat sich geändert.',
    },
    meanwhile: 'Das Treffen endete, während du offline warst.',
    draftTitle: 'Das hattest du geschrieben, und es wurde nicht gesendet',
    draftText: 'Nur du siehst es. Es ist weg, wenn du diese Seite verlässt.',
    draftDrop: 'Löschen',
    help: 'Hilfetelefone',
    start: 'Zum Anfang',
    left: 'Du hast das Treffen verlassen',
    leftText: 'Dein Platz bleibt. Solange es läuft, kannst du zurückkommen.',
    back: 'Wieder hereinkommen',
    forget: 'Mich auf diesem Gerät vergessen',
    forgetTitle: 'Dich auf diesem Gerät vergessen?',
    forgetText:
      'Dein Platz und dein Name bleiben. Um hier zurückzukommen, brauchst du deinen Code, oder du öffnest den Platz auf einem Gerät, das dich noch kennt.',
    forgetNow: 'Hier vergessen',
    forgotten: 'Dieses Gerät hat dich vergessen. Dein Code öffnet deinen Platz wieder.',
  },
  newcomers: (n) =>
    f.plural(n, {
      one: 'Eine Person, die neu in der Gruppe ist, wird erwartet.',
      other: '# Menschen, die neu in der Gruppe sind, werden erwartet.',
    }),
  newcomersRead: 'Gut',
});
