import { beforeAll, expect, it, vi } from 'vitest';
import type { PlaceView, SeatDate } from '../api/generated';
import { tuesday, NOW } from '../../e2e/dates';
import { startLanguage, withAllWords } from '../i18n/index.svelte';
import { actsOf, stateOf } from './seat-date';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  vi.stubGlobal('document', { documentElement: {} });
});
beforeAll(async () => {
  await startLanguage();
  await withAllWords(async () => {});
});

const mine = (stand: PlaceView['stand'], late = false): PlaceView => ({
  stand,
  late,
  until: stand === 'offered' ? NOW + 3_600_000 : null,
  since: NOW,
});
const date = (more: Partial<SeatDate>): SeatDate => ({
  date: tuesday(0),
  mine: null,
  ahead: null,
  free: null,
  waiting: 0,
  open: true,
  ...more,
});
const words = (each: SeatDate, seats: number | null) => actsOf(each, seats).map(({ word }) => word);

it('lets people sign up while a place is free, and wait when none is', () => {
  expect(words(date({ free: 1 }), 3)).toEqual(['signUp']);
  expect(words(date({ free: 0 }), 3)).toEqual(['wait']);
  expect(words(date({ free: 0, mine: mine('waiting') }), 3)).toEqual(['stopWaiting']);
  expect(words(date({ free: 0, mine: mine('offered') }), 3)).toEqual(['take', 'leave']);
  expect(words(date({ free: 0, mine: mine('lapsed') }), 3)).toEqual(['wait']);
  expect(words(date({ free: 2, mine: mine('removed') }), 3)).toEqual([]);
});

it('lets people say that they come late or can’t come, with and without sign-up', () => {
  expect(words(date({ free: 1, mine: mine('coming') }), 3)).toEqual(['late', 'absent']);
  expect(words(date({ mine: mine('coming', true) }), null)).toEqual(['inTime', 'absent']);
  expect(words(date({}), null)).toEqual(['coming', 'late', 'absent']);
  expect(words(date({ mine: mine('absent') }), null)).toEqual(['undo']);
  expect(words(date({ free: 1, mine: mine('absent') }), 3)).toEqual(['comeAfterAll']);
  expect(words(date({ free: 0, mine: mine('absent') }), 3)).toEqual(['wait']);
});

it('offers nothing where nothing can be said', () => {
  expect(words(date({ open: false, mine: mine('coming') }), 3)).toEqual([]);
});

it('says how somebody stands, and how many places there are', () => {
  expect(stateOf(date({ free: 2 }), 3, NOW)).toBe('2 of 3 places are free.');
  expect(stateOf(date({ free: 0, mine: mine('waiting'), ahead: 1 }), 3, NOW)).toContain(
    'One person',
  );
  expect(stateOf(date({ mine: mine('coming', true) }), null, NOW)).toContain('late');
  expect(stateOf(date({}), null, NOW)).toBeNull();
  expect(stateOf(date({ free: 0, mine: mine('offered') }), 3, NOW)).toContain('kept for you until');
});
