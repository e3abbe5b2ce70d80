import { LIMITS } from '../../api/limits';
import { CODE_CHARS } from '../../lib/recovery-code';
import type { Entry } from '../en/entry';
import type { Formatter } from '../formatter';

export const entry = (f: Formatter): Entry => ({
  welcome: {
    title: 'Ein ruhiger Raum für eine Gruppe',
    text: 'Selbsthilfe und Gruppentherapie, schriftlich. Eine Person hat das Wort, und es kommt zu allen.',
    membersTitle: 'Du hast eine Einladung',
    membersText: 'Öffne den Link, den du bekommen hast. Ein Konto ist nicht nötig.',
    code: 'Ich habe einen Code',
    hostsTitle: 'Du leitest eine Gruppe',
    signIn: 'Anmelden',
    setupTitle: 'Dieser Server ist neu',
    setupText: 'Öffne den Link zum Einrichten, den der Server beim ersten Start ausgegeben hat.',
    demo: 'Dieser Server ist eine Vorführung. Schreib hier nichts, was dir wichtig ist.',
  },
  signIn: {
    title: 'Anmelden',
    text: 'Für alle, die Gruppen leiten. Mitglieder kommen über ihre Einladung.',
    name: 'Anmeldename',
    password: 'Passwort',
    submit: 'Anmelden',
    forgotten: 'Passwort vergessen? Die Verwaltung dieses Servers kann einen neuen Link machen.',
  },
  setup: {
    title: 'Diesen Server einrichten',
    text: 'Damit entsteht das erste Konto. Es verwaltet den Server und kann Räume leiten.',
    displayName: 'Name, den Gruppen sehen',
    displayNameHint: 'Ein Vorname genügt.',
    name: 'Anmeldename',
    nameHint: 'Nur zum Anmelden. Eine E-Mail-Adresse ist nicht nötig.',
    submit: 'Konto anlegen',
    noSecret: 'Der Link ist unvollständig. Kopiere ihn noch einmal aus der Ausgabe des Servers.',
  },
  claim: {
    title: 'Wähle ein Passwort',
    text: 'Danach bist du angemeldet. Der Link gilt einmal.',
    submit: 'Passwort speichern',
  },
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  passwordHint: `Mindestens ${LIMITS.password_chars_min} Zeichen. Ein paar Wörter hintereinander sind gut.`,
  showPassword: 'Zeigen',
  hidePassword: 'Verbergen',
  join: {
    loading: 'Die Einladung wird geöffnet…',
    brokenTitle: 'Diese Einladung öffnet sich nicht',
    noSecret:
      'Der Link ist unvollständig. Kopiere ihn ganz, bis zum letzten Buchstaben, oder füge die ganze Nachricht ein, in der er stand.',
    paste: 'Link oder Code einfügen',
    brokenText:
      'Bitte um eine neue, wo du sie bekommen hast. Warst du schon hier, gilt dein Code weiter.',
    about: (minutes, capacity) =>
      `${f.plural(minutes, { one: '# Minute', other: '# Minuten' })} · bis zu ${f.plural(capacity, { one: '# Person', other: '# Personen' })}`,
    rehearsal: 'Probe',
    rehearsalText: 'Eine Probe. Die anderen darin sind simuliert.',
    kindTitle: 'Was für ein Raum das ist',
    peerLed:
      'Menschen mit einer gemeinsamen Erfahrung treffen sich auf Augenhöhe. Niemand leitet beruflich, und die Leitung wechselt.',
    therapistLed: 'Eine Gruppe mit therapeutischer Leitung, die das Wort gibt und den Ablauf hält.',
    writing:
      'Du schreibst, statt zu sprechen. Eine Person hat das Wort, und es kommt zu dir. Du darfst immer passen.',
    writingOpen: 'Du schreibst, statt zu sprechen. Alle dürfen schreiben. Lasst einander Raum.',
    notCare: 'Er ersetzt keine eigene Behandlung und ist kein Notdienst.',
    suits: 'Für wen er passt',
    notFor: 'Für wen er nicht passt',
    agendaTitle: 'Wie ein Treffen abläuft',
    keptTitle: 'Was bleibt',
    keptErased:
      'Was geschrieben wurde, kann nach dem Treffen niemand mehr lesen. Sein Schlüssel wird vernichtet.',
    keptElse:
      'Aufbewahrt werden: dein Name hier (verschlüsselt), dass du angegeben hast, 18 zu sein, und ein Protokoll, wer wen eingelassen, stumm geschaltet oder entfernt hat. Nicht, was geschrieben wurde.',
    operator:
      'Ohne Ende-zu-Ende-Verschlüsselung könnte der Betreiber dieses Servers ein laufendes Treffen lesen.',
    noRecording: 'Wir zeichnen nichts auf. Bildschirmfotos können wir nicht verhindern.',
    askTitle: 'Worum wir einander bitten',
    version: (version) => `Fassung ${f.number(version)} · wird bei jedem Treffen gefragt`,
    nameLabel: 'Ein Name für diesen Raum',
    nameHint: {
      peer_led: 'Ein Vorname oder irgendein Name; nicht dein voller Name.',
      therapist_led: 'Der Name, den du mit deiner therapeutischen Leitung vereinbart hast.',
    },
    nameFree: 'Noch frei',
    nameChecking: 'Wird geprüft…',
    nameUnchecked: 'Das ließ sich gerade nicht prüfen. Du kannst weitergehen.',
    acceptAdult: 'Ich nehme das an und bin 18 oder älter',
    adult: 'Ich bin 18 oder älter',
    toName: 'Ich nehme das an. Name wählen',
    backToReading: 'Zurück zur Einladung',
    nameStepTitle: 'Wähle einen Namen',
    submit: 'Zum Warteraum',
    doorHint: 'Die Leitung öffnet die Tür. Vorher sieht dich in der Gruppe niemand.',
    knownTitle: (name) => `Willkommen zurück, ${name}`,
    knownText: 'Dein Platz und dein Name sind noch da.',
    knownSubmit: 'Ich nehme das an. Weiter',
  },
  code: {
    title: 'Dein Code',
    text: 'Er öffnet deinen Platz auf einem anderen Gerät, oder auf diesem, wenn es dich vergessen hat. Er wird nur jetzt gezeigt, und niemand kann ihn für dich nachsehen.',
    advice: 'Schreib ihn auf, oder bewahre ihn, wo nur du ihn siehst.',
    kept: 'Ich habe ihn. Zum Warteraum',
  },
  recover: {
    title: 'Mit deinem Code zurück',
    text: 'Der Code, den du beim ersten Beitreten gesehen hast: fünf mal fünf Zeichen. Auch einen Link, den du bekommen hast, kannst du hier einfügen, samt der Nachricht.',
    label: 'Dein Code oder der Link',
    submit: 'Meinen Platz öffnen',
    incomplete: `Der Code hat ${CODE_CHARS} Buchstaben und Ziffern. Ein Link muss bis zum Ende da sein.`,
    lost: 'Ohne den Code bitte um eine neue Einladung. Du kommst dann unter einem neuen Namen.',
  },
  lead: {
    loading: 'Die Einladung wird geöffnet…',
    title: 'Du bist eingeladen, mitzuleiten',
    text: 'Wer mitleitet, kann den Raum öffnen, das Wort geben und Menschen einlassen. Der Link gilt einmal.',
    accept: 'Annehmen und mitleiten',
    signInFirst: 'Anmelden und annehmen',
    noAccount:
      'Noch kein Konto? Bitte die Verwaltung dieses Servers darum. Dieser Link bleibt gültig.',
    signedInAs: (name) => `Angemeldet als ${name}`,
  },
});
