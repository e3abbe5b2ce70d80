import type { RehearsalWords } from '../../en/meeting/rehearsal';
import type { Formatter } from '../../formatter';

export const rehearsal = (f: Formatter): RehearsalWords => ({
  title: 'Diesen Raum proben',
  text: 'Du bekommst eine Kopie dieses Raums mit simulierten Mitgliedern, die deine Sprache sprechen. Sonst ist niemand darin.',
  moments: 'Schwierige Momente',
  momentsText:
    'Wann sie kommen, erfährst du nicht. Danach liest du, was du getan hast und wie bald.',
  moment: {
    advice: 'Jemand gibt Rat, um den niemand gebeten hat',
    dominating: 'Jemand nimmt fast den ganzen Platz ein',
    help: 'Jemand ruft um Hilfe',
  },
  start: 'Probe beginnen',

  nobodyReads:
    'Das ist eine Probe. Eine simulierte Leitung kann dir nicht helfen: Nutze die Hilfsnummern.',

  guideTitle: 'Sieh dir das an',
  guideClose: 'Gut',
  guide: {
    order:
      'Eine Person hat das Wort, und niemand kann sie unterbrechen. Du siehst, wer schreibt und wie viele vor dir kommen.',
    offer:
      'Du bekommst das Wort. Du kannst erzählen, passen oder später drankommen. Was du schreibst, sieht niemand, bevor du es sendest.',
    feedback:
      'Nach dem Erzählen wählst du, was du zurückhaben möchtest: nichts, gehört werden, Fragen oder Vorschläge. Mitglieder können nur so antworten.',
    help: '„Ich brauche Hilfe“ geht nur an die Leitung und sagt dir, wer es gesehen hat. Dreimal Umschalt verlässt diese Seite sofort.',
    lead: 'Die Mitglieder sind simuliert, du kannst also alles ausprobieren. Schwierige Momente kommen ohne Ankündigung. Wenn du gehst, liest du, was du dabei getan hast.',
  },

  lookBack: 'Was vorkam und was du getan hast',
  came: {
    advice: (name) => `${name} gab einen Rat, um den niemand gebeten hatte.`,
    dominating: (name) => `${name} nahm fast den ganzen Platz ein.`,
    help: (name) => `${name} rief um Hilfe.`,
  },
  act: {
    read_call: 'Du hast den Hilferuf gesehen',
    claimed_call: 'Du hast gesagt, dass du dich kümmerst',
    whispered: 'Du hast der Person geflüstert',
    spoke: 'Du hast etwas zu allen gesagt',
    covered: 'Du hast die Nachricht abgedeckt',
    took_back: 'Du hast die Nachricht zurückgenommen',
    reminded: 'Du hast sanft erinnert',
    gave_time: 'Du hast eine Minute gegeben',
    moved_on: 'Du bist weitergegangen',
    changed_item: 'Du hast geändert, wie der Punkt läuft',
    muted: 'Du hast stumm geschaltet',
    sent_to_door: 'Du hast die Person zurück an die Tür geschickt',
    removed: 'Du hast die Person entfernt',
    paused: 'Du hast pausiert',
  },
  after: (seconds) => f.plural(seconds, { one: 'nach # Sekunde', other: 'nach # Sekunden' }),
  nothing: 'Du hast nichts dazu getan.',
  often: {
    advice:
      'Oft reicht: freundlich sagen, dass hier alle von sich sprechen, und der Person flüstern, die den Rat gab.',
    dominating:
      'Oft reicht: danken, die Zeit nennen und die nächste Person aufrufen. Eine sanfte Erinnerung vorher ist freundlicher.',
    help: 'Oft reicht: innerhalb einer Minute zeigen, dass du es gesehen hast, und unter vier Augen schreiben, während jemand anderes das Wort führt.',
  },
  notMet: (moments) => `Kam heute nicht vor: ${f.list(moments)}.`,
  short: {
    advice: 'ein Rat',
    dominating: 'jemand, der viel Platz nimmt',
    help: 'ein Hilferuf',
  },
});
