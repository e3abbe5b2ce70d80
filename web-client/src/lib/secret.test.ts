import { afterEach, expect, it, vi } from 'vitest';
import { dropSecret, takeSecret } from './secret';
import type { Keep } from './storage';

function memory(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

afterEach(() => vi.unstubAllGlobals());

it('takes the secret out of the address bar and keeps it for the tab', () => {
  const replaceState = vi.fn();
  vi.stubGlobal('history', { state: null, replaceState });
  vi.stubGlobal('location', { hash: '#s3cret', pathname: '/join' });
  const keep = memory();
  expect(takeSecret('join', keep)).toBe('s3cret');
  expect(replaceState).toHaveBeenCalledWith(null, '', '/join');

  vi.stubGlobal('location', { hash: '', pathname: '/join' });
  expect(takeSecret('join', keep)).toBe('s3cret');
  expect(takeSecret('lead', keep)).toBeNull();
  dropSecret('join', keep);
  expect(takeSecret('join', keep)).toBeNull();
});
