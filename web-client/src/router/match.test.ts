import { describe, expect, it } from 'vitest';
import { matchPath } from './match';

describe('matching a path', () => {
  it.each([
    ['/', '/', {}],
    ['/rooms/:id', '/rooms/abc', { id: 'abc' }],
    ['/rooms/:id', '/rooms/abc/', { id: 'abc' }],
    ['/rooms/:id', '/rooms/a%20b', { id: 'a b' }],
    ['/rooms/:id', '/rooms', null],
    ['/rooms/:id', '/rooms/abc/more', null],
    ['/rooms/:id', '/rooms/%E0%A4%A', null],
    ['/help', '/Help', {}],
  ])('%s against %s', (pattern, path, params) => {
    expect(matchPath(pattern, path)).toEqual(params);
  });
});
