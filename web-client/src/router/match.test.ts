import { describe, expect, it } from 'vitest';
import { matchPath } from './match';
import { findRoute, routes } from './routes';

describe('matching a path', () => {
  it.each([
    ['/', '/', {}],
    ['/rooms/:id', '/rooms/abc', { id: 'abc' }],
    ['/rooms/:id', '/rooms/abc/', { id: 'abc' }],
    ['/rooms/:id', '/rooms/a%20b', { id: 'a b' }],
    ['/rooms/:id', '/rooms', null],
    ['/rooms/:id', '/rooms/abc/more', null],
    ['/rooms/:id', '/rooms/%E0%A4%A', null],
    ['/help', '/Help', null],
  ])('%s against %s', (pattern, path, params) => {
    expect(matchPath(pattern, path)).toEqual(params);
  });
});

describe('the route table', () => {
  it('finds fixed paths before patterns', () => {
    const paths = routes.map((route) => route.path);
    for (const path of paths.filter((p) => !p.includes(':'))) {
      expect(findRoute(path).route.path).toBe(path);
    }
  });

  it('has a page for everything else', () => {
    expect(findRoute('/no/such/page').route.title).toBe('notFound');
  });

  it('has no path twice', () => {
    expect(new Set(routes.map((route) => route.path)).size).toBe(routes.length);
  });
});
