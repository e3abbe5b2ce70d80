import type { Formatter } from '../formatter';
import type { Groups } from '../en/groups';

export const groups = (f: Formatter): Groups => ({
  find: {
    title: 'Eine Gruppe finden',
    text: 'Gruppen, die alle finden dürfen. Du brauchst kein Konto, und niemand erfährt, was du suchst.',
    compare: 'Selbsthilfe oder Gruppentherapie? Was anders ist',
    words: 'Worum geht es?',
    wordsHint: 'Ein Wort oder zwei, etwa „Trauer“.',
    kind: 'Art der Gruppe',
    anyKind: 'Beide Arten',
    language: 'Sprache',
    anyLanguage: 'Alle Sprachen',
    day: 'Tag',
    anyDay: 'Jeder Tag',
    days: {
      monday: 'Montag',
      tuesday: 'Dienstag',
      wednesday: 'Mittwoch',
      thursday: 'Donnerstag',
      friday: 'Freitag',
      saturday: 'Samstag',
      sunday: 'Sonntag',
    },
    part: 'Tageszeit',
    anyPart: 'Jede Zeit',
    parts: {
      morning: 'Morgens',
      afternoon: 'Nachmittags',
      evening: 'Abends',
      night: 'Nachts',
    },
    timesHint: 'Nach der Uhr dieses Geräts.',
    next: 'Als Nächstes:',
    noDates: 'Keine festen Termine',
    topics: 'Themen im Verzeichnis',
    results: 'Gruppen',
    loading: 'Wird gesucht…',
    found: (n, more) =>
      more
        ? f.plural(n, { one: 'Eine Gruppe und weitere', other: '# Gruppen und weitere' })
        : f.plural(n, { one: 'Eine Gruppe', other: '# Gruppen' }),
    more: 'Weitere Gruppen zeigen',
    emptyTitle: 'Hier steht noch keine Gruppe',
    empty:
      'Bis Gruppen eingetragen sind, kommt man mit der Einladung von jemandem, den man kennt. Leitest du eine Gruppe, kannst du sie auf der Seite ihres Raums eintragen.',
    noneTitle: 'Dazu passt hier keine Gruppe',
    none: 'Versuch es mit einem Wort statt zweien, einer anderen Sprache oder beiden Arten. Gruppen kommen und gehen, es lohnt sich, wieder nachzusehen.',
    all: 'Alle Gruppen zeigen',
    failed: 'Die Gruppen konnten nicht geladen werden.',
    open: (title) => `Über ${title}`,
    needHelp: 'Du kannst jetzt mit jemandem sprechen, auch ohne Gruppe:',
    size: (minutes, capacity) =>
      `${f.plural(minutes, { one: '# Minute', other: '# Minuten' })} · bis zu ${f.plural(capacity, { one: '# Person', other: '# Personen' })}`,
  },
  group: {
    loading: 'Die Seite der Gruppe wird geöffnet…',
    goneTitle: 'Diese Gruppe ist nicht eingetragen',
    gone: 'Die Adresse ist vielleicht unvollständig, oder die Gruppe ist wieder privat. Wer dort einen Platz hat, behält ihn.',
    back: 'Alle Gruppen',
    ledBy: 'Wer leitet',
    asks: 'Was sie von dir erwartet',
    happens: 'Was in einem Treffen geschieht',
    suits: 'Für wen sie passt',
    notFor: 'Für wen sie nicht passt',
    cost: 'Was sie kostet',
    said: 'So beschreiben die, die die Gruppe führen, sie selbst. Dieser Server prüft das nicht.',
    datesTitle: 'Wann sie sich trifft',
    noDates: 'Sie hat zurzeit keine festen Termine. Wer leitet, öffnet sie, wenn sie sich trifft.',
    joinTitle: 'Mitmachen',
    joinText:
      'Du liest zuerst, worum die Gruppe alle bittet, und wählst dann einen Namen. Niemand sieht dich, bevor du hineingehst.',
    join: 'Die Einladung lesen',
    closed:
      'Diese Gruppe nimmt hier zurzeit niemand Neues auf. Sieh an einem anderen Tag wieder nach.',
    kindAbout: {
      peer_led: 'Menschen mit derselben Erfahrung treffen sich auf Augenhöhe, ohne Fachleitung.',
      therapist_led: 'Eine Therapeutin oder ein Therapeut leitet die Gruppe und hält ihren Rahmen.',
    },
    different: 'Was das heißt',
  },
  compare: {
    title: 'Selbsthilfegruppe oder Gruppentherapie?',
    text: 'Beide treffen sich in einer Gruppe, und beide können helfen. Sie sind für Verschiedenes gemacht.',
    support: 'Selbsthilfegruppe',
    therapy: 'Gruppentherapie',
    rows: {
      leads: {
        title: 'Wer leitet',
        support:
          'Menschen mit derselben Erfahrung. Die Leitung wechselt. Es braucht keine Fachleute.',
        therapy:
          'Eine oder zwei ausgebildete Therapeutinnen oder Therapeuten. Sie tragen die Verantwortung für die Gruppe.',
      },
      aim: {
        title: 'Wozu sie da ist',
        support: 'Gehört werden von Menschen, die es selbst kennen, und nicht allein damit sein.',
        therapy: 'An eigenen Schwierigkeiten und Zielen arbeiten, mit Methoden, die dazu passen.',
      },
      size: {
        title: 'Wie viele Menschen',
        support: 'Oft 4 bis 12, manchmal mehr. Es können jedes Mal neue Gesichter dabei sein.',
        therapy: 'Meist 6 bis 12, die eine Zeit lang dieselben bleiben.',
      },
      structure: {
        title: 'Wie es abläuft',
        support:
          'In einer Ordnung, die alle kennen: eine Runde, ein Thema, ein Abschluss. Du kannst einmal kommen und sehen.',
        therapy:
          'Die therapeutische Leitung plant jede Sitzung oder hält einen offenen Raum. Viele Gruppen beginnen und enden gemeinsam.',
      },
      asked: {
        title: 'Was sie von dir erwartet',
        support: 'Zuhören, und für dich behalten, was du hörst. Du darfst immer passen.',
        therapy:
          'Regelmäßig und pünktlich kommen, absagen, wenn es nicht geht, und zwischen den Sitzungen etwas ausprobieren, wenn es so vereinbart ist.',
      },
      costs: {
        title: 'Was sie kostet',
        support: 'Meist nichts oder einen kleinen Beitrag.',
        therapy:
          'Meist ein Honorar: deines oder das einer Krankenkasse, wo sie zahlt. Frag, bevor du anfängst.',
      },
      confidential: {
        title: 'Was in der Gruppe bleibt',
        support: 'Die Mitglieder versprechen es einander. Meist bindet sie kein Gesetz daran.',
        therapy:
          'Die therapeutische Leitung steht unter Schweigepflicht, mit Grenzen, die sie erklärt. Die Mitglieder versprechen es einander.',
      },
      when: {
        title: 'Wann sie passt',
        support: 'Wenn du Gesellschaft auf deinem Weg möchtest, eine Weile oder über Jahre.',
        therapy:
          'Wenn dir etwas immer wieder im Leben im Weg steht und du es mit fachlicher Hilfe ändern möchtest.',
      },
    },
    togetherTitle: 'Du darfst beides nutzen',
    together:
      'Viele tun das: Therapie für eine Zeit, und eine Selbsthilfegruppe daneben oder danach. Bist du in Therapie, erzähl dort von der Gruppe.',
    insteadTitle: 'Was keine von beiden ersetzt',
    instead:
      'Keine ersetzt deine eigene Behandlung, und keine ist ein Notdienst. Bist du in Gefahr, ruf die Notrufnummer dort, wo du bist.',
    questionsTitle: 'Drei Fragen, die beim Wählen helfen',
    questionsText:
      'Deine Antworten bleiben auf dieser Seite. Nichts wird gesendet, nichts wird aufbewahrt.',
    questions: {
      hope: {
        title: 'Was erhoffst du dir am meisten?',
        support: 'Mit Menschen zu sein, die es selbst kennen',
        therapy: 'Etwas zu ändern, mit fachlicher Hilfe',
        open: 'Beides, oder ich weiß es noch nicht',
      },
      leads: {
        title: 'Wer soll leiten?',
        support: 'Menschen mit derselben Erfahrung',
        therapy: 'Jemand, der dafür ausgebildet ist',
        open: 'Das ist mir gleich',
      },
      time: {
        title: 'Was kannst du geben?',
        support: 'Ich komme, wenn ich kann',
        therapy: 'Jede Woche dieselbe Zeit, einige Monate lang',
        open: 'Ich weiß es noch nicht',
      },
    },
    results: {
      support: {
        title: 'Eine Selbsthilfegruppe kann ein guter Anfang sein.',
        text: 'Du kannst zu einem Treffen kommen und sehen. Merkst du, dass du mehr brauchst als Gesellschaft, kann eine Therapie dazukommen.',
      },
      therapy: {
        title: 'Eine Gruppentherapie kann ein guter Anfang sein.',
        text: 'Sie erwartet, dass du regelmäßig kommst. Ein erstes Gespräch zeigt, ob die Gruppe für dich richtig ist, und eine Selbsthilfegruppe kann daneben stehen.',
      },
      open: {
        title: 'Beides kann zu dir passen.',
        text: 'Fang mit dem an, was leichter zu erreichen ist. Du kannst beides zusammen nutzen oder später wechseln.',
      },
    },
    remark: 'Das hilft beim Wählen und ist keine Diagnose. Du kennst dich am besten.',
    look: {
      peer_led: 'Selbsthilfegruppen ansehen',
      therapist_led: 'Therapiegruppen ansehen',
    },
    lookAll: 'Alle Gruppen ansehen',
    again: 'Antworten löschen',
  },
  listing: {
    card: 'Öffentliches Verzeichnis',
    private: 'Privat. Nur wer eine Einladung hat, findet diesen Raum.',
    draft: 'Privat. Was du für das Verzeichnis geschrieben hast, ist aufbewahrt.',
    since: (at) => `Seit dem ${f.date(at)} können ihn alle finden.`,
    joinable: 'Neue können von seiner Seite aus beitreten.',
    notJoinable: 'Neue können von seiner Seite aus nicht beitreten.',
    ownerOnly: 'Ändern kann das nur, wem der Raum gehört.',
    write: 'Eintrag schreiben',
    change: 'Eintrag ändern',
    show: 'Öffentliche Seite zeigen',
    takeBack: 'Wieder privat machen',
    takeBackTitle: 'Diesen Raum wieder privat machen?',
    takeBackText:
      'Er verlässt das Verzeichnis sofort, und der Link für Neue gilt nicht mehr. Wer schon dabei ist, behält den Platz. Was du geschrieben hast, bleibt aufbewahrt.',
    tagged: 'im öffentlichen Verzeichnis',
    title: 'Das öffentliche Verzeichnis',
    text: 'Im Verzeichnis können alle suchen, ohne Konto. Ein Raum ist privat, bis du ihn hier einträgst, und du kannst das jederzeit zurücknehmen.',
    loading: 'Der Eintrag wird geöffnet…',
    rehearsal: 'Eine Probe lässt sich nicht eintragen.',
    publicTitle: 'Was öffentlich wird',
    publicRoom: (title) => `Der Titel „${title}“, die Art, die Größe und die Länge eines Treffens`,
    publicTopics: (topics) => `Die Themen: ${topics}`,
    publicNoTopics: 'Die Themen, sobald du welche wählst',
    publicDates: 'Die nächsten Termine, sobald es welche gibt; nicht, was du dazu schreibst',
    publicLines: 'Die Zeilen unten und die Sprache',
    publicLink: 'Ein Link, mit dem Neue beitreten, wenn du es erlaubst',
    publicAlso:
      'Dasselbe bekommen andere Verzeichnisse, die danach fragen (Meeting Guide; auch Suchmaschinen können es kopieren). Sie zeigen es vielleicht noch eine Weile, nachdem du es zurückgenommen hast.',
    stays: 'Was im Raum bleibt',
    staysText:
      'Wer leitet und wer kommt, mit Namen oder Nummer. Der Ablauf, die Regeln, und alles, was geschrieben wird.',
    language: 'Sprache der Treffen',
    chooseLanguage: 'Eine Sprache wählen',
    ledByHint:
      'Wie du es sagen würdest: „wir wechseln uns zu zweit ab“, oder wer therapeutisch leitet und mit welcher Ausbildung.',
    asksHint: 'Etwa Zeit, regelmäßiges Kommen oder ein erstes Gespräch.',
    happensHint: 'Was jemand beim ersten Treffen erleben wird.',
    costHint: 'Auch, wenn sie nichts kostet.',
    joinableLabel: 'Neue dürfen von der Seite aus beitreten',
    joinableHint:
      'Dafür entsteht ein eigener Link, der bei den Einladungen des Raums steht. Dort kannst du ihn ersetzen oder zurücknehmen.',
    joinableShut:
      'In diesen Raum kommt man mit persönlicher Einladung. Seine Seite führt niemanden hinein, bis du das änderst.',
    publish: 'Für alle eintragen',
    keep: 'Als Entwurf aufbewahren',
    save: 'Speichern',
    toRoom: 'Zurück zum Raum',
  },
});
