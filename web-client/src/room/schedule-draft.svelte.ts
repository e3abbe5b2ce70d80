/** When a room meets, while it is written. */
import type {
  DateView,
  Doors,
  EndsInput,
  Planned,
  Repeat,
  ScheduleInput,
  ScheduleView,
  Weekday,
} from '../api/generated';
import { daysInMonth, homeZone, WEEKDAYS, weekdayOf } from '../lib/zones';
import type { Wrong } from '../protocol/generated';
import { rest } from './schedule';

/** How often there is a date; by the month, the first date says which day it is. */
export type Rhythm = 'once' | 'weekly' | 'nth' | 'last' | 'day' | 'lastDay';

const DOORS: Doors = {
  leads_minutes: 30,
  members_minutes: 15,
  late_minutes: null,
  missed_minutes: 15,
};
/** A usual length of a series with an end. */
const DATES = 12;
/** When most groups meet. */
const TIME = '19:00';

export class ScheduleDraft {
  /** Whether the room meets on dates at all. */
  planned = $state(false);
  day = $state('');
  time = $state(TIME);
  zone = $state(homeZone());
  #rhythm = $state<Rhythm>('weekly');
  every = $state<number | null>(1);
  #alsoOn = $state<readonly Weekday[]>([]);
  ending = $state<EndsInput['type']>('never');
  dates = $state<number | null>(DATES);
  lastDay = $state('');
  doors = $state<Doors>({ ...DOORS });

  /** The rule as it goes on from the next date, or from the one that is given. */
  static of(view: ScheduleView, dates: readonly DateView[], from?: DateView): ScheduleDraft {
    const draft = new ScheduleDraft();
    const left = rest(view, dates, from?.key);
    draft.planned = true;
    draft.zone = view.zone;
    [draft.day = '', draft.time = TIME] = (left.start ?? `T${view.start.slice(11)}`).split('T');
    draft.#take(view.repeat);
    draft.ending = view.ends.type;
    if (view.ends.type === 'after') draft.dates = Math.max(1, left.dates ?? view.ends.dates);
    if (view.ends.type === 'on') draft.lastDay = view.ends.day;
    draft.doors = { ...view.doors };
    return draft;
  }

  /** All that is chosen and typed, as it can be kept. */
  get written() {
    return $state.snapshot({
      planned: this.planned,
      day: this.day,
      time: this.time,
      zone: this.zone,
      rhythm: this.#rhythm,
      every: this.every,
      alsoOn: [...this.#alsoOn],
      ending: this.ending,
      dates: this.dates,
      lastDay: this.lastDay,
      doors: this.doors,
    });
  }

  /** Takes up what was kept. */
  resume({ rhythm, alsoOn, doors, ...others }: ScheduleDraft['written']): void {
    this.#rhythm = rhythm;
    this.#alsoOn = alsoOn;
    this.doors = { ...doors };
    Object.assign(this, others);
  }

  /** The same for another room: the whole of it again, from the next date on. */
  static like({ schedule, dates }: Planned): ScheduleDraft {
    if (!schedule) return new ScheduleDraft();
    const draft = ScheduleDraft.of(schedule, dates);
    if (schedule.ends.type === 'after') draft.dates = schedule.ends.dates;
    return draft;
  }

  #take(repeat: Repeat): void {
    if (repeat.type !== 'once') this.every = repeat.every;
    switch (repeat.type) {
      case 'once':
        this.#rhythm = 'once';
        break;
      case 'weekly':
        this.#alsoOn = repeat.on;
        break;
      case 'monthly_by_day':
        this.#rhythm = repeat.day < 0 ? 'lastDay' : 'day';
        break;
      case 'monthly_by_weekday':
        this.#rhythm = repeat.nth < 0 ? 'last' : 'nth';
    }
  }

  /** Which weekday of its month the first date is, from 1. */
  get nth(): number {
    return Math.ceil(this.dayOfMonth / 7);
  }

  get dayOfMonth(): number {
    return Number(this.day.slice(8, 10));
  }

  get weekday(): Weekday {
    return weekdayOf(this.day);
  }

  /** The rhythms in which the first date has a place. */
  get rhythms(): Rhythm[] {
    if (!this.day) return ['once', 'weekly'];
    const left = daysInMonth(this.day) - this.dayOfMonth;
    const nth: Rhythm[] = this.nth <= 4 ? ['nth'] : [];
    const last: Rhythm[] = left < 7 ? ['last'] : [];
    return ['once', 'weekly', ...nth, ...last, 'day', ...(left === 0 ? ['lastDay' as const] : [])];
  }

  /** As chosen, or what is nearest to it for this first date. */
  get rhythm(): Rhythm {
    if (this.rhythms.includes(this.#rhythm)) return this.#rhythm;
    if (!this.day) return 'weekly';
    if (this.#rhythm === 'nth') return 'last';
    return this.#rhythm === 'last' ? 'nth' : 'day';
  }

  set rhythm(rhythm: Rhythm) {
    this.#rhythm = rhythm;
  }

  /** The days of the week with a date: that of the first date is one of them. */
  get on(): Weekday[] {
    const own = this.day ? this.weekday : null;
    return WEEKDAYS.filter((day) => day === own || this.#alsoOn.includes(day));
  }

  toggle(day: Weekday): void {
    this.#alsoOn = this.#alsoOn.includes(day)
      ? this.#alsoOn.filter((each) => each !== day)
      : [...this.#alsoOn, day];
  }

  /** Moves the first date: a day of the week that it had goes with it. */
  moveTo(day: string): void {
    const before = this.day ? this.weekday : null;
    this.#alsoOn = this.#alsoOn.filter((each) => each !== before);
    this.day = day;
  }

  get repeat(): Repeat {
    const every = this.every ?? 0;
    switch (this.rhythm) {
      case 'once':
        return { type: 'once' };
      case 'weekly':
        return { type: 'weekly', every, on: this.on };
      case 'nth':
      case 'last': {
        const nth = this.rhythm === 'nth' ? this.nth : -1;
        return { type: 'monthly_by_weekday', every, nth, weekday: this.weekday };
      }
      case 'day':
      case 'lastDay': {
        const day = this.rhythm === 'day' ? this.dayOfMonth : -1;
        return { type: 'monthly_by_day', every, day };
      }
    }
  }

  get #ends(): EndsInput {
    if (this.rhythm === 'once') return { type: 'never' };
    if (this.ending === 'after') return { type: 'after', dates: this.dates ?? 0 };
    return this.ending === 'on' ? { type: 'on', day: this.lastDay } : { type: 'never' };
  }

  /** What the page itself can see before it asks the server. */
  get wrong(): Wrong[] {
    if (!this.planned) return [];
    const required = (field: string): Wrong => ({ field, reason: 'required' });
    const ends = this.ending === 'on' && !this.lastDay && this.rhythm !== 'once';
    return [
      ...(this.day && this.time ? [] : [required('start')]),
      ...(this.zone.trim() ? [] : [required('zone')]),
      ...(ends ? [required('ends.day')] : []),
    ];
  }

  /** As the server takes it; null if there is nothing to ask it yet. */
  get input(): ScheduleInput | null {
    if (!this.planned || this.wrong.length > 0) return null;
    return {
      zone: this.zone.trim(),
      start: `${this.day}T${this.time}`,
      repeat: this.repeat,
      ends: this.#ends,
      doors: $state.snapshot(this.doors),
    };
  }
}
