import { LIMITS } from '../../api/limits';
import type { Errors } from '../en/errors';
import type { Formatter } from '../formatter';

export const errors = (f: Formatter): Errors => ({
  codes: {
    network: 'Der Server ist nicht erreichbar. Prüfe die Verbindung und versuche es noch einmal.',
    unexpected: 'Bei uns ist etwas schiefgegangen. Versuche es gleich noch einmal.',
    not_found: 'Das gibt es nicht oder nicht mehr.',
    forbidden: 'Dein Konto darf das nicht.',
    sign_in_required: 'Bitte melde dich noch einmal an.',
    sign_in_failed: 'Dieser Name und dieses Passwort gehören nicht zusammen.',
    too_many_attempts: 'Zu viele Versuche. Bitte warte ein wenig.',
    link_invalid: 'Dieser Link gilt nicht mehr. Bitte um einen neuen.',
    link_expired: 'Dieser Link ist abgelaufen. Bitte um einen neuen, wo du ihn bekommen hast.',
    link_paused:
      'In der letzten Stunde kamen viele mit diesem Link. Versuche es in einer Stunde wieder, oder bitte um einen neuen.',
    code_invalid: 'Dieser Code öffnet keinen Platz. Prüfe ihn noch einmal.',
    address_invalid: 'Das ist keine E-Mail-Adresse. Sie sieht aus wie robin@example.org.',
    zone_unknown: 'Diese Zeitzone gibt es nicht.',
    name_taken: 'Dieser Name oder ein sehr ähnlicher ist vergeben.',
    name_missing: 'Gib einen Namen ein.',
    name_letterless:
      'Nimm mindestens einen Buchstaben oder eine Ziffer. Ein Zeichen allein ist kein Name.',
    name_too_short: 'Dieser Name ist zu kurz. Nimm mindestens zwei Zeichen.',
    name_too_long: `Nimm höchstens ${LIMITS.display_name_chars_max} Zeichen.`,
    name_character: 'Ein Zeichen in diesem Namen lässt sich nicht sicher anzeigen.',
    name_marks: 'In diesem Namen sind zu viele Akzente auf einem Buchstaben.',
    name_claims_role:
      'Ein Name darf keine Rolle behaupten, etwa Therapeutin, Therapeut oder Moderation.',
    password_weak: 'Wähle ein längeres oder weniger verbreitetes Passwort.',
    second_factor_wrong: 'Dieser Code ist falsch oder schon benutzt. Warte auf den nächsten.',
    second_factor_required: 'Gib den Code ein, den deine App zeigt.',
    second_factor_missing:
      'Dein Konto braucht zuerst einen Passkey oder eine App neben dem Passwort. Du richtest das auf der Seite deines Kontos ein.',
    provider_unreachable:
      'Die Anmeldung deiner Organisation antwortet nicht. Versuch es später, oder nimm ein Passwort.',
    provider_refused:
      'Was zurückkam, passt nicht, oder es hat zu lange gedauert. Fang noch einmal an.',
    provider_cancelled:
      'Du bist ohne Anmeldung zurückgekommen. Fang noch einmal an, wenn du so weit bist.',
    no_account:
      'Deine Organisation kennt dich, aber du hast hier kein Konto. Frag die Verwaltung dieses Servers.',
    identity_taken: 'Das ist schon mit einem anderen Konto verbunden.',
    identity_off: 'Das Konto ist nicht mehr verbunden.',
    passkey_required: 'Zeig deinen Passkey oder gib einen Code ein.',
    passkey_wrong:
      'Dieser Passkey passt nicht, oder es hat zu lange gedauert. Versuch es noch einmal.',
    passkey_known: 'Dieses Gerät hat schon einen Passkey für diesen Server.',
    passkey_cancelled:
      'Kein Passkey wurde gezeigt. Versuch es noch einmal oder gib einen Code ein.',
    passkey_elsewhere:
      'Dein Passkey geht nur unter der eigenen Adresse des Servers. Öffne die Seite dort oder gib einen Code ein.',
    passkey_impossible: 'Dieser Browser hat keine Passkeys. Gib einen Code ein.',
    passkey_failed:
      'Das Gerät konnte den Passkey nicht benutzen. Versuch es noch einmal oder gib einen Code ein.',
    passkeys_off: 'Passkeys gehen auf diesem Server nicht.',
    too_many_passkeys: 'Mehr Passkeys kann ein Konto nicht haben. Entferne zuerst einen.',
    second_factor_on: 'Deine App ist schon eingerichtet.',
    second_factor_off: 'Das wurde anderswo beendet. Fang noch einmal an.',
    password_wrong: 'Das ist nicht dein jetziges Passwort.',
    password_required: 'Gib ein Passwort ein.',
    template_name_required: 'Gib der Vorlage einen Namen.',
    title_required: 'Gib dem Raum einen Titel.',
    adult_required: 'Rondo ist für Erwachsene. Bitte bestätige, dass du 18 oder älter bist.',
    therapist_required:
      'Nur ein als therapeutisch markiertes Konto darf einen therapeutisch geleiteten Raum leiten.',
    last_administrator: 'Der Server braucht mindestens eine Verwaltung.',
    no_seat: 'Du hast in diesem Raum keinen Platz.',
    banned: 'Dieser Raum ist für dich geschlossen.',
    invalid: 'Bitte prüfe das.',
    insecure_connection: 'Anmelden braucht https. Öffne diesen Server unter seiner https-Adresse.',
    origin_forbidden:
      'Diese Seite darf den Server nicht nutzen. Öffne ihn unter seiner eigenen Adresse.',
    series_lost:
      'Die Plätze in diesem Raum gingen verloren, als der Server wiederhergestellt wurde. Wer ihn leitet, kann ihn neu beginnen; dann öffnet dein Link einen neuen Platz.',
    series_whole: 'Diese Reihe hat ihren Schlüssel. Sie muss nicht neu beginnen.',
    meeting_running: 'In diesem Raum läuft ein Treffen. Beende es zuerst.',
    room_full: 'Dieser Raum nimmt niemand Neues mehr auf.',
    seat_taken:
      'Dieser Browser hat in diesem Raum den Platz von jemand anderem. Öffne den Link noch einmal und wähle „Das bin ich nicht“.',
    too_many_rooms: 'Mehr Räume erlaubt der Server dir nicht. Archiviere zuerst einen.',
    too_many_invites: 'Mehr Einladungen erlaubt der Server für diesen Raum nicht.',
    too_long: 'Das ist zu lang.',
    too_many: 'Davon sind es zu viele.',
    text_invalid: 'Ein Zeichen darin lässt sich nicht sicher anzeigen.',
    out_of_range: 'Diese Zahl ist zu klein oder zu groß.',
    agenda_invalid: 'Dieser Ablauf geht so nicht. Was zu ändern ist, steht daneben.',
    doors_closed: 'Die Türen sind jetzt zu. Sie öffnen eine Weile vor dem nächsten Termin.',
    consent_missing: 'Diese Gruppe bittet zuerst um deine Einwilligung.',
    consent_changed: 'Der Text hat sich inzwischen geändert. Bitte lies ihn noch einmal.',
    therapy_only: 'Das gibt es nur in Therapiegruppen.',
    emergency_unconfirmed: 'Diese Gruppe fragt zuerst, wen man im Notfall anruft und wo du bist.',
    emergency_closed:
      'Gerade ist kein Treffen, und das letzte endete vor mehr als einem Tag. Im nächsten lässt es sich wieder öffnen.',
    no_place: 'An diesem Termin ist kein Platz frei. Du kannst auf die Warteliste.',
    date_over: 'Dieser Termin ist vorbei oder findet nicht statt.',
    no_sign_up: 'Hier muss sich niemand anmelden. Komm einfach.',
    place_removed:
      'Eine Leitung hat diesen Platz zurückgenommen. Schreib dem Host, wenn du doch kommen willst.',
    schedule_invalid: 'Diese Termine gehen so nicht. Was zu ändern ist, steht daneben.',
    duty_taken: 'Das hat inzwischen jemand anderes.',
    duty_not_yours: 'Das hat inzwischen jemand anderes oder niemand.',
    duty_not_for_you: 'Diese Person kann das nicht übernehmen.',
    swap_gone:
      'Dieser Tausch geht nicht mehr: Jemand von euch ist inzwischen an einem anderen Termin dran.',
    offer_gone: 'Dieser Raum wird nicht mehr angeboten.',
    heir_unfit:
      'Kein Konto mit diesem Namen kann diesen Raum übernehmen. Frag noch einmal nach: Der Name muss genau stimmen.',
    heir_owns: 'Diesem Konto gehört der Raum schon.',
    heir_missing: 'Wähl, wer die Räume bekommt.',
    desk_unfit:
      'Kein Konto mit diesem Namen kann die Übersicht mit dir teilen. Frag noch einmal nach: Der Name muss genau stimmen.',
    desk_joined: 'Du teilst schon eine Übersicht. Verlass sie zuerst.',
    desk_full: 'Mehr geht nicht: 20 teilen diese Übersicht oder sind eingeladen.',
    desk_gone: 'Diese Einladung oder diese Übersicht gibt es nicht mehr.',
    no_desk: 'Du teilst keine Übersicht.',
    account_enabled: 'Dieses Konto kann sich anmelden. Sperr es zuerst.',
    schedule_changed:
      'Jemand anderes hat die Termine inzwischen geändert. Du siehst sie, wie sie jetzt sind: Schau, und versuch es noch einmal.',
    changed_meanwhile:
      'Jemand anderes hat das inzwischen geändert. Du siehst es, wie es jetzt ist: Schau, und versuch es noch einmal.',
    settings_invalid: 'Manche Zeiten gehen so nicht. Was zu ändern ist, steht daneben.',
    format_unknown: 'Dieses Format gibt es hier nicht. Wähl ein anderes.',
    webhook_url:
      'An diese Adresse kann nichts gehen. Sie muss mit https:// beginnen und ins öffentliche Internet führen.',
    too_many_webhooks: 'Es gibt so viele Webhooks, wie der Server zulässt. Lösche zuerst einen.',
    too_many_keys: 'Es gibt so viele Schlüssel, wie der Server zulässt. Nimm zuerst einen zurück.',
    listing_invalid: 'Ein öffentlicher Raum braucht jede Zeile. Was zu ändern ist, steht daneben.',
    rehearsal_unlisted: 'Eine Probe kann nicht ins Verzeichnis.',
    format_kind: 'Dieses Format ist für die andere Art von Raum. Wähl ein anderes.',
    too_many_concerns: 'Erst müssen die früheren gelesen werden. Versuch es später noch einmal.',
    too_many_templates: 'Mehr Vorlagen erlaubt der Server nicht. Lösch zuerst eine.',
    no_request:
      'Von diesem Gerät gibt es keine Anfrage. Sie wurde zurückgenommen, oder ihre Zeit ist vorbei.',
    link_used: 'Diese Einladung war für eine Person und ist benutzt.',
    room_closed: 'Diese Gruppe nimmt Neue nur mit persönlicher Einladung auf.',
    newcomers_over: 'Diese Gruppe nimmt niemand Neues mehr auf.',
    no_place_open: 'In dieser Gruppe ist gerade kein Platz frei.',
    no_start: 'Es ist kein Termin geplant, an dem Neue beginnen.',
    must_ask: 'In dieser Gruppe fragst du zuerst an. Öffne den Link noch einmal.',
    not_asking: 'Du musst nicht mehr anfragen. Öffne den Link noch einmal, um dazuzukommen.',
    already_asked: 'Von diesem Gerät hast du schon angefragt.',
    too_many_requests: 'Gerade fragen viele an. Versuch es in ein paar Tagen noch einmal.',
    not_accepted: 'Die Anfrage wurde nicht angenommen, oder ihre Zeit ist vorbei.',
    request_decided:
      'Jemand hat diese Anfrage inzwischen beantwortet, oder sie wurde zurückgenommen.',
    entry_changed: 'Der Weg in diese Gruppe hat sich inzwischen geändert. Versuch es noch einmal.',
    personal_only: 'Ein Link in diese Gruppe ist für eine Person.',
    entry_invalid: 'So geht dieser Weg hinein nicht. Was zu ändern ist, steht daneben.',
    answers_invalid: 'Eine Antwort fehlt oder geht so nicht.',
    push_endpoint:
      'Der Push-Dienst dieses Browsers hat eine Adresse, die dieser Server nicht nutzen kann.',
    push_key: 'Die Schlüssel dieses Browsers für Benachrichtigungen sind nicht zu gebrauchen.',
    timeout: 'Das hat zu lange gedauert. Versuche es noch einmal.',
    unavailable: 'Der Server kann gerade nichts speichern. Es wurde nichts geändert.',
    busy: 'Der Server ist beschäftigt. Versuche es gleich noch einmal.',
  },
  tooLong: (most, over) => `Höchstens ${most} Zeichen. Das sind ${over} zu viel.`,
  character: (code) => `Es ist ${code}. Tippe den Text neu, statt ihn einzufügen.`,
  waitFor: (seconds) =>
    seconds < 90
      ? f.plural(seconds, {
          one: 'Bitte warte # Sekunde und versuche es dann wieder.',
          other: 'Bitte warte # Sekunden und versuche es dann wieder.',
        })
      : f.plural(Math.ceil(seconds / 60), {
          one: 'Bitte warte # Minute und versuche es dann wieder.',
          other: 'Bitte warte # Minuten und versuche es dann wieder.',
        }),
});
