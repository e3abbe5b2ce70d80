import { describe, expect, it } from 'vitest';
import { POLICY, type Column, type Service } from '../protocol/generated';
import { composerState } from './composer';
import { leadActions } from './lead-actions';
import { personActions } from './person-actions';
import { mayWhisperTo } from './policy';
import { item, person, round, world } from './testing/world';

/** What the table gives to a column beyond what a member has. */
const extra = (column: Column): string[] =>
  POLICY.rows
    .filter(({ cells }) => {
      const cell = (of: Column) => cells[POLICY.columns.indexOf(of)]?.type;
      return cell(column) !== 'no' && cell('member') === 'no';
    })
    .map(({ capability }) => capability);

describe('the tasks of a meeting', () => {
  it('are what their sentences say; a change of the table changes the words, too', () => {
    const tasks: Record<Exclude<Service, 'backup'>, string[]> = {
      timekeeper: ['nudge_extend', 'call_next', 'keep_order'],
      presenter: ['post_during_turn', 'call_next', 'advance', 'turn_pages'],
      greeter: ['write_to_waiting'],
    };
    for (const [task, rows] of Object.entries(tasks))
      expect(extra(task as Column), task).toEqual(rows);
  });

  it('are handed out by the lead among peers and by the therapist, and by no member', () => {
    const of = (me: string, kind: 'peer_led' | 'therapist_led' = 'peer_led') => {
      const view = world({ kind });
      if (kind === 'therapist_led') view.people[0] = person('ada', 0, { role: 'therapist' });
      return personActions({ ...view, me: { ...view.me, id: me } }, view.people[1]!);
    };
    expect(of('ada').services).toEqual(['timekeeper', 'presenter', 'greeter', 'backup']);
    expect(of('ada').roles).toEqual(['member', 'co_facilitator', 'observer']);
    expect(of('ada', 'therapist_led').services).toEqual(['timekeeper', 'presenter', 'greeter']);
    expect(of('ada', 'therapist_led').roles).toEqual(['member', 'co_therapist', 'observer']);
    expect(of('cy')).toMatchObject({ services: [], roles: [], roleDialog: null });
  });

  it('let the presenter go on from their own part', () => {
    const agenda = [item('presenter', { presenter_advances: true }), item('open')];
    const view = world({ agenda });
    expect(leadActions(view).advance).toBeNull();
    view.people[2] = person('cy', 2, { services: ['presenter'] });
    expect(leadActions(view).advance).toEqual({ type: 'advance', from: 0, to: null });
  });

  it('let the presenter write and call the next in every mode of their own part', () => {
    for (const mode of ['queue', 'directed', 'presenter', 'round', 'silent'] as const) {
      for (const presenter_advances of [true, false]) {
        const view = world({ agenda: [item(mode, { presenter_advances })] });
        view.people[2] = person('cy', 2, { services: ['presenter'] });
        if (mode !== 'round')
          view.floor.queue = [{ who: 'bo', raised_ms: 0, falls_ms: null, share_ms_min: 0 }];
        const writes = composerState(view).type;
        expect(writes === 'open', `${mode} ${presenter_advances}`).toBe(presenter_advances);
        const calls = presenter_advances && mode !== 'round' && mode !== 'silent';
        const { callNext, startRound, giveFloor } = leadActions(view);
        expect(callNext !== null, `${mode} ${presenter_advances}`).toBe(calls);
        expect({ startRound, giveFloor }).toEqual({ startRound: null, giveFloor: false });
      }
    }
  });

  it('let the greeter write to the waiting and to latecomers, and to nobody else', () => {
    const view = round();
    view.clock = { floor_ms: 500, running_since_ms: 1_000 };
    view.people[2] = person('cy', 2, { services: ['greeter'] });
    expect(mayWhisperTo(view, person('eve', null, { place: 'waiting' }))).toBe(true);
    expect(mayWhisperTo(view, person('fay', 5, { arrived_ms: 501 }))).toBe(true);
    expect(mayWhisperTo(view, person('bo', 1, { arrived_ms: 499 }))).toBe(false);
  });
});
