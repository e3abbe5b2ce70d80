/** The topics that members propose and choose among, and the pages of a part's material. */
import type { Command, MeetingView, Topic } from '../../protocol/generated';
import type { Doing } from '../doing';
import { currentItem } from '../order';
import { may } from '../policy';
import { choosesTopics, mayWithdraw } from '../topics';
import { send } from './make';
import type { SlashId } from './names';
import type { Slash } from './slash';

const isChoosing = (view: MeetingView): boolean =>
  choosesTopics(view) && may(view, 'propose_topic');

export const propose: Slash = {
  id: 'topic',
  takes: [{ type: 'text' }],
  can: isChoosing,
  does: (view, { text }) =>
    isChoosing(view) && text ? send({ type: 'propose_topic', text }) : null,
};

/** Something with one topic; which it can be is whichever it can be done with. */
function withTopic(
  id: SlashId,
  command: (view: MeetingView, topic: Topic) => Command | null,
): Slash {
  const of = (view: MeetingView) =>
    view.topics.proposed.filter((topic) => command(view, topic) !== null);
  return {
    id,
    takes: [{ type: 'topic', of }],
    can: (view) => of(view).length > 0,
    does: (view, { topic }) => topic && send(command(view, topic)),
  };
}

/** Chooses a topic, or chooses it no more. */
export const choose = withTopic('choose', (view, { id: topic, chosen_by }) =>
  isChoosing(view) ? { type: 'choose_topic', topic, on: !chosen_by.includes(view.me.id) } : null,
);

export const withdraw = withTopic('withdraw', (view, topic) =>
  mayWithdraw(view, topic) ? { type: 'withdraw_topic', topic: topic.id } : null,
);

export const takeUp = withTopic('take_up', (view, { id: topic }) =>
  may(view, 'take_up_topic') && view.topics.current !== topic
    ? { type: 'take_up_topic', topic }
    : null,
);

/** To the page of this number, from 1; without one, to the next. */
export const page: Slash = {
  id: 'page',
  takes: [{ type: 'page', of: (view) => currentItem(view)?.pages.length ?? 0, optional: true }],
  can: (view) => pages(view) > 1,
  does: (view, { page }): Doing | null => {
    const to = page === null ? view.page + 1 : page - 1;
    const fits = view.item !== null && to < pages(view);
    return fits ? send({ type: 'turn_page', item: view.item ?? 0, page: to }) : null;
  },
};

const pages = (view: MeetingView): number =>
  view.phase.type === 'running' && may(view, 'turn_page')
    ? (currentItem(view)?.pages.length ?? 0)
    : 0;
