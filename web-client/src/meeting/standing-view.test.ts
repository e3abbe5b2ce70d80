import { expect, test } from 'vitest';
import { reduce } from './reduce';
import { standsTheSame } from './standing-view';
import { message, numbered, person, round, turn, speaking } from './testing/world';

test('one more message changes nothing of those before it', () => {
  const view = round();
  const after = reduce(view, numbered({ type: 'posted', message: message(7, 'bo') }, 7));
  expect(after).not.toBe(view);
  expect(standsTheSame(view, after)).toBe(true);
});

test('who is here, who holds the floor and what is allowed do', () => {
  const view = round();
  expect(standsTheSame(view, { ...view, people: [person('eve', 0)] })).toBe(false);
  expect(standsTheSame(view, { ...view, everyone_muted: !view.everyone_muted })).toBe(false);
  const floor = { ...view.floor, turn: turn('dee', speaking) };
  expect(standsTheSame(view, { ...view, floor })).toBe(false);
});
