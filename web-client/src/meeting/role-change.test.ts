import { expect, it } from 'vitest';
import type { Person } from '../protocol/generated';
import { roleChange } from './role-change';
import { person, world } from './testing/world';

const as = (over: Partial<Person>) => {
  const view = world();
  view.people[2] = person('cy', 2, over);
  return view;
};

it('tells of a new role and of tasks given and taken back, and of nothing else', () => {
  const plain = as({});
  const keeper = as({ services: ['timekeeper'] });
  expect(roleChange(plain, keeper)).toEqual({ type: 'task', service: 'timekeeper', on: true });
  expect(roleChange(keeper, plain)).toEqual({ type: 'task', service: 'timekeeper', on: false });
  expect(roleChange(plain, as({ role: 'co_facilitator' }))).toEqual({
    type: 'role',
    role: 'co_facilitator',
  });
  expect(roleChange(plain, as({ listening: true }))).toBeNull();
  expect(roleChange(null, keeper)).toBeNull();
  expect(roleChange({ ...plain, meeting: 'another' }, keeper)).toBeNull();
});
