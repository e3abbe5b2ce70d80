import { describe, expect, it } from 'vitest';
import type { Crosstalk, FeedbackKind, Mode } from '../protocol/generated';
import { myPlace, namable, order, speakingOrder, upcoming, welcomesAdvice } from './order';
import { item, offered, person, round, slot, turn, world } from './testing/world';

const hand = (who: string) => ({ who, raised_ms: 0, falls_ms: null, share_ms_min: 0 });

describe('who comes next', () => {
  it('is pending, then deferred, then back, then hands', () => {
    const view = round();
    view.floor.round!.slots = [
      slot('ada', 'deferred'),
      slot('bo', 'away', { returned: true }),
      slot('cy', 'pending'),
      slot('dee', 'away'),
    ];
    view.floor.queue = [hand('eve')];
    expect(upcoming(view)).toEqual(['cy', 'ada', 'bo', 'eve']);
  });

  it('is the raised hands where there is no round', () => {
    const view = world({ item: 1 });
    view.floor.queue = [hand('dee'), hand('cy')];
    expect(upcoming(view)).toEqual(['dee', 'cy']);
    expect(myPlace(view)).toEqual({ ahead: 1, after: 'dee' });
  });

  it('is nobody in tag: the sharer chooses', () => {
    const view = { ...round(), agenda: [item('tag')] };
    expect(upcoming(view)).toEqual([]);
    expect(namable(view).map(({ id }) => id)).toEqual(['dee', 'cy']);
  });

  it('tells one’s own place, or that there is none', () => {
    expect(myPlace(round())).toEqual({ ahead: 1, after: 'dee' });
    expect(myPlace(world())).toBeNull();
  });
});

describe('the order', () => {
  it('is the round’s, then the others’, observers last', () => {
    const view = round();
    view.people.push(person('eve', 4), person('oz', 5, { role: 'observer' }));
    view.floor.round!.slots = view.floor.round!.slots.filter(({ who }) => who !== 'ada');
    expect(order(view).map(({ person: { id } }) => id)).toEqual([
      'bo',
      'dee',
      'cy',
      'ada',
      'eve',
      'oz',
    ]);
  });

  it('says where everyone stands', () => {
    const view = round({ turn: turn('bo', offered) });
    view.floor.round!.slots[0]!.state = 'passed';
    expect(order(view).map(({ status }) => status)).toEqual([
      'passed',
      'offered',
      'next',
      'coming',
    ]);
  });

  it('leaves out who is gone, and shows who is offline as away', () => {
    const view = world();
    view.people[1]!.place = 'left';
    view.people[3]!.connected = false;
    expect(order(view).map(({ person: { id }, status }) => [id, status])).toEqual([
      ['ada', 'here'],
      ['cy', 'here'],
      ['dee', 'away'],
    ]);
  });

  it('as a row begins with the holder and the hands', () => {
    const view = world({ item: 1 });
    view.floor.turn = turn('dee', offered);
    view.floor.queue = [hand('cy')];
    expect(speakingOrder(view).map(({ person: { id }, hand: n }) => [id, n])).toEqual([
      ['dee', null],
      ['cy', 1],
      ['ada', null],
      ['bo', null],
    ]);
  });
});

describe('advice', () => {
  const held = (mode: Mode, crosstalk: Crosstalk) =>
    world({ item: 0, agenda: [{ ...item(mode), crosstalk }] });

  it.each<[Mode, Crosstalk, boolean]>([
    ['round', 'none', false],
    ['queue', 'none', false],
    ['open', 'none', false],
    ['presenter', 'none', false],
    ['round', 'on_request', false],
    ['queue', 'on_request', false],
    ['directed', 'on_request', true],
    ['presenter', 'on_request', true],
    ['open', 'free', true],
  ])('in %s with cross-talk %s is welcome: %s', (mode, crosstalk, welcome) => {
    expect(welcomesAdvice(held(mode, crosstalk))).toBe(welcome);
  });

  it('is welcome while a sharer has asked for suggestions, and for nothing else', () => {
    const asked = (kind: FeedbackKind) => {
      const view = held('queue', 'on_request');
      const stage = { type: 'feedback', kind, until_ms: 0, replies_left: 3, replied: [] } as const;
      view.floor.turn = turn('bo', { ...stage, replied: [] });
      return welcomesAdvice(view);
    };
    expect(asked('suggestions')).toBe(true);
    expect(asked('questions')).toBe(false);
  });
});
