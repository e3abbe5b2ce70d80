/** A meeting at every moment of the floor, seen by Cy, a member; and one for every place to stand. */
import type {
  MeetingView,
  Person,
  SealedStage,
  Slot,
  SlotState,
  Stage,
} from '../../protocol/generated';
import type { ComposerState } from '../composer';
import type { Moment } from '../moment';
import type { Standing } from '../standing';
import { item, offered, round, slot, speaking, turn, world } from './world';

/** The same meeting as Ada sees it, who leads. */
export const asLead = (view: MeetingView): MeetingView => ({
  ...view,
  me: { ...view.me, id: 'ada' },
});

/** One person is otherwise. */
export const but = (view: MeetingView, who: string, over: Partial<Person>): MeetingView => ({
  ...view,
  people: view.people.map((person) => (person.id === who ? { ...person, ...over } : person)),
});

const mine = (stage: Stage) => round({ turn: turn('cy', stage) });
const anothers = (stage: Stage) => round({ turn: turn('bo', stage) });
const grace: Stage = { type: 'grace', ends_ms: 0 };
const lastDraft: Stage = { type: 'last_draft', ends_ms: 0 };
const held: Stage = { type: 'held', until_ms: 0, left_ms: 1, begun: true };
const choosing: Stage = { type: 'choosing_feedback', until_ms: 0 };
const replies: Stage = {
  type: 'feedback',
  kind: 'questions',
  until_ms: 0,
  replies_left: 2,
  replied: [],
};
const naming: Stage = { type: 'naming', until_ms: 0 };
const breath: Stage = { type: 'breath', until_ms: 5_000 };

const heldRound = (shared: string[]): MeetingView => {
  const view = world();
  const shares = shared.map((who) => ({ who, shares: 1 }));
  return { ...view, floor: { ...view.floor, round_held: true, shares } };
};
/** Nobody has the floor in a round. */
const pausing = (
  phase: 'turns' | 'anyone_unheard' | 'silence',
  mine: SlotState = 'pending',
): MeetingView => {
  const view = round({ turn: null });
  view.floor.round!.slots[3] = slot('cy', mine);
  const type = phase === 'turns' ? { type: phase } : { type: phase, until_ms: 0 };
  view.floor.round!.phase = type as NonNullable<MeetingView['floor']['round']>['phase'];
  return view;
};
const only = (mode: Parameters<typeof item>[0], over: Partial<MeetingView> = {}) =>
  world({ agenda: [item(mode)], coming: [], ...over });

const sealedRound = (stage: SealedStage, shown = 0): MeetingView => {
  const view = only('sealed');
  const sealed = { id: 1, started_ms: 0, stage, shares_in: 2, of: 4, shown };
  return { ...view, floor: { ...view.floor, sealed } };
};

export const MOMENT_VIEWS: Record<Moment, MeetingView> = {
  gathering: world({ phase: { type: 'gathering' }, item: null }),
  paused: { ...round(), pause: 'crisis' },
  held_silence: { ...round(), pause: 'silence', pause_until_ms: 120_000 },
  restarted: { ...round(), pause: 'restart' },
  suspended: { ...round(), kind: 'therapist_led', pause: 'lead_lost' },
  everyone_muted: { ...round(), everyone_muted: true },

  my_offer: mine(offered),
  my_start: mine({ type: 'accepted', starts_by_ms: 20_000 }),
  my_share: mine(speaking),
  my_grace: mine(grace),
  my_last_draft: mine(lastDraft),
  my_hold: mine(held),
  my_choice: mine(choosing),
  my_replies: mine(replies),
  my_naming: mine(naming),
  my_breath: mine(breath),

  offer: anothers(offered),
  share: anothers(speaking),
  hold: anothers(held),
  choice: anothers(choosing),
  replies: anothers(replies),
  naming: anothers(naming),
  breath: anothers(breath),

  round_due: world(),
  between_turns: pausing('turns'),
  to_be_named: { ...pausing('turns'), agenda: [item('tag')] },
  unheard: pausing('anyone_unheard', 'passed'),
  silence: pausing('silence', 'passed'),
  round_complete: heldRound(['ada', 'bo', 'cy', 'dee']),
  round_closed: heldRound(['ada', 'bo', 'cy']),
  hands: only('queue'),
  directed: only('directed'),
  my_presenting: but(
    only('presenter', { agenda: [item('presenter', { presenter_advances: true })] }),
    'cy',
    { services: ['presenter'] },
  ),
  presenting: but(only('presenter'), 'bo', { services: ['presenter'] }),
  lead_presents: only('presenter'),
  open: only('open'),
  process_group: only('open', { kind: 'therapist_led', format: 'process' }),
  silent: only('silent'),
  sealed: sealedRound('writing'),
  sealed_showing: sealedRound('showing', 1),
  sealed_opened: sealedRound('opened', 2),
};

const inSlot = (who: string, state: SlotState, over: Partial<Slot> = {}, at = 3): MeetingView => {
  const view = round();
  view.floor.round!.slots.splice(at, 2, slot(who, state, over));
  return view;
};

export const STANDING_VIEWS: Record<Standing, MeetingView> = {
  observing: but(round(), 'cy', { role: 'observer' }),
  muted: but(round(), 'cy', { mute: { until_ms: null } }),
  aside: but(round(), 'cy', { aside: 'ada' }),
  listening: but(round(), 'cy', { listening: true }),
  next: inSlot('cy', 'pending', {}, 2),
  coming: round(),
  back_later: inSlot('cy', 'deferred', { deferred_once: true }),
  shared: inSlot('cy', 'done'),
  passed: inSlot('cy', 'passed'),
  away: inSlot('cy', 'away'),
  late: (() => {
    const view = round();
    view.floor.round!.slots.pop();
    return view;
  })(),
  none: { ...only('queue'), floor: { ...world().floor, turn: turn('bo', speaking) } },
};

export const COMPOSER_VIEWS: Record<ComposerState['type'], MeetingView> = {
  observing: STANDING_VIEWS.observing,
  muted: STANDING_VIEWS.muted,
  aside: STANDING_VIEWS.aside,
  offered: MOMENT_VIEWS.my_offer,
  mine: MOMENT_VIEWS.my_share,
  held: MOMENT_VIEWS.my_hold,
  choosing_feedback: MOMENT_VIEWS.my_choice,
  receiving: MOMENT_VIEWS.my_replies,
  reply: MOMENT_VIEWS.replies,
  naming: MOMENT_VIEWS.my_naming,
  lead: asLead(MOMENT_VIEWS.share),
  open: MOMENT_VIEWS.open,
  gathering: MOMENT_VIEWS.gathering,
  paused: MOMENT_VIEWS.paused,
  silent: MOMENT_VIEWS.silent,
  sealed: MOMENT_VIEWS.sealed,
  write_ahead: MOMENT_VIEWS.share,
};
