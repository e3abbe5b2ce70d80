/** The vectors that the server's reducer runs, too: snapshot + events = the next snapshot. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MeetingView, Numbered } from '../protocol/generated';
import { reduce } from './reduce';

interface Vector {
  viewer: string;
  snapshot: MeetingView;
  events: Numbered[];
  after: MeetingView;
}

const folder = new URL('../../../tests/vectors/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

it('finds them', () => {
  expect(files.length).toBeGreaterThan(0);
});

it.each(files)('%s', (name) => {
  const vectors = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector[];
  for (const { snapshot, events, after } of vectors) {
    expect(events.reduce(reduce, snapshot)).toEqual(after);
  }
});
