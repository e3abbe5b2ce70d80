import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../protocol/generated';
import { checkTiming, clockGroups, groupsFor } from './clocks';

const { timing } = DEFAULT_SETTINGS.peer_led;

describe('the clocks of the floor', () => {
  it('have no over-time in a process group', () => {
    const names = (format: string) =>
      groupsFor('therapist_led', format).flatMap(([, clocks]) => clocks);
    expect(names('process')).not.toContain('overrun_ms');
    expect(names('cbt')).toContain('overrun_ms');
  });

  it('are all among the groups, once', () => {
    const grouped = Object.values(clockGroups).flat();
    expect(grouped.toSorted()).toEqual(Object.keys(timing).toSorted());
  });

  it('leave out of a therapist’s room what only peers do', () => {
    const names = groupsFor('therapist_led', 'cbt').flatMap(([, clocks]) => clocks);
    expect(names).toContain('lead_lost_ms');
    expect(names).not.toContain('volunteer_ms');
    expect(groupsFor('peer_led', 'mini').flatMap(([, clocks]) => clocks)).toContain('volunteer_ms');
  });

  it('are checked as the server checks them', () => {
    expect(checkTiming(timing)).toEqual([]);
    const set = { ...timing, grace_ms: -5, held_ms: 3_600_001, silence_ms: 1_500.5 };
    expect(checkTiming(set)).toEqual([
      { field: 'settings.timing.grace_ms', reason: 'too_small', limit: 1_000 },
      { field: 'settings.timing.held_ms', reason: 'too_large', limit: 3_600_000 },
      { field: 'settings.timing.silence_ms', reason: 'not_whole' },
    ]);
    expect(checkTiming({ ...timing, offer_nudge_ms: 91_000 })).toEqual([
      { field: 'settings.timing.offer_nudge_ms', reason: 'after_its_end' },
    ]);
  });
});
