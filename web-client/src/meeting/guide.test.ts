import { describe, expect, it } from 'vitest';
import { tipOf } from './guide';
import { asLead, STANDING_VIEWS } from './testing/moments';
import { round, turn, world } from './testing/world';

const mine = (type: 'offered' | 'speaking' | 'choosing_feedback') => {
  const stages = {
    offered: { type: 'offered', since_ms: 0, nudged: false },
    speaking: { type: 'speaking', ends_ms: null },
    choosing_feedback: { type: 'choosing_feedback', until_ms: 0 },
  } as const;
  return round({ turn: turn('cy', stages[type]) });
};

describe('what is worth a look', () => {
  it('fits where the reader stands', () => {
    expect(tipOf(STANDING_VIEWS.coming)).toBe('order');
    expect(tipOf(STANDING_VIEWS.next)).toBe('order');
    expect(tipOf(mine('offered'))).toBe('offer');
    expect(tipOf(mine('choosing_feedback'))).toBe('feedback');
    expect(tipOf(STANDING_VIEWS.shared)).toBe('help');
    expect(tipOf(STANDING_VIEWS.passed)).toBe('help');
    expect(tipOf(asLead(STANDING_VIEWS.coming))).toBe('lead');
  });

  it('never stands beside somebody’s own share, or before the meeting is open', () => {
    expect(tipOf(mine('speaking'))).toBeNull();
    expect(tipOf(STANDING_VIEWS.muted)).toBeNull();
    expect(tipOf(world({ phase: { type: 'gathering' }, item: null }))).toBeNull();
  });
});
