import type { Formatter } from '../../formatter';

export const topics = (f: Formatter) => ({
  title: 'Topics',
  titleCount: (count: number) =>
    f.plural(count, { one: 'One topic to choose', other: '# topics to choose from' }),
  empty: 'No topic yet. What would you like to talk about?',
  emptyWatching: 'No topic yet. They appear here as they are proposed.',
  list: 'Topics, in the order in which they were proposed',
  choose: 'I’d like this',
  chooseThis: (topic: string) => `I’d like this: ${topic}`,
  hands: (count: number) =>
    count === 0 ? 'no hands yet' : f.plural(count, { one: '# hand', other: '# hands' }),
  by: (name: string) => `by ${name}`,
  byYou: 'by you',
  now: 'taken up',
  field: 'Propose a topic',
  hint: 'Up to three. Choose as many as you like.',
  propose: 'Propose',
  enough: 'You have proposed three. Take one back to propose another.',
  proposed: (name: string, topic: string) => `${name} proposed: ${topic}`,
  actions: (topic: string) => `What to do with “${topic}”`,
  withdraw: 'Take it back',
  withdrawTitle: (topic: string) => `Take back “${topic}”?`,
  withdrawText: (name: string) =>
    `${name} proposed it. It leaves the list for everyone, and its hands are gone.`,
  withdrawNow: 'Take it back',
  takeUp: 'Take this up now',
  drop: 'No topic for now',
  change: 'Another topic',
  current: 'The topic',
  noneYet: 'No topic is taken up.',
  takenUp: (topic: string) => `The topic now: ${topic}`,
});

export type TopicWords = ReturnType<typeof topics>;
