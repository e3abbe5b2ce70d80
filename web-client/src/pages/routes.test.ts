import { describe, expect, it } from 'vitest';
import { findRoute, routes } from './routes';

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
