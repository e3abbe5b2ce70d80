import type { Formats } from '../en/formats';

export const formats = (): Formats => ({
  kinds: {
    peer_led: 'Selbsthilfegruppe',
    therapist_led: 'Therapeutisch geleitete Gruppe',
  },
  modes: {
    round: 'alle reihum',
    talking_piece: 'Redestein',
    queue: 'wer die Hand hebt',
    tag: 'jede Person nennt die nächste',
    open: 'offen für alle',
    presenter: 'jemand trägt vor',
    directed: 'die Leitung spricht',
    silent: 'Stille',
  },
  byId: {
    peer_checkin: {
      name: 'Selbsthilfetreffen',
      about:
        'Alle sagen, wie es ihnen geht, die Gruppe wählt ihre Themen und schließt mit einer Runde. Ein guter Anfang.',
      items: [
        'Ankommen',
        'Begrüßung, Regeln, Zustimmung',
        'Eingangsrunde',
        'Themen wählen',
        'Gespräch',
        'Schlussrunde',
        'Hinweise und Abschied',
      ],
    },
    open_share: {
      name: 'Offenes Teilen',
      about:
        'Lesungen, dann teilt, wer die Hand hebt. Niemand antwortet auf einen Beitrag.',
      items: [
        'Stille zu Beginn',
        'Eröffnung und Lesungen',
        'Erster Beitrag oder Thema',
        'Teilen',
        'Neue und alle, die noch teilen möchten',
        'Abschluss',
      ],
    },
    talking_piece: {
      name: 'Redekreis',
      about:
        'Ein Redestein geht in fester Reihenfolge herum. Langsam, mit Stille, die sein darf.',
      items: [
        'Ankommen in Stille',
        'Eröffnung und Absichten',
        'Ein-Wort-Runde',
        'Erste Runde zur Frage',
        'Pause',
        'Zweite Runde',
        'Schlussrunde',
        'Abschluss',
      ],
    },
    tools_discussion: {
      name: 'Treffen zum Selbstmanagement',
      about:
        'Eine Eingangsrunde, dann offene Arbeitszeit zu dem, was im Alltag hilft.',
      items: [
        'Begrüßung',
        'Eingangsrunde',
        'Themen festlegen',
        'Arbeitszeit',
        'Schlussrunde und Abschied',
      ],
    },
    meditation_inquiry: {
      name: 'Meditation und Austausch',
      about:
        'Gemeinsam sitzen, reihum ein kurzer Text, dann Teilen.',
      items: [
        'Glocke und Eröffnung',
        'Eingangsrunde',
        'Meditation',
        'Lesen im Wechsel',
        'Teilen',
        'Abschluss',
      ],
    },
    psychoed: {
      name: 'Kurs',
      about:
        'Jemand führt in ein Thema ein, beantwortet Fragen und gibt eine Übung.',
      items: [
        'Begrüßung und Ziele',
        'Eingangsrunde in einer Zeile',
        'Vortrag',
        'Fragen',
        'Pause',
        'Übung',
        'Nachgespräch',
        'Unterlagen, nächster Schritt, Rückmeldung',
      ],
    },
    family_problem_solving: {
      name: 'Problemlösen für Angehörige',
      about:
        'Familien wählen ein Problem und gehen es Schritt für Schritt gemeinsam an.',
      items: [
        'Plaudern',
        'Reihum: was gut ging, was schwer war',
        'Ein Problem wählen',
        'Lösen: benennen, Ideen sammeln, abwägen, wählen, planen',
        'Ausklang',
      ],
    },
    cbt: {
      name: 'KVT-Gruppe',
      about:
        'Stimmung, Hausaufgabe, Neues und Übung, in jeder Sitzung in derselben Folge.',
      items: [
        'Stimmung erfassen',
        'Eingangsrunde mit Stimmung',
        'Anknüpfen und Plan',
        'Hausaufgabe besprechen',
        'Neues',
        'Übung',
        'Neue Hausaufgabe',
        'Zusammenfassung, Rückmeldung, Stimmung',
      ],
    },
    dbt_skills: {
      name: 'Fertigkeitentraining',
      about:
        'In der ersten Hälfte die Hausaufgabe, in der zweiten eine neue Fertigkeit.',
      items: [
        'Achtsamkeitsübung',
        'Beobachtungen',
        'Hausaufgabe besprechen',
        'Pause',
        'Neue Fertigkeit',
        'Übung aufgeben',
        'Schlussrunde',
      ],
    },
    process: {
      name: 'Prozessgruppe',
      about:
        'Ein offener Raum ohne Runden und Redezeiten. Sie beginnt und endet pünktlich.',
      items: [
        'Gruppe',
      ],
    },
    chat_support_pro: {
      name: 'Fachlich geleitete Chatgruppe',
      about:
        'Eine Eingangsrunde, ein Text der Woche und freies Gespräch, fachlich geleitet.',
      items: [
        'Ankommen und Begrüßung',
        'Eingangsrunde',
        'Gespräch zum Text der Woche',
        'Freies Gespräch',
        'Schlussrunde',
      ],
    },
    mini: {
      name: 'Kurzes Treffen',
      about:
        'Eine halbe Stunde: eine Eingangsrunde, ein paar Antworten, eine Schlussrunde.',
      items: [
        'Eröffnung',
        'Eingangsrunde',
        'Antworten',
        'Schlussrunde',
      ],
    },
  },
  topics: {
    'grief': 'Trauer',
    'loss': 'Verlust',
    'illness': 'Krankheit',
    'chronic illness': 'Chronische Krankheit',
    'addiction': 'Sucht',
    'addiction recovery': 'Wege aus der Sucht',
    'recovery': 'Genesung',
    'parenting': 'Elternsein',
    'life changes': 'Veränderungen im Leben',
    'separation': 'Trennung',
    'caregiving': 'Pflege von Angehörigen',
    'loneliness': 'Einsamkeit',
    'work': 'Arbeit',
    'stress': 'Stress',
    'coping': 'Bewältigung',
    'self-care': 'Selbstfürsorge',
    'communication': 'Kommunikation',
    'anxiety': 'Angst',
    'depression': 'Depression',
    'trauma': 'Trauma',
    'eating': 'Essen',
    'sleep': 'Schlaf',
    'relationships': 'Beziehungen',
    'skills': 'Fertigkeiten',
  },
  guidelines: {
    'What is said here stays here.': 'Was hier gesagt wird, bleibt hier.',
    'Speak from your own life.': 'Sprich aus deinem eigenen Leben.',
    'No advice unless it is asked for.': 'Kein Rat, um den nicht gebeten wurde.',
    'Let each person finish.': 'Lass jede Person ausreden.',
    'You may always pass.': 'Du darfst immer passen.',
  },
});
