import { expect, it } from 'vitest';
import type { Keep } from '../lib/storage';
import { rememberPage, takeRememberedPage } from './after-sign-in';

it.each([
  ['/rooms/abc', '/rooms/abc'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, %s leads to %s, once', (remembered, path) => {
  const kept = new Map<string, string>();
  const keep: Keep = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  rememberPage(remembered, keep);
  expect(takeRememberedPage(keep)).toBe(path);
  expect(takeRememberedPage(keep)).toBe('/');
});
