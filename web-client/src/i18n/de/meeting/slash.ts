import { MINUTE_MS } from '../../../lib/units';
import { MEETING_LIMITS } from '../../../protocol/generated';
import type { SlashWords } from '../../en/meeting/slash';
import type { Formatter } from '../../formatter';

const MINUTES_MAX = MEETING_LIMITS.mute_ms_max / MINUTE_MS;

export const slash = (f: Formatter): SlashWords => ({
  list: 'Was du jetzt tun kannst',
  found: (count) =>
    f.plural(count, {
      one: '# Vorschlag. Mit den Pfeiltasten wählen.',
      other: '# Vorschläge. Mit den Pfeiltasten wählen.',
    }),

  what: {
    share: 'Das angebotene Wort annehmen',
    pass: 'Passen',
    later: 'Am Ende noch einmal fragen',
    done: 'Meinen Beitrag beenden',
    more: 'Um eine Minute mehr bitten',
    want: 'Sagen, was ich zurück möchte',
    enough: 'Das reicht, danke',
    name: 'Sagen, wer als Nächstes drankommt',
    hand: 'Hand heben',
    lower: 'Hand senken',
    object: 'Lieber nicht',
    volunteer: 'Anbieten zu leiten',
    take_back: 'Zurücknehmen, was du zuletzt geschrieben hast',
    react: 'Mit einem Wort auf das Neueste antworten',
    topic: 'Ein Thema vorschlagen',
    choose: 'Ein Thema wählen oder nicht mehr',
    withdraw: 'Ein Thema zurücknehmen',
    take_up: 'Ein Thema aufnehmen',
    page: 'Zur nächsten Seite blättern, oder zu einer',
    note: 'Einen Inhaltshinweis vor meine Worte setzen',
    listen: 'Heute nur zuhören, oder wieder teilnehmen',
    time: 'Zeit für meine Beiträge',
    lead: 'Der Leitung flüstern',
    whisper: 'Einer Person flüstern',
    hide: 'Eine Person für mich ausblenden oder wieder zeigen',
    people: 'Alle hier',
    agenda: 'Der Ablauf heute',
    part: 'Wie ich teilnehme',
    help: 'Alle Befehle und Tasten',
    need_help: 'Der Leitung sagen, dass ich Hilfe brauche',
    leave: 'Das Treffen verlassen',
    exit: 'Diese Seite sofort verlassen',
    open: 'Das Treffen eröffnen',
    round: 'Die Runde beginnen',
    next: 'Danken und die nächste Person aufrufen',
    give: 'Einer Person das Wort geben',
    take: 'Das Wort zurücknehmen',
    nudge: 'Anstupsen, wer das Wort hat',
    minute: 'Eine Minute mehr geben',
    move: 'Die Reihenfolge ändern; ans Ende, oder vor eine Person',
    unseal: 'Die verdeckte Runde aufdecken oder den nächsten Beitrag zeigen',
    close: 'Die Runde schließen',
    advance: 'Zum nächsten Teil gehen',
    go_to: 'Zu einem Teil des Ablaufs gehen',
    skip: 'Einen kommenden Teil auslassen',
    bring_back: 'Einen ausgelassenen Teil zurückholen',
    up_next: 'Einen Teil zum nächsten machen',
    borrow: 'Minuten für diesen Teil von einem anderen leihen',
    lend: 'Minuten dieses Teils einem anderen geben',
    mode: 'Diesen Teil anders halten',
    pause: 'Das Wort und alle Uhren anhalten',
    silence: 'Stille halten, so viele Minuten lang',
    resume: 'Nach der Pause weitergehen',
    admit: 'Eine Person einlassen',
    deny: 'Eine Person heute nicht einlassen; fragt vorher',
    put_off: 'Eine Person an der Tür noch etwas warten lassen; fragt vorher',
    mute: 'Eine Person stumm schalten, bis es aufgehoben wird oder für Minuten',
    aside: 'Mit einer Person beiseitegehen, um sich allein zu schreiben',
    ask_to_speak: 'Die Leitung ums Wort bitten, oder nicht mehr',
    back_from_aside: 'Zurück zur Gruppe gehen',
    unmute: 'Eine Stummschaltung aufheben',
    mute_all: 'Alle stumm schalten, auch wer später kommt',
    unmute_all: 'Alle wieder schreiben lassen',
    role: 'Einer Person eine Rolle geben',
    task: 'Einer Person eine Aufgabe geben oder abnehmen',
    handover: 'Die Leitung übergeben',
    remove: 'Aus diesem Treffen entfernen; fragt vorher',
    ban: 'Aus dem Raum ausschließen; fragt vorher',
    end: 'Das Treffen beenden; fragt vorher',
  },

  takes: {
    who: 'Name',
    before: 'vor Name',
    topic: 'Thema',
    part: 'Teil',
    choice: '…',
    minutes: 'Minuten',
    page: 'Seite',
    text: 'Text',
  },

  hints: {
    unknown: (name, help) =>
      `Den Befehl „/${name}“ gibt es nicht. „/${help}“ zeigt, was du tun kannst. Um es als Worte zu senden, beginne mit zwei Schrägstrichen.`,
    not_now: (name, help) => `„/${name}“ geht für dich gerade nicht. „/${help}“ zeigt, was geht.`,
    missing: {
      who: (usage) => `Wer? Nimm den Namen, wie ihn die Liste der Leute zeigt: ${usage}`,
      before: (usage) => `Vor wem? Nimm den Namen, wie ihn die Liste der Leute zeigt: ${usage}`,
      topic: (usage) =>
        `Wähle eines der Themen, die nach einem Leerzeichen angeboten werden: ${usage}`,
      part: (usage) => `Welcher Teil? Nimm seinen Namen im Ablauf: ${usage}`,
      page: (usage) => `Welche Seite? Nimm eine Zahl der Seiten, die es gibt: ${usage}`,
      choice: (usage) =>
        `Wähle eines der Wörter, die nach einem Leerzeichen angeboten werden: ${usage}`,
      minutes: (usage) =>
        `Für wie viele Minuten? Nimm eine ganze Zahl von 1 bis ${MINUTES_MAX}: ${usage}`,
      text: (usage) => `Es fehlen noch Worte: ${usage}`,
    },
    too_much: (typed, usage) => `„${typed}“ ist hier zu viel. So geht es: ${usage}`,
    hand_is_up: 'Deine Hand ist oben und wird gesehen. Du wirst aufgerufen.',
    no_hands:
      'Gerade kann keine Hand gehoben werden. Kommst du noch dran, geschieht das von selbst.',
    just_moved:
      'Das Wort ist gerade weitergegangen, darum wurde nichts gesendet. Drück noch einmal Enter.',
    one_message: (over: number) =>
      `Hier geht nur eine Nachricht. Mach sie um ${over === 1 ? 'ein Zeichen' : `${over} Zeichen`} kürzer.`,
    more_told: 'Die anderen sehen, dass noch etwas kommt.',
    carried_out: 'Das ist getan.',
  },

  panel: {
    title: 'Befehle und Tasten',
    intro:
      'Beginne mit einem Schrägstrich und wähle. Das hier geht in diesem Moment; Knöpfe und Menüs tun dasselbe.',
    languages: 'Deutsche und englische Namen gehen beide.',
    groups: { turn: 'Wort und Themen', leading: 'Für das Treffen', self: 'Für dich selbst' },
    habits: 'Kurze Wörter, als ganze Nachricht',
    habit: {
      hand: 'Hebt deine Hand.',
      more: 'Wenn du dran bist: Die anderen sehen, dass noch etwas kommt.',
      done: 'Wenn du dran bist: beendet deinen Beitrag. Einen Moment lang geht es rückgängig.',
      pass: 'Wenn du gefragt wirst oder dran bist. Einen Moment lang geht es rückgängig.',
      words: 'Beginnt Worte mit einem Schrägstrich.',
    },
    keys: 'Tasten',
    key: {
      send: { keys: 'Eingabe', does: 'Sendet, wenn du es im Menü so gewählt hast.' },
      line: { keys: 'Umschalt + Eingabe', does: 'Beginnt eine neue Zeile.' },
      always: { keys: 'Strg + Eingabe', does: 'Sendet immer.' },
      field: { keys: 'F6', does: 'Geht zum Schreibfeld.' },
      escape: {
        keys: 'Esc',
        does: 'Schließt eine Liste oder nimmt das Ende eines Beitrags zurück.',
      },
      exit: { keys: 'Umschalt, Umschalt, Umschalt', does: 'Verlässt diese Seite sofort.' },
    },
  },
});
