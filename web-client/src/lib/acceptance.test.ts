import { expect, it } from 'vitest';
import { carryAcceptance, takeAcceptance } from './acceptance';
import type { Keep } from './storage';

it('is carried to one room, and used once', () => {
  const kept = new Map<string, string>();
  const keep: Keep = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  carryAcceptance('tuesday', 3, keep);
  expect(takeAcceptance('friday', keep)).toBeNull();
  expect(takeAcceptance('tuesday', keep)).toBe(3);
  expect(takeAcceptance('tuesday', keep)).toBeNull();
});
