/** Topics: the one the meeting is at, and what the viewer can do with each. */
import type { MeetingView, Topic } from '../protocol/generated';
import { currentItem } from './order';
import { may } from './policy';

/** The topic the meeting is at. */
export const topicOf = ({ topics }: Pick<MeetingView, 'topics'>): Topic | null =>
  topics.proposed.find(({ id }) => id === topics.current) ?? null;

export const choosesTopics = (view: MeetingView): boolean =>
  view.phase.type === 'running' && currentItem(view)?.chooses_topics === true;

export const ownTopics = (view: MeetingView): Topic[] =>
  view.topics.proposed.filter(({ by }) => by === view.me.id);

/** The viewer's own topics; for a lead, anyone's. */
export const mayWithdraw = (view: MeetingView, topic: Topic): boolean =>
  may(view, 'take_up_topic') || (topic.by === view.me.id && may(view, 'withdraw_topic'));
