import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Settled } from './settled.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits a moment only when somebody moved up', () => {
  const settled = new Settled();
  settled.see(['ann', 'bo']);
  expect(settled.yes).toBe(true);
  settled.see(['ann', 'bo', 'cy']);
  expect(settled.yes).toBe(true);
  settled.see(['bo', 'cy']);
  expect(settled.yes).toBe(false);
  vi.advanceTimersByTime(999);
  expect(settled.yes).toBe(false);
  vi.advanceTimersByTime(1);
  expect(settled.yes).toBe(true);
  settled.see(['bo']);
  expect(settled.yes).toBe(true);
});
