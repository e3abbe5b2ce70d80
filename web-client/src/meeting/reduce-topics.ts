import type { Event, ParticipantId, Topic, Topics } from '../protocol/generated';

/** The topics after an event. */
export function reduceTopics(topics: Topics, event: Event): Topics {
  switch (event.type) {
    case 'topic_proposed':
      return {
        ...topics,
        proposed: [...topics.proposed, event.topic],
        count: Math.max(topics.count, event.topic.id),
      };
    case 'topic_withdrawn':
      return {
        ...topics,
        proposed: topics.proposed.filter(({ id }) => id !== event.topic),
        current: topics.current === event.topic ? null : topics.current,
      };
    case 'topic_chosen': {
      const { topic, who, on } = event;
      const change = (known: Topic): Topic =>
        known.id === topic ? { ...known, chosen_by: chosen(known.chosen_by, who, on) } : known;
      return { ...topics, proposed: topics.proposed.map(change) };
    }
    case 'topic_taken_up':
      return { ...topics, current: event.topic };
    default:
      return topics;
  }
}

/** In the server's order, which is that of the ids. */
function chosen(by: ParticipantId[], who: ParticipantId, on: boolean): ParticipantId[] {
  const others = by.filter((id) => id !== who);
  return on ? [...others, who].sort() : others;
}
