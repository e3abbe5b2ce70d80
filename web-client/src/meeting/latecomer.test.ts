import { expect, it } from 'vitest';
import { latecomerCard } from './latecomer';
import { round } from './testing/world';

it('tells where the meeting is, and whether there is a place in the round', () => {
  const view = round();
  const card = latecomerCard(view);
  expect(card).toMatchObject({ item: view.item, items: view.agenda.length, round_has_room: true });
  const slots = view.floor.round!.slots.filter(({ who }) => who !== view.me.id);
  const without = { ...view, floor: { ...view.floor, round: { ...view.floor.round!, slots } } };
  expect(latecomerCard(without)?.round_has_room).toBe(false);
});

it('has nothing to tell before the opening', () => {
  expect(latecomerCard({ ...round(), phase: { type: 'gathering' }, item: null })).toBeNull();
});
