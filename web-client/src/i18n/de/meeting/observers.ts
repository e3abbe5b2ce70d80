import type { ObserverWords } from '../../en/meeting/observers';
import type { Formatter } from '../../formatter';

export const observers = (f: Formatter): ObserverWords => ({
  ask: (name) => `Darf ${name} dieses Treffen beobachten?`,
  askText:
    'Die Person würde mitlesen und der Gruppe nichts schreiben. Ein Nein genügt, und niemandem wird gesagt, von wem es kam, auch der Leitung nicht. Keine Antwort in zwei Minuten gilt als Nein.',
  agree: 'Ich bin einverstanden',
  refuse: 'Ich bin nicht einverstanden',
  agreed: 'Du bist einverstanden. Du kannst es ändern, bis alle geantwortet haben.',
  refused: 'Du bist nicht einverstanden. Du kannst es ändern, bis alle geantwortet haben.',

  asked: (name) => `Alle werden gefragt, ob ${name} beobachten darf.`,
  askedText:
    'Jede Person für sich. Was dabei herauskommt, zeigt sich, wenn alle geantwortet haben oder zwei Minuten um sind, und nie, von wem ein Nein kam.',
  askEveryone: 'Alle fragen',
  isAsked: 'Alle werden gerade gefragt.',
  asObserver: 'Kommt zum Beobachten',
  asMember: 'Kommt als Mitglied',
  askedFirst: 'Ob jemand beobachten darf, werden zuerst alle gefragt, die teilnehmen.',

  observe: (names) =>
    f.plural(names.length, {
      one: `${f.list(names)} beobachtet dieses Treffen.`,
      other: `${f.list(names)} beobachten dieses Treffen.`,
    }),
  doorText:
    'Wer beobachtet, liest mit und schreibt der Gruppe nichts. Du kommst hinein, sobald du geantwortet hast. Bist du nicht einverstanden, endet das Beobachten, und niemandem wird gesagt, dass du es warst.',
  doorAgree: (name) => `Einverstanden, dass ${name} beobachtet`,
  doorRefuse: (name) => `Nicht einverstanden, dass ${name} beobachtet`,
  doorAgreed: 'Du bist einverstanden.',
  youObserve:
    'Du kommst zum Beobachten. Zuerst werden alle gefragt, die teilnehmen, jede Person für sich.',

  withdraw: 'Mit dem Beobachten nicht mehr einverstanden',
  withdrawTitle: (name) => `Nicht mehr einverstanden, dass ${name} beobachtet?`,
  withdrawText: (name) =>
    `${name} verlässt dieses Treffen sofort und kann nicht mehr dazukommen. Niemandem wird gesagt, dass du es warst.`,
  withdrawNow: 'Nicht mehr einverstanden',
});
