import { expect, it } from 'vitest';
import type { Person } from '../protocol/generated';
import { standingNews } from './standing';
import { person, world } from './testing/world';

const as = (over: Partial<Person>) => {
  const view = world();
  view.people[2] = person('cy', 2, over);
  return view;
};

it('tells of a new role and of tasks given and taken back, and of nothing else', () => {
  const plain = as({});
  const keeper = as({ services: ['timekeeper'] });
  expect(standingNews(plain, keeper)).toEqual({ type: 'task', service: 'timekeeper', on: true });
  expect(standingNews(keeper, plain)).toEqual({ type: 'task', service: 'timekeeper', on: false });
  expect(standingNews(plain, as({ role: 'co_facilitator' }))).toEqual({
    type: 'role',
    role: 'co_facilitator',
  });
  expect(standingNews(plain, as({ listening: true }))).toBeNull();
  expect(standingNews(null, keeper)).toBeNull();
  expect(standingNews({ ...plain, meeting: 'another' }, keeper)).toBeNull();
});
