/** The agenda as it goes: what each item was given, what it took, what comes and in which order. */
import { AGENDA_LIMITS, type MeetingView } from '../protocol/generated';
import { MINUTE_MS } from '../lib/units';
import { itemLeftMs, minutesMs, plannedEndMs } from './clock';

/** Everyone is told of the end this long before it. */
const END_TOLD_MS = 5 * MINUTE_MS;

export type StepState = 'done' | 'now' | 'coming' | 'skipped';

/** One item in the order in which the meeting goes through them. */
export interface Step {
  item: number;
  name: string;
  state: StepState;
  minutes: number;
  /** What all its runs together took; null when it was not begun. */
  tookMs: number | null;
}

/** The finished items in the order they ran, the current one, those to come, and last those skipped. */
export function steps(view: MeetingView, floorMs: number): Step[] {
  const begun = new Set(view.item_times.map(({ item }) => item));
  const ahead = new Set([view.item, ...view.coming]);
  const done = [...begun].filter((item) => !ahead.has(item));
  const skipped = view.agenda
    .map((_, item) => item)
    .filter((item) => !begun.has(item) && !ahead.has(item));
  const step =
    (state: StepState) =>
    (item: number): Step[] => {
      const planned = view.agenda[item];
      if (!planned) return [];
      const { name, minutes } = planned;
      return [
        {
          item,
          name,
          state,
          minutes,
          tookMs: begun.has(item) ? tookMs(view, item, floorMs) : null,
        },
      ];
    };
  return [
    ...done.flatMap(step('done')),
    ...(view.item === null ? [] : [view.item]).flatMap(step('now')),
    ...view.coming.flatMap(step('coming')),
    ...skipped.flatMap(step('skipped')),
  ];
}

function tookMs(view: MeetingView, item: number, floorMs: number): number {
  const runs = view.item_times.filter((time) => time.item === item);
  return runs.reduce(
    (sum, run) => sum + Math.max(0, (run.ended_ms ?? floorMs) - run.started_ms),
    0,
  );
}

/** Whole minutes something took; at least one once it has begun. */
export const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / MINUTE_MS));

/** For words: whole minutes, and beyond half an hour five at a time. */
export function aboutMinutes(ms: number): number {
  const minutes = minutesOf(ms);
  return minutes > 30 ? 5 * Math.round(minutes / 5) : minutes;
}

// ── The meeting as a whole ──────────────────────────────────────────────────

/** Where the meeting stands against its plan, in floor time. */
export interface Plan {
  /** Behind its plan; below zero it is ahead. */
  behindMs: number;
  /** Until the planned end; below zero it is past. */
  leftMs: number;
  /** Until it ends in any case. */
  hardLeftMs: number;
}

export function plan(view: MeetingView, floorMs: number): Plan {
  const plannedEnd = plannedEndMs(view);
  const now = Math.max(0, itemLeftMs(view, floorMs) ?? 0);
  const forecast = floorMs + now + minutesMs(view, view.coming);
  return {
    behindMs: forecast - plannedEnd,
    leftMs: plannedEnd - floorMs,
    hardLeftMs: plannedEnd + view.settings.timing.overrun_ms - floorMs,
  };
}

/** Whether everyone is told that the end is near: in the minute that is five before it. */
export function endIsNear(view: MeetingView, floorMs: number): boolean {
  const { leftMs } = plan(view, floorMs);
  const told = leftMs <= END_TOLD_MS && leftMs > END_TOLD_MS - MINUTE_MS;
  return view.phase.type === 'running' && told;
}

/** The process group is one open item: its time is told by its beginning and its end alone. */
export const isProcessGroup = ({ format }: MeetingView): boolean => format === 'process';

// ── Minutes that move ───────────────────────────────────────────────────────

/**
 * How many planned minutes an item can give, as `minutes_to_give` of the server
 * has it: the current one what it has not used, one to come all but a minute, a
 * skipped one all, the closing round none.
 */
export function minutesToGive(view: MeetingView, item: number, floorMs: number): number {
  const planned = view.agenda[item];
  if (!planned || planned.closing) return 0;
  return Math.max(0, planned.minutes - used(view, item, floorMs));
}

function used(view: MeetingView, item: number, floorMs: number): number {
  if (item !== view.item) return view.coming.includes(item) ? 1 : 0;
  const started = view.item_times.at(-1)?.started_ms ?? floorMs;
  return Math.max(1, Math.ceil((floorMs - started) / MINUTE_MS));
}

/** A way for minutes to go between the current item and another, and how many at most. */
interface Way {
  /** The other item. */
  item: number;
  minutesMax: number;
}

/** From where the current item can borrow. */
export function lenders(view: MeetingView, floorMs: number): Way[] {
  const room =
    AGENDA_LIMITS.minutes_max -
    (view.agenda[view.item ?? -1]?.minutes ?? AGENDA_LIMITS.minutes_max);
  return notBegun(view)
    .map((item) => ({ item, minutesMax: Math.min(room, minutesToGive(view, item, floorMs)) }))
    .filter(({ minutesMax }) => minutesMax > 0);
}

/** The coming items to which the current one can give minutes. */
export function takers(view: MeetingView, floorMs: number): Way[] {
  const most = view.item === null ? 0 : minutesToGive(view, view.item, floorMs);
  const room = (item: number) =>
    AGENDA_LIMITS.minutes_max - (view.agenda[item]?.minutes ?? AGENDA_LIMITS.minutes_max);
  return notBegun(view)
    .filter((item) => view.coming.includes(item))
    .map((item) => ({ item, minutesMax: Math.min(most, room(item)) }))
    .filter(({ minutesMax }) => minutesMax > 0);
}

/** In the order in which they are shown. */
const notBegun = (view: MeetingView): number[] =>
  steps(view, 0).flatMap(({ item, tookMs }) =>
    tookMs === null && item !== view.item ? [item] : [],
  );

// ── The order of what comes ─────────────────────────────────────────────────

export function earlier(coming: readonly number[], item: number): number[] {
  return swapped(coming, coming.indexOf(item) - 1);
}

export function later(coming: readonly number[], item: number): number[] {
  return swapped(coming, coming.indexOf(item));
}

/** The one at this place changes with the one after it. */
function swapped(coming: readonly number[], at: number): number[] {
  const [first, second] = [coming[at], coming[at + 1]];
  if (first === undefined || second === undefined) return [...coming];
  return coming.with(at, second).with(at + 1, first);
}

export const without = (coming: readonly number[], item: number): number[] =>
  coming.filter((other) => other !== item);

/** A skipped item comes back where the agenda had it: before the first that followed it there. */
export function withBack(coming: readonly number[], item: number): number[] {
  const at = coming.findIndex((other) => other > item);
  return coming.toSpliced(at < 0 ? coming.length : at, 0, item);
}
