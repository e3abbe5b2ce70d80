import { LIMITS } from '../../../api/limits';
import type { Codes } from '../../en/meeting/codes';

const misunderstood = {
  title: 'Diese Seite und der Server verstehen einander nicht',
  text: 'Lade die Seite neu; vielleicht ist sie veraltet.',
};

export const codes = (): Codes => ({
  refusals: {
    not_permitted: 'Deine Rolle in diesem Treffen erlaubt das nicht.',
    not_present: 'Du bist nicht in diesem Treffen.',
    removed: 'Zu diesem Treffen kannst du nicht zurück.',
    muted:
      'Die Leitung hat dein Schreiben vorerst angehalten. Flüstern und um Hilfe bitten kannst du weiter.',
    not_agreed:
      'Die Person wird zuerst gefragt, ob sie mit dem Beobachten einverstanden ist. Warte auf die Antwort.',
    aside:
      'Du bist mit der Leitung beiseitegegangen. Geh zurück zur Gruppe, um allen zu schreiben.',
    not_open: 'Das Treffen ist noch nicht eröffnet.',
    already_open: 'Das Treffen ist schon eröffnet.',
    ended: 'Das Treffen ist vorbei.',
    paused: 'Das Wort ruht. Was du geschrieben hast, bleibt.',
    not_paused: 'Das Wort ruht nicht.',
    floor_taken:
      'Jemand anderes hat das Wort, darum wurde das nicht gesendet. Es bleibt, bis du dran bist.',
    not_holder: 'Du hast das Wort gerade nicht. Was du geschrieben hast, bleibt.',
    stale: 'Das Treffen ist inzwischen weiter. Nichts wurde geändert.',
    wrong_mode: 'Dieser Teil des Treffens läuft nicht so.',
    wrong_stage: 'Der Beitrag ist inzwischen weiter.',
    nobody_waiting: 'Niemand wartet auf das Wort.',
    round_running: 'Eine Runde läuft.',
    no_round: 'Es läuft keine Runde.',
    no_such_person: 'Diese Person ist gerade nicht da.',
    already_heard: 'Diese Person kam schon zu Wort.',
    already_so: 'Das ist schon so.',
    not_so: 'Das ist nicht mehr so.',
    already_extended: 'Die Minute mehr wurde schon gegeben.',
    no_time: 'Dafür ist keine Zeit mehr.',
    too_late: 'Die Zeit dafür ist vorbei.',
    already_replied: 'Du hast auf diesen Beitrag geantwortet. Was du geschrieben hast, bleibt.',
    no_more_replies: 'Es sind genug Antworten da. Was du geschrieben hast, bleibt.',
    no_such_message: 'Diese Nachricht gibt es nicht mehr.',
    no_such_item: 'Diesen Teil des Ablaufs gibt es nicht mehr.',
    no_such_page: 'Diese Seite gibt es nicht.',
    no_such_topic: 'Dieses Thema wurde zurückgenommen.',
    too_many_topics: 'Das sind genug Themen. Wähle unter denen, die da sind.',
    topic_known: 'Dieses Thema hat schon jemand vorgeschlagen. Du kannst es wählen.',
    closing_protected: 'Die Schlussrunde behält ihre Zeit. Nimm sie von einem anderen Teil.',
    text_empty: 'Noch ist nichts zu senden.',
    text_too_long: 'Das ist zu lang für eine Nachricht. Sende es in Teilen.',
    text_invalid: 'Ein Zeichen darin lässt sich nicht sicher anzeigen.',
    out_of_range: 'Diese Zahl passt nicht.',
    guidelines_changed: 'Die Regeln haben sich geändert. Bitte lies sie noch einmal.',
    adults_only: 'Räume sind für Erwachsene. Bitte bestätige, dass du 18 oder älter bist.',
    door_closed: 'Die Leitung hat die Tür für heute geschlossen.',
    full: 'Der Raum ist voll.',
    not_to_oneself: 'Das geht nicht bei dir selbst.',
    not_to_that_role: 'Das geht nicht bei einer anderen Leitung.',
    role_does_not_fit: 'Diese Rolle passt nicht zu diesem Raum.',
    turned_off: 'Das nutzt dieser Raum nicht.',
    malformed:
      'Der Server hat das nicht verstanden. Lade die Seite neu und versuche es noch einmal.',
    already_welcome: 'Du bist schon da.',
    too_fast: 'Das war viel auf einmal. Warte kurz und versuche es wieder.',
    unavailable:
      'Der Server kann das gerade nicht speichern. Nichts wurde geändert; versuche es gleich wieder.',
    id_reused: 'Das wurde schon einmal gesendet.',
    not_renewable: 'Dein Zugang lässt sich nicht erneuern. Öffne deinen Link noch einmal.',
    name_missing: 'Wähle zuerst einen Namen.',
    name_letterless:
      'Nimm mindestens einen Buchstaben oder eine Ziffer. Ein Zeichen allein ist kein Name.',
    name_too_long: `Nimm höchstens ${LIMITS.display_name_chars_max} Zeichen.`,
    name_character: 'Ein Zeichen in diesem Namen lässt sich nicht sicher anzeigen.',
    name_marks: 'In diesem Namen sind zu viele Akzente auf einem Buchstaben.',
    name_claims_role:
      'Ein Name darf keine Rolle behaupten, etwa Therapeutin, Therapeut oder Moderation.',
    name_taken: 'Dieser Name oder ein sehr ähnlicher ist in diesem Raum vergeben.',
  },
  closed: {
    finished: {
      title: 'Du hast das Treffen verlassen',
      text: 'Dein Platz bleibt. Solange es läuft, kannst du zurückkommen.',
    },
    restarting: {
      title: 'Der Server startet neu',
      text: 'Versuche es gleich wieder. Nichts ging verloren.',
    },
    moved: {
      title: 'Das Treffen ist auf einen anderen Server umgezogen',
      text: 'Versuche es gleich wieder. Nichts ging verloren.',
    },
    server_error: {
      title: 'Bei uns ist etwas schiefgegangen',
      text: 'Versuche es gleich wieder. Nichts ging verloren.',
    },
    protocol_error: misunderstood,
    not_text: misunderstood,
    not_utf8: misunderstood,
    too_large: {
      title: 'Etwas war zu lang zum Senden',
      text: 'Komm wieder herein und sende es in Teilen. Dein Entwurf bleibt.',
    },
    hello_timeout: {
      title: 'Die Verbindung brauchte zu lange',
      text: 'Versuche es wieder. Dein Entwurf bleibt.',
    },
    token_invalid: {
      title: 'Dein Zugang ließ sich nicht prüfen',
      text: 'Öffne deinen Link noch einmal oder melde dich neu an.',
    },
    token_expired: {
      title: 'Dein Zugang ist abgelaufen',
      text: 'Öffne deinen Link noch einmal oder melde dich neu an.',
    },
    revoked: {
      title: 'Dein Zugang wurde zurückgenommen',
      text: 'Wer diesen Raum betreibt, hat deinen Zugang beendet. Hältst du das für einen Irrtum, frag die Person, die dich eingeladen hat.',
    },
    removed: {
      title: 'Du kannst an diesem Treffen nicht teilnehmen',
      text: 'Das hat die Leitung für heute entschieden. Das kann wehtun. Brauchst du jemanden zum Reden: Die Hilfetelefone antworten jetzt.',
    },
    denied: {
      title: 'Du wurdest heute nicht eingelassen',
      text: 'Das sagt nichts über dich, und das nächste Treffen steht dir offen. Möchtest du jetzt mit jemandem reden: Die Hilfetelefone antworten.',
    },
    not_agreed: {
      title: 'Du kannst dieses Treffen nicht beobachten',
      text: 'Nicht alle waren einverstanden. Das sagt nichts über dich, und niemand erfährt, wessen Entscheidung es war.',
    },
    no_such_room: {
      title: 'Diesen Raum gibt es nicht',
      text: 'Vielleicht wurde er geschlossen, oder die Adresse ist unvollständig.',
    },
    slow_reader: {
      title: 'Die Verbindung war zu langsam',
      text: 'Versuche es wieder. Dein Entwurf bleibt.',
    },
    too_fast: {
      title: 'Das war viel auf einmal',
      text: 'Warte kurz und komm dann wieder herein. Dein Entwurf bleibt.',
    },
    silent: {
      title: 'Die Verbindung wurde still',
      text: 'Versuche es wieder. Dein Entwurf bleibt.',
    },
    too_many_sockets: {
      title: 'Dein Platz ist anderswo offen',
      text: 'Er ist in mehreren Fenstern oder Geräten offen. Schließe eines, oder mach hier weiter.',
    },
    series_lost: {
      title: 'Die Plätze in diesem Raum gingen verloren',
      text: 'Der Server wurde aus einer Sicherung wiederhergestellt, und Namen sind in keiner. Wer diesen Raum leitet, kann ihn neu beginnen. Dann öffnet dein Einladungslink einen neuen Platz.',
    },
    doors_closed: {
      title: 'Die Türen sind jetzt zu',
      text: 'Dieser Raum trifft sich zu Terminen und öffnet eine Weile vor jedem.',
    },
    signed_out: {
      title: 'Du bist hier abgemeldet',
      text: 'Dieser Browser oder dieses Gerät öffnet deinen Platz nicht mehr: Es wurde abgemeldet, sollte dich vergessen, oder der Platz wurde von einem anderen Gerät aus hier geschlossen oder aufgegeben. Melde dich wieder an oder gib deinen Code ein, wenn du noch einen Platz hast.',
    },
  },
  noSeat: {
    title: 'Du hast in diesem Raum keinen Platz',
    text: 'Öffne deinen Einladungslink oder gib deinen Code ein. Leitest du diesen Raum, melde dich an.',
  },
  doorClosed: {
    title: 'Die Tür ist für heute geschlossen',
    text: 'Die Leitung hat die Tür dieses Treffens für Neue geschlossen. Das sagt nichts über dich, und das nächste Treffen steht dir offen. Vielleicht wird sie wieder geöffnet: Du kannst es später noch einmal versuchen. Wenn du jemanden zum Reden brauchst: Hilfetelefone sind jetzt da.',
  },
  banned: {
    title: 'Dieser Raum ist für dich geschlossen',
    text: 'Das haben die entschieden, die ihn betreiben. Hältst du das für einen Irrtum, frag die Person, die dich eingeladen hat. Brauchst du jemanden zum Reden: Die Hilfetelefone antworten jetzt.',
  },
  notFound: {
    title: 'Diesen Raum gibt es nicht',
    text: 'Vielleicht wurde er geschlossen, oder die Adresse ist unvollständig.',
  },
  entryFailed: {
    title: 'Du kannst gerade nicht hereinkommen',
    text: 'Versuche es wieder. Bleibt es so, frag die Person, die dich eingeladen hat.',
  },
  again: 'Noch einmal versuchen',
  useHere: 'Hier weitermachen',
  enterCode: 'Ich habe einen Code',
  signIn: 'Anmelden',
  helpLines: 'Hilfetelefone',
});
