import { expect, it } from 'vitest';
import { forgetForms, Kept } from './kept';
import { memory } from './testing/memory';

const BLANK = { name: '', answers: [] as string[], chosen: null as string | null };
const WRITTEN = { name: 'Bea', answers: ['A friend told me'], chosen: 'evening' };

it('brings back what was written into each form, and nothing once it is sent', () => {
  const keep = memory();
  const [ask, edit] = [
    new Kept<typeof BLANK>('ask.a', keep),
    new Kept<typeof BLANK>('edit.b', keep),
  ];
  expect(ask.read(BLANK)).toBe(null);
  ask.write(WRITTEN);
  edit.write(BLANK);
  expect(new Kept<typeof BLANK>('ask.a', keep).read(BLANK)).toEqual(WRITTEN);
  ask.forget();
  expect(ask.read(BLANK)).toBe(null);
  expect(edit.read(BLANK)).toEqual(BLANK);
  edit.forget();
  expect(keep.get('rondo.forms')).toBe(null);
});

it('takes nothing of another shape, and whatever else stands there for nothing', () => {
  const keep = memory();
  const ask = new Kept<typeof BLANK>('ask.a', keep);
  for (const found of ['{', '[]', 'null', '{"ask.a":7}', '{"ask.a":{"name":"Bea"}}']) {
    keep.set('rondo.forms', found);
    expect(ask.read(BLANK), found).toBe(null);
  }
  keep.set('rondo.forms', '{"ask.a":{"name":"Bea","answers":"none","chosen":null}}');
  expect(ask.read(BLANK)).toBe(null);
  ask.write(WRITTEN);
  expect(ask.read(BLANK)).toEqual(WRITTEN);
});

it('forgets all forms at once', () => {
  const keep = memory();
  new Kept('ask.a', keep).write(WRITTEN);
  new Kept('edit.b', keep).write(WRITTEN);
  forgetForms(keep);
  expect(keep.get('rondo.forms')).toBe(null);
});
