import type { TopicWords } from '../../en/meeting/topics';
import type { Formatter } from '../../formatter';

export const topics = (f: Formatter): TopicWords => ({
  title: 'Themen',
  titleCount: (count) => f.plural(count, { one: 'Ein Thema zur Wahl', other: '# Themen zur Wahl' }),
  empty: 'Noch kein Thema. Worüber möchtest du sprechen?',
  emptyWatching: 'Noch kein Thema. Was vorgeschlagen wird, erscheint hier.',
  list: 'Themen, in der Reihenfolge der Vorschläge',
  choose: 'Möchte ich',
  chooseThis: (topic) => `Möchte ich: ${topic}`,
  hands: (count) =>
    count === 0 ? 'noch keine Hand' : f.plural(count, { one: '# Hand', other: '# Hände' }),
  by: (name) => `von ${name}`,
  byYou: 'von dir',
  now: 'aufgenommen',
  field: 'Ein Thema vorschlagen',
  hint: 'Bis zu drei. Wähle, so viele du magst.',
  propose: 'Vorschlagen',
  enough: 'Du hast drei vorgeschlagen. Nimm eines zurück, um ein anderes vorzuschlagen.',
  proposed: (name, topic) => `${name} schlägt vor: ${topic}`,
  actions: (topic) => `Was mit „${topic}“ zu tun ist`,
  withdraw: 'Zurücknehmen',
  withdrawTitle: (topic) => `„${topic}“ zurücknehmen?`,
  withdrawText: (name) =>
    `${name} hat es vorgeschlagen. Es verschwindet für alle, samt den Händen dafür.`,
  withdrawNow: 'Zurücknehmen',
  takeUp: 'Jetzt aufnehmen',
  drop: 'Vorerst kein Thema',
  change: 'Anderes Thema',
  current: 'Das Thema',
  noneYet: 'Noch ist kein Thema aufgenommen.',
  takenUp: (topic) => `Das Thema jetzt: ${topic}`,
});
