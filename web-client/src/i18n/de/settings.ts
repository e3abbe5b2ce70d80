import type { SettingsWords } from '../en/settings';
import type { Formatter } from '../formatter';

export const settings = (f: Formatter): SettingsWords => ({
  title: 'Wie es läuft',
  oneByOne: 'Jede Person einzeln einlassen',
  oneByOneHint: 'Sonst kommen nach dem Beginn alle mit Einladung herein.',
  hardLimit: 'Die Zeit streng halten',
  hardLimitHint: 'Nach der Zeit und einer kurzen Frist lässt sich nichts mehr senden.',
  showEarlier: 'Wer später kommt, sieht das Bisherige',
  showEarlierHint: 'Sonst nur, was von da an geschrieben wird.',
  reactions: 'Reaktionen auf Beiträge',
  reactionsHint:
    'Kurze Worte unter einer Nachricht, etwa „Ich höre dich“. Ein Punkt im Ablauf kann es anders festlegen.',
  timekeeperCalls: 'Wer auf die Zeit achtet, darf die nächste Person aufrufen',
  timekeeperCallsHint: 'Neben einer Minute mehr und einem Anstoß.',
  coFacilitatorEnds: 'Die Mitleitung darf das Treffen beenden',
  coFacilitatorEndsHint: 'Sonst kann es nur die Leitung.',
  observerWhispers: 'Beobachtende dürfen der Leitung zuflüstern',
  observerWhispersHint: 'Um Hilfe bitten können sie immer.',
  feedbackReplies: 'Antworten auf einen Beitrag',
  feedbackRepliesHint: 'Höchstens so viele, und nur, wenn darum gebeten wurde.',
  keepDays: 'Was geschrieben wurde, kann danach gelesen werden',
  keepDaysHint:
    'Von denen, die im Treffen waren, ohne Geflüstertes. Alle lesen das, bevor sie dazukommen. Es gilt vom nächsten Treffen an.',
  keepFor: (days) =>
    days === 0 ? 'Gar nicht' : f.plural(days, { one: 'Einen Tag lang', other: '# Tage lang' }),
  clocks: 'Zeiten des Gesprächs',
  clocksHint: 'So passen sie den meisten Gruppen. Jede lässt sich zurücksetzen.',
  changed: (n) => f.plural(n, { one: 'Eine ist geändert.', other: '# sind geändert.' }),
  seconds: 'Sekunden',
  minutes: 'Minuten',
  inUnit: (name, unit) => `${name} (${unit})`,
  theDefault: (amount, unit) => `Vorgabe: ${f.number(amount)} ${unit}.`,
  back: 'Zur Vorgabe zurück',
  backOf: (name) => `${name}: zur Vorgabe zurück`,
  groups: {
    round: 'Eine Runde',
    offer: 'Das Angebot des Wortes',
    share: 'Ein Beitrag und sein Ende',
    moreTime: 'Mehr Zeit',
    feedback: 'Rückmeldung nach einem Beitrag',
    hands: 'Benennen und gehobene Hände',
    lost: 'Eine verlorene Verbindung',
    lead: 'Wenn die Leitung ausfällt',
    meeting: 'Das ganze Treffen',
  },
  byName: {
    share_ms_min: {
      name: 'Kürzester Beitrag',
      about: 'Wie voll die Runde auch ist, weniger wird niemandem geplant.',
    },
    handover_ms: {
      name: 'Zwischen zwei Beiträgen',
      about: 'Bleibt für jede Person frei, wenn die Zeit einer Runde geteilt wird.',
    },
    breath_ms: {
      name: 'Ein Atemzug',
      about: 'Nach einem Beitrag, bevor es weitergeht. 0 für keinen.',
    },
    unheard_ms: {
      name: 'Noch jemand?',
      about: 'Wie lange die Frage steht, bevor eine Runde schließt.',
    },
    silence_ms: {
      name: 'Stille nach dem Passen',
      about: 'Wenn alle weitergegeben haben, bevor die Leitung entscheidet, wie es weitergeht.',
    },
    offer_nudge_ms: {
      name: 'Anstoß',
      about: 'Ohne Antwort auf das Angebot wird noch einmal gefragt.',
    },
    offer_away_ms: {
      name: 'Gilt als abwesend',
      about: 'Immer noch keine Antwort: Das Wort geht weiter. Das ist kein Passen.',
    },
    first_key_ms: {
      name: 'Bis die Zeit läuft',
      about: 'Sie läuft mit der ersten Taste, oder von selbst so lange nach dem Annehmen.',
    },
    warning_ms_min: {
      name: 'Späteste stille Erinnerung',
      about: 'Wer spricht, erfährt es, wenn ein Viertel bleibt, doch nie später vor dem Ende.',
    },
    warning_ms_max: {
      name: 'Früheste stille Erinnerung',
      about: 'Und in einem langen Beitrag nicht früher vor dem Ende.',
    },
    grace_ms: {
      name: 'Frist',
      about: 'Um einen Gedanken zu beenden, wenn die Zeit um ist.',
    },
    hard_draft_ms: {
      name: 'Letzter Entwurf',
      about: 'Bei streng gehaltener Zeit: um Geschriebenes zu senden oder zu verwerfen.',
    },
    extension_ms: {
      name: 'Eine Minute mehr',
      about: 'Was die Leitung oder wer auf die Zeit achtet einmal je Beitrag gibt.',
    },
    objection_ms: {
      name: 'Einspruch gegen mehr Zeit',
      about: 'Wer um mehr Zeit bittet, bekommt sie, wenn bis dahin niemand widerspricht.',
    },
    feedback_choice_ms: {
      name: 'Rückmeldung wählen',
      about: 'Um zu sagen, was man zurückmöchte. Danach: nichts.',
    },
    feedback_ms: {
      name: 'Antworten auf einen Beitrag',
      about: 'Wie lange andere antworten dürfen, wenn sie gebeten wurden.',
    },
    naming_ms: {
      name: 'Die nächste Person nennen',
      about: 'Wenn jede Person die nächste nennt; danach wählt die Leitung.',
    },
    hand_offline_ms: {
      name: 'Eine Hand ohne Verbindung',
      about: 'So lange behält eine gehobene Hand ihren Platz.',
    },
    held_ms: {
      name: 'Das Wort wartet',
      about: 'Wenn die Verbindung der sprechenden Person abreißt.',
    },
    held_bonus_ms: {
      name: 'Zeit zum Wiederfinden',
      about: 'Kommt zum Rest hinzu, wenn die Person zurück ist.',
    },
    held_share_ms_min: {
      name: 'Später mindestens',
      about: 'Wer dafür zu spät zurückkommt, hat am Ende mindestens so viel Zeit.',
    },
    lead_lost_ms: {
      name: 'Warten auf die Leitung',
      about: 'Bevor jemand anderes leitet oder das Wort ruht.',
    },
    volunteer_ms: {
      name: 'Einspruch gegen Freiwillige',
      about: 'Wer zu leiten anbietet, tut es, wenn bis dahin niemand widerspricht.',
    },
    leaderless_ms: {
      name: 'Niemand leitet',
      about: 'Danach schließt der Raum.',
    },
    overrun_ms: {
      name: 'Über die Zeit',
      about: 'So lange nach dem geplanten Ende endet das Treffen, wer auch spricht.',
    },
    empty_ms: {
      name: 'Ein leerer Warteraum',
      about: 'Ein Treffen, das nicht eröffnet wurde, endet, wenn so lange niemand da war.',
    },
    restart_ms: {
      name: 'Nach einem Neustart',
      about:
        'Nachdem der Server neu gestartet wurde oder nichts speichern konnte, gilt so lange niemand als abwesend.',
    },
  },
});
