import { expect, test } from 'vitest';
import type { DateView } from '../api/generated';
import { dateFile, groupCalendar, inCalendar } from './calendar';

test('a date has an address in the language of the page', () => {
  const date = { key: '2026-12-01T19:00' } as DateView;
  expect(dateFile('tuesday', date, 'de')).toBe(
    '/api/rooms/tuesday/dates/2026-12-01T19%3A00/date.ics?lang=de',
  );
});

test('a calendar opens the address of a calendar', () => {
  const address = groupCalendar('tuesday', 'https://rondo.example');
  expect(address).toBe('https://rondo.example/api/groups/tuesday/dates.ics');
  expect(inCalendar(address)).toBe('webcal://rondo.example/api/groups/tuesday/dates.ics');
  expect(inCalendar('http://127.0.0.1:8080/x')).toBe('webcal://127.0.0.1:8080/x');
});
