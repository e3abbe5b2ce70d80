/**
 * What an event does to what one sees; mirrors src/meeting/reduce.rs. Every
 * event carries the new value of what it changed, so each case is an
 * assignment. The vectors in tests/vectors prove that both agree.
 */
import type { Event, FloorClock, MeetingView, Numbered } from '../protocol/generated';
import { floorTime } from './clock';
import { compareIds } from './ids';
import { withoutOffer } from './offers';
import { reduceFloor, takesBackWarning } from './reduce-floor';
import { reducePeople } from './reduce-people';
import { emptiesSealedRound } from './sealed';
import { reduceTalk } from './reduce-talk';
import { reduceTopics } from './reduce-topics';

export function reduce(view: MeetingView, { event, at_ms }: Numbered): MeetingView {
  const after: MeetingView = {
    ...view,
    ...life(view, event, at_ms),
    ...reduceTalk(view, event),
    topics: reduceTopics(view.topics, event),
    people: reducePeople(view.people, event),
    floor: reduceFloor(view.floor, event),
  };
  if (takesBackWarning(view.floor, event)) after.me = { ...after.me, warned_turn: null };
  if (emptiesSealedRound(event)) after.me = { ...after.me, sealed: null };
  return after;
}

/** The meeting's own life: phase, agenda, clock, lead. */
function life(view: MeetingView, event: Event, atMs: number): Partial<MeetingView> {
  switch (event.type) {
    case 'opened':
      return {
        phase: { type: 'running' },
        planned_end_ms: event.planned_end_ms,
        clock: { floor_ms: 0, running_since_ms: view.everyone_muted ? null : atMs },
      };
    case 'door_changed':
      return { door: event.door };
    case 'ended': {
      const clock: FloorClock = { floor_ms: floorTime(view.clock, atMs), running_since_ms: null };
      return {
        phase: { type: 'ended', reason: event.reason },
        clock,
        item_times: withoutRunning(view, clock.floor_ms),
      };
    }
    case 'item_started': {
      const started = { item: event.item, started_ms: event.floor_ms, ended_ms: null };
      return {
        item: event.item,
        coming: event.coming,
        page: 0,
        item_times: [...withoutRunning(view, event.floor_ms), started],
      };
    }
    case 'agenda_arranged':
      return { coming: event.coming };
    case 'time_moved': {
      const minutes = new Map([
        [event.from, event.from_minutes],
        [event.to, event.to_minutes],
      ]);
      const change = (item: MeetingView['agenda'][number], i: number) => ({
        ...item,
        minutes: minutes.get(i) ?? item.minutes,
      });
      return { agenda: view.agenda.map(change) };
    }
    case 'page_turned':
      return { page: event.page };
    case 'mode_changed': {
      const { mode, crosstalk } = event;
      const change = (item: MeetingView['agenda'][number], i: number) =>
        i === event.item ? { ...item, mode, crosstalk } : item;
      return { agenda: view.agenda.map(change) };
    }
    case 'reactions_switched': {
      const change = (item: MeetingView['agenda'][number], i: number) =>
        i === event.item ? { ...item, reactions: event.on } : item;
      return { agenda: view.agenda.map(change) };
    }
    case 'floor_paused':
      return { pause: event.reason, pause_until_ms: event.until_ms, clock: event.clock };
    case 'floor_resumed':
      return { pause: null, pause_until_ms: null, clock: event.clock };
    case 'everyone_muted':
      return { everyone_muted: event.on, clock: event.clock };
    case 'duties_noted':
      return { duties: event.duties };
    case 'lead_changed':
      return { lead: event.lead };
    case 'lead_lost_changed':
      return { lead_lost: event.lost };
    case 'turn_warned':
      return { me: { ...view.me, warned_turn: event.turn } };
    case 'offer_made':
      return { offers: [...view.offers, event.offer] };
    case 'offer_over':
      return { offers: withoutOffer(view.offers, event.who, event.what) };
    case 'observer_asked': {
      const { who, name, until_ms } = event;
      const others = view.observer_questions.filter((question) => question.who !== who);
      const all = [...others, { who, name, until_ms }];
      return { observer_questions: all.sort((a, b) => compareIds(a.who, b.who)) };
    }
    case 'observer_answered': {
      const { who, yes } = event;
      const observer_answers = { ...view.me.observer_answers, [who]: yes };
      return { me: { ...view.me, observer_answers } };
    }
    case 'observer_question_over': {
      const { [event.who]: _, ...others } = view.me.observer_answers;
      const observer_answers = event.agreed ? view.me.observer_answers : others;
      return {
        observer_questions: view.observer_questions.filter(({ who }) => who !== event.who),
        me: { ...view.me, observer_answers },
      };
    }
    case 'restarted':
      return { observer_questions: [] };
    case 'half_time_told':
      return { me: { ...view.me, unheard: event.unheard } };
    case 'sealed_share_changed':
      return { me: { ...view.me, sealed: event.share } };
    case 'multiplier_changed':
      return { me: { ...view.me, multiplier_percent: event.percent } };
    default:
      return {};
  }
}

/** The running item ends at a floor time. */
function withoutRunning(view: MeetingView, floorMs: number): MeetingView['item_times'] {
  const last = view.item_times.at(-1);
  if (!last || last.ended_ms !== null) return view.item_times;
  return [...view.item_times.slice(0, -1), { ...last, ended_ms: floorMs }];
}
