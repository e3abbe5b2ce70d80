import type { KeptWords } from '../en/kept';
import type { Formatter } from '../formatter';

export const kept = (f: Formatter): KeptWords => ({
  title: 'Was bleibt',
  hostText: 'Was alle lesen, bevor sie dazukommen, und was von Konten bleibt.',
  forgets: {
    words:
      'Was geschrieben wurde, kann nach dem Treffen niemand mehr lesen. Sein Schlüssel wird vernichtet.',
    rest: 'Manches bleibt: vor allem dein Name hier und was dich wiederkommen lässt. Nichts davon sagt, was in einem Treffen geschrieben wurde. Jedes steht in der Liste unten. Sicherungskopien des Betreibers können es länger enthalten.',
    operator:
      'Ohne Ende-zu-Ende-Verschlüsselung könnte der Betreiber dieses Servers ein laufendes Treffen lesen.',
    recording: 'Wir zeichnen nichts auf. Bildschirmfotos können wir nicht verhindern.',
  },
  keeps: {
    words: (days) =>
      `Diese Gruppe behält, was an alle geschrieben wird: Wer in einem Treffen war, kann danach ${f.plural(days, { one: 'einen Tag', other: '# Tage' })} lang wieder lesen, was dabei zu lesen war. Dann wird der Schlüssel dazu vernichtet, und keine Sicherungskopie hat ihn. Geflüstertes verschwindet mit dem Ende des Treffens, und was zurückgenommen wurde, bleibt nicht.`,
    rest: 'Anderes bleibt länger: vor allem dein Name hier und was dich wiederkommen lässt. Nichts davon sagt, was in einem Treffen geschrieben wurde. Jedes steht in der Liste unten. Sicherungskopien des Betreibers können es länger enthalten.',
    operator:
      'Ohne Ende-zu-Ende-Verschlüsselung könnte der Betreiber dieses Servers ein laufendes Treffen lesen, und was davon behalten wird.',
    recording: 'Sonst zeichnen wir nichts auf. Bildschirmfotos können wir nicht verhindern.',
  },
  all: 'Alles, was bleibt, wie lange, und wer es lesen kann',
  accounts: 'Von denen, die sich mit einem Konto anmelden',
  until: {
    meeting_ends: 'Bis das Treffen endet',
    days_over: 'Bis die Tage vorbei sind, für die es behalten wird',
    room_archived: 'Bis der Raum archiviert wird',
    date_over: 'Bis der Termin vorbei ist',
    taken_back: 'Bis es zurückgenommen wird',
    expired: 'Bis es von selbst abläuft',
    always: 'Solange dieser Server betrieben wird',
  },
  readBy: {
    nobody: 'Niemand kann es lesen.',
    operator: 'Nur der Betreiber kann es lesen.',
    oneself: 'Du und der Betreiber können es lesen.',
    host: 'Wer den Raum eingerichtet hat und der Betreiber können es lesen.',
    leads: 'Die Leitung und der Betreiber können es lesen.',
    administrators: 'Die Verwaltung und der Betreiber können es lesen.',
    group: 'Die Gruppe und der Betreiber können es lesen.',
  },
  things: {
    words: {
      name: 'was geschrieben wird',
      text: 'An alle und im Flüstern. Verschlüsselt mit einem Schlüssel nur dieses Treffens.',
    },
    presence: {
      name: 'wer da ist',
      text: 'Namen, wann jemand kommt und geht, welche Vereinbarungen angenommen wurden, Beiträge, Themen, Stummschaltungen und Hilferufe. Ebenso verschlüsselt.',
    },
    requests: {
      name: 'was du schreibst, wenn du anfragst',
      text: 'Der Name, den du möchtest, und deine Antworten. Verschlüsselt. Bis jemand aus der Leitung entscheidet oder die Anfrage endet; danach 30 Tage lang, was dir geantwortet wurde.',
    },
    name: {
      name: 'dein Name hier',
      text: 'Verschlüsselt. Eine Prüfmarke davon verhindert, dass jemand einen zum Verwechseln ähnlichen nimmt.',
    },
    seat: {
      name: 'eine Nummer, die für dich steht',
      text: 'In diesem Raum und nirgends sonst, mit dem Tag, an dem du zuerst kamst, und dem Termin, an dem du beginnst, wenn Neue an bestimmten Terminen beginnen.',
    },
    seat_secrets: {
      name: 'Prüfwerte deines Codes und des Geheimnisses in deinem Browser',
      text: 'Sie öffnen deinen Platz und lassen sich nicht zurückrechnen. Dazu, wie lange jeder Browser dich behält.',
    },
    notices: {
      name: 'wo du benachrichtigt werden willst (falls du das einschaltest)',
      text: 'Die Adresse deines Browsers bei seinem Push-Dienst, seine Schlüssel, deine Sprache und Auswahl. Verschlüsselt. Bis du es ausschaltest oder den Platz aufgibst.',
    },
    adult: { name: 'dass du angegeben hast, 18 zu sein', text: 'Und wann.' },
    guidelines: { name: 'welche Fassung der Vereinbarungen du zuletzt angenommen hast' },
    consents: {
      name: 'worin du eingewilligt hast (in Therapiegruppen)',
      text: 'Welche Fassung des Textes, wann, und wann du es zurückgenommen hast.',
    },
    emergency: {
      name: 'wen man für dich im Notfall anruft, und wo du bist (in Therapiegruppen)',
      text: 'Verschlüsselt. Die therapeutische Leitung öffnet es während eines Treffens und einen Tag danach, und jedes Öffnen wird festgehalten. Wo du bist, wird am Ende des Treffens gelöscht.',
    },
    invite: { name: 'mit welcher Einladung du kamst' },
    invite_labels: {
      name: 'wie die Leitung einen Einladungslink nennt',
      text: 'Etwa, an wen er ging. Verschlüsselt. Bis der Link zurückgenommen oder ersetzt ist.',
    },
    entered: { name: 'ob du je eingelassen wurdest' },
    duties: {
      name: 'wer an kommenden Terminen dran ist, wer wen um einen Tausch gebeten hat, und wer nicht gefragt werden möchte',
    },
    start_order: {
      name: 'wer an der Reihe ist, eine Runde zu beginnen, ohne wann jemand begonnen hat',
    },
    seat_account: { name: 'dein Konto (falls du angemeldet kamst)' },
    operator_user: {
      name: 'eine Prüfmarke deiner Benutzer-ID (falls dich eine andere Website schickte)',
      text: 'Sie lässt sich nicht zurückrechnen.',
    },
    ban: {
      name: 'ein Ausschluss (falls es einen gibt)',
      text: 'Und seit wann.',
    },
    acts: {
      name: 'ein Protokoll, wer wen eingelassen, stumm geschaltet, entfernt oder ausgeschlossen hat',
      text: 'Auch wer ein Treffen eröffnet, geleitet oder beendet, eine Rolle vergeben oder das Wort weitergegeben hat. Mit Zeit und einem Grund aus einer Liste, mit Nummern und ohne Namen. Nichts von dem, was geschrieben wurde.',
    },
    missed_calls: {
      name: 'Hilferufe, die niemand gelesen hat',
      text: 'Wie viele und in welchem Treffen, nicht von wem. Bis der Host es gelesen hat.',
    },
    concerns: {
      name: 'Sorgen, die dem Host anvertraut wurden',
      text: 'Verschlüsselt. Mit deinem Namen nur, wenn du willst. Bis der Host sie löscht.',
    },
    mail_address: {
      name: 'wohin dir geschrieben wird (falls du E-Mails möchtest)',
      text: 'Deine Adresse, Sprache und Zeitzone. Verschlüsselt. Bis du sie zurücknimmst.',
    },
    on_call: {
      name: 'wohin die Bereitschaft E-Mails bekommt (wenn jemand dafür genannt ist)',
      text: 'Adresse und Sprache. Verschlüsselt. Nur wer den Raum veranstaltet, sieht das, bis es zurückgenommen wird.',
    },
    mails: {
      name: 'welche E-Mails zu senden sind und gesendet wurden',
      text: 'Welcher Art, an wen und wann, nicht was darin steht. Eine Adresse, die der Host einlädt, ist verschlüsselt, bis die E-Mail gesendet ist. 30 Tage lang.',
    },
    calendars: {
      name: 'dass du einen Kalender zum Abonnieren hast (falls du einen angelegt hast)',
      text: 'Ein Prüfwert seiner Adresse, seine Sprache, seit wann, und wann er sich zuletzt geändert hat. Bis du ihn ausschaltest.',
    },
    places: {
      name: 'was du zu einem kommenden Termin sagst',
      text: 'Ob du kommst, nicht kannst, später kommst oder auf einen Platz wartest. Gelöscht, wenn das Treffen endet.',
    },
    attendance: {
      name: 'in der Gruppentherapie, ob du bei einem Termin warst',
      text: 'Da, gefehlt oder entschuldigt. Eine Gruppe von Gleichen behält davon nichts.',
    },
    meetings: { name: 'wann Treffen waren', text: 'Und warum sie endeten.' },
    account: {
      name: 'das Konto',
      text: 'Anmeldename, gezeigter Name, ein Prüfwert des Passworts, was es darf, seit wann.',
    },
    sessions: {
      name: 'Anmeldungen',
      text: 'Wann sie entstanden und zuletzt benutzt wurden, und ein Prüfwert des Geheimnisses im Browser.',
    },
    known_browsers: {
      name: 'Prüfwerte eines Geheimnisses in Browsern, die schon angemeldet waren',
      text: 'Falsche Passwörter von anderen sperren diese nicht aus.',
    },
    account_links: {
      name: 'Prüfwerte von Links für ein Passwort',
      text: 'Und ob sie benutzt wurden. Bis 30 Tage nach ihrem Ende.',
    },
    second_factor: {
      name: 'dass du dich auch mit einem Passkey oder einer App anmeldest (wenn du das eingerichtet hast)',
      text: 'Von einer App: seit wann, und welcher Code zuletzt benutzt wurde. Von jedem Passkey: wie du ihn nennst, sein öffentlicher Schlüssel, wann du ihn hinzugefügt und zuletzt benutzt hast. Und Hashes der übrigen Wiederherstellungscodes.',
    },
    challenges: {
      name: 'was dein Browser gefragt wird, während du dich mit einem Passkey oder über deine Organisation anmeldest',
      text: 'Bis du geantwortet hast, höchstens zehn Minuten.',
    },
    identity: {
      name: 'dass du dich über deine Organisation anmeldest (wenn du das verbunden hast)',
      text: 'Ein Hash davon, wer du dort bist, und seit wann.',
    },
    transcripts: {
      name: 'was in einem Treffen an alle geschrieben wurde (wenn die Gruppe es behält)',
      text: 'Und wer dabei war. Unter einem eigenen Schlüssel. Geflüstertes und Zurückgenommenes ist nicht dabei.',
    },
    program_keys: {
      name: 'Schlüssel, mit denen Programme für ein Konto handeln',
      text: 'Wie jeder heißt, ein Hash davon, was er darf, seit und bis wann, und wann er zuletzt benutzt wurde.',
    },
    answers: {
      name: 'was geantwortet wurde, als etwas angelegt wurde',
      text: 'Einen Tag lang, verschlüsselt mit einem Schlüssel, den nur hat, wer gefragt hat.',
    },
    leading: {
      name: 'welche Konten den Raum leiten',
      text: 'Und seit wann; an wen er weitergegeben wird; welche Übersicht ein Konto teilt oder zu welcher es eingeladen ist.',
    },
    templates: { name: 'Abläufe, die als Vorlage aufgehoben werden' },
  },
});
