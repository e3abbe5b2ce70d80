/** The vectors that the server's reducer runs, too: snapshot + events = the next snapshot. */
import { expect, it } from 'vitest';
import type { MeetingView, Numbered } from '../protocol/generated';
import { wholeEvent, wholeView } from '../protocol/whole';
import { reduce } from './reduce';

interface Vector {
  viewer: string;
  snapshot: MeetingView;
  events: Numbered[];
  after: MeetingView;
}

const files = import.meta.glob<Vector[]>('../../../tests/vectors/*.json', {
  eager: true,
  import: 'default',
});

it('finds them', () => {
  expect(Object.keys(files).length).toBeGreaterThan(0);
});

it.each(Object.entries(files))('%s', (_, vectors) => {
  for (const { snapshot, events, after } of vectors) {
    const next = (view: MeetingView, sent: Numbered) => reduce(view, wholeEvent(sent, view));
    expect(events.reduce(next, wholeView(snapshot))).toEqual(wholeView(after));
  }
});
