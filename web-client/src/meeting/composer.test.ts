import { describe, expect, it } from 'vitest';
import { ownActions } from './actions';
import type { MeetingView } from '../protocol/generated';
import { composerState } from './composer';
import { isSendable } from './intent';
import { asLead, but, MOMENT_VIEWS } from './testing/moments';
import { item, offered, round, slot, speaking, turn, world } from './testing/world';

const type = (view: Parameters<typeof composerState>[0]) => composerState(view).type;
const mine = (view = round()) => {
  view.floor.turn = turn('cy', offered);
  return view;
};

describe('the place to write', () => {
  it('is for writing ahead while another speaks', () => {
    expect(type(round())).toBe('write_ahead');
  });

  it('is one’s own during one’s turn', () => {
    expect(type(mine())).toBe('offered');
    expect(type(round({ turn: turn('cy', speaking) }))).toBe('mine');
    expect(type(round({ turn: turn('cy', { type: 'naming', until_ms: 0 }) }))).toBe('naming');
    expect(type({ ...mine(), pause: 'crisis' })).toBe('held');
  });

  it('is everybody’s in an open item', () => {
    expect(type(world({ item: 2 }))).toBe('open');
  });

  it('says who is there to read while people gather', () => {
    const view = world({ phase: { type: 'gathering' }, item: null });
    const others = view.people.filter(({ id }) => id !== view.me.id);
    const names = others.map(({ name }) => name);
    expect(composerState(view)).toEqual({ type: 'gathering', readers: names });
    const alone = { ...view, people: view.people.filter(({ id }) => id === view.me.id) };
    expect(composerState(alone)).toEqual({ type: 'gathering', readers: [] });
    expect(isSendable(composerState(alone))).toBe(false);
  });

  it('takes one reply of each, and only where words were asked for', () => {
    const asked = (kind: 'questions' | 'listening', replies_left: number, replied: string[] = []) =>
      type(
        round({
          turn: turn('bo', { type: 'feedback', kind, until_ms: 0, replies_left, replied }),
        }),
      );
    expect(asked('questions', 1)).toBe('reply');
    expect(asked('questions', 1, ['cy'])).toBe('write_ahead');
    expect(asked('questions', 1, ['dee'])).toBe('reply');
    expect(asked('questions', 0)).toBe('write_ahead');
    expect(asked('listening', 3)).toBe('write_ahead');
  });

  it('is a lead’s unless they hold the floor', () => {
    expect(type(asLead(round()))).toBe('lead');
    expect(type(asLead(round({ turn: turn('ada', speaking) })))).toBe('mine');
  });

  it('is nobody’s for the muted, for observers, in a pause and in silence', () => {
    const me = (over: object) => {
      const view = round();
      Object.assign(view.people[2]!, over);
      return view;
    };
    expect(type(me({ mute: { until_ms: null } }))).toBe('muted');
    expect(type(me({ role: 'observer' }))).toBe('observing');
    expect(type({ ...round(), pause: 'crisis' })).toBe('paused');
    expect(type(world({ agenda: [item('silent')] }))).toBe('silent');
  });

  it('is for a sealed round until it is opened, and a lead who is in speaks as lead', () => {
    const { sealed, sealed_showing: showing } = MOMENT_VIEWS;
    const own = (view: MeetingView): MeetingView => ({
      ...view,
      me: { ...view.me, sealed: { type: 'passed' } },
    });
    expect([type(sealed), type(own(sealed)), type({ ...sealed, pause: 'crisis' })]).toEqual([
      'sealed',
      'sealed',
      'sealed',
    ]);
    expect(type(but(sealed, 'cy', { mute: { until_ms: null } }))).toBe('muted');
    expect([type(asLead(sealed)), type(own(asLead(sealed)))]).toEqual(['sealed', 'lead']);
    expect([type(showing), type(asLead(showing))]).toEqual(['silent', 'lead']);
  });
});

describe('what one can do', () => {
  it('passes or comes back later, ahead of time and when asked', () => {
    expect(ownActions(round())).toMatchObject({
      pass: { type: 'pass', turn: null },
      defer: { type: 'defer', turn: null },
      raiseHand: null,
    });
    const asked = mine();
    asked.floor.round!.slots[3] = slot('cy', 'speaking', { deferred_once: true });
    expect(ownActions(asked)).toMatchObject({ pass: { type: 'pass', turn: 1 }, defer: null });
  });

  it('has no coming back with a talking piece', () => {
    expect(ownActions({ ...round(), agenda: [item('talking_piece')] }).defer).toBeNull();
  });

  it('raises a hand where hands are raised, and after a pass', () => {
    expect(ownActions(world({ item: 1 })).raiseHand).toEqual({ type: 'raise_hand' });
    expect(ownActions(world({ item: 2 })).raiseHand).toBeNull();
    const passed = round();
    passed.floor.round!.slots[3] = slot('cy', 'passed');
    expect(ownActions(passed)).toMatchObject({ pass: null, raiseHand: { type: 'raise_hand' } });
  });

  it('may lead when nobody does, among peers only', () => {
    const lead_lost = {
      since_ms: 0,
      held_until_ms: 0,
      closes_ms: 1,
      volunteer: null,
      volunteer_until_ms: null,
    };
    expect(ownActions(world({ lead_lost })).volunteer).toEqual({ type: 'volunteer' });
    expect(ownActions(world({ lead_lost, kind: 'therapist_led' })).volunteer).toBeNull();
    expect(ownActions(world({ lead_lost: { ...lead_lost, volunteer: 'bo' } }))).toMatchObject({
      volunteer: null,
      object: { type: 'object' },
    });
  });
});
