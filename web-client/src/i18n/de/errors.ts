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
    code_invalid: 'Dieser Code öffnet keinen Platz. Prüfe ihn noch einmal.',
    name_taken: 'Dieser Name oder ein sehr ähnlicher ist vergeben.',
    name_invalid: 'Buchstaben und Ziffern; 2 bis 32 Zeichen.',
    name_claims_role:
      'Ein Name darf keine Rolle behaupten, etwa Therapeutin, Therapeut oder Moderation.',
    password_weak: 'Wähle ein längeres oder weniger verbreitetes Passwort.',
    password_wrong: 'Das ist nicht dein jetziges Passwort.',
    password_required: 'Gib ein Passwort ein.',
    name_required: 'Gib einen Namen ein.',
    title_required: 'Gib dem Raum einen Titel.',
    adult_required: 'Rondo ist für Erwachsene. Bitte bestätige, dass du 18 oder älter bist.',
    therapist_required:
      'Nur ein als therapeutisch markiertes Konto darf einen therapeutisch geleiteten Raum leiten.',
    last_administrator: 'Der Server braucht mindestens eine Verwaltung.',
    no_seat: 'Du hast in diesem Raum keinen Platz.',
    banned: 'Du kannst diesem Raum nicht mehr beitreten.',
    invalid: 'Bitte prüfe das.',
  },
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
