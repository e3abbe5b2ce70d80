import { describe, expect, it } from 'vitest';
import type { MeetingView } from '../protocol/generated';
import { composerState } from './composer';
import { consequences, needsConsent } from './consequences';
import { leadActions } from './lead-actions';
import { ownActions } from './actions';
import { may } from './policy';
import { item, offered, person, round, slot, speaking, turn, world } from './testing/world';

const as = (id: string, view: MeetingView): MeetingView => ({ ...view, me: { ...view.me, id } });
const names = (view: MeetingView) => consequences(view).unheard.map(({ id }) => id);

describe('what is lost by an ending', () => {
  it('names who waits at the door', () => {
    const people = [person('ada', 0), person('bo', null, { place: 'waiting' })];
    expect(consequences(world({ people })).waiting.map(({ id }) => id)).toEqual(['bo']);
  });

  it('names who would not be heard, and who would be cut off', () => {
    const view = as('ada', round());
    const floor = {
      ...view.floor,
      round: {
        ...view.floor.round!,
        slots: [
          slot('ada', 'done'),
          slot('bo', 'speaking'),
          slot('cy', 'passed'),
          slot('dee', 'away'),
        ],
      },
    };
    const sharing = { ...view, floor: { ...floor, turn: turn('bo', speaking) } };
    expect(consequences(sharing).sharing?.id).toBe('bo');
    expect(names(sharing)).toEqual(['dee']);
    const waiting = { ...view, floor: { ...floor, turn: turn('bo', offered) } };
    expect(consequences(waiting).sharing).toBe(null);
    expect(names(waiting)).toEqual(['bo', 'dee']);
    for (const type of ['close_round', 'advance'] as const) {
      expect(needsConsent(waiting, { type, round: 1, from: 0, to: null } as never)).toBe(true);
    }
  });

  it('asks nothing where nobody loses anything', () => {
    const view = as('ada', world({ agenda: [item('open'), item('round')] }));
    expect(needsConsent(view, { type: 'advance', from: 0, to: null })).toBe(false);
    expect(needsConsent(view, { type: 'call_next', from: null })).toBe(false);
  });
});

describe('everyone muted', () => {
  const muted = () => ({ ...round(), everyone_muted: true });

  it('takes the words of members and keeps those of leads', () => {
    expect(composerState(as('cy', muted())).type).toBe('muted');
    expect(composerState(as('ada', muted())).type).not.toBe('muted');
    expect(ownActions(as('bo', muted())).done).toBe(null);
    expect(ownActions(as('cy', muted())).raiseHand).toBe(null);
  });

  it('shows nothing that a mute takes away, but the offer to lead', () => {
    const view = { ...as('cy', muted()), settings: { ...world().settings, reactions: true } };
    expect(may({ ...view, everyone_muted: false }, 'react')).toBe(true);
    for (const type of ['react', 'raise_hand', 'propose_topic'] as const) {
      expect(may(view, type), type).toBe(false);
    }
    expect([may(view, 'volunteer'), may(view, 'pass'), may(view, 'whisper')]).toEqual([
      true,
      true,
      true,
    ]);
    const alone = { ...round(), people: [...round().people] };
    alone.people[2] = person('cy', 2, { mute: { until_ms: null } });
    expect(may(as('cy', alone), 'volunteer')).toBe(false);
  });

  it('is lifted before the floor goes on', () => {
    const can = leadActions(as('ada', muted()));
    expect(can.unmuteAll).toEqual({ type: 'unmute_all' });
    expect([can.muteAll, can.callNext, can.advance, can.closeRound]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

it('a round is due until somebody shared in the item', () => {
  const view = as('ada', world({ agenda: [item('round'), item('open')] }));
  expect(leadActions(view).roundDue).toBe(true);
  const held = { ...view, floor: { ...view.floor, shares: [{ who: 'bo', shares: 1 }] } };
  expect(leadActions(held)).toMatchObject({ roundDue: false, startRound: { type: 'start_round' } });
  expect(leadActions(as('cy', view)).roundDue).toBe(false);
});
