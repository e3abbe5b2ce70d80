import { expect, it } from 'vitest';
import type { HelpCall } from '../protocol/generated';
import { answerOf, callers, unanswered } from './help';
import { person, world } from './testing/world';

const call = (over: Partial<HelpCall> = {}): HelpCall => ({
  asked_ms: 0,
  told: [],
  read_by: [],
  repeated: false,
  for_backup: false,
  claimed_by: null,
  answered_by: null,
  ...over,
});

it('shows the calls of others, the longest waiting first', () => {
  const view = world({
    people: [
      person('bo', 0, { help: call({ asked_ms: 9 }) }),
      person('cy', 1, { help: call() }),
      person('dee', 2, { help: call({ asked_ms: 5, answered_by: 'ada' }) }),
    ],
  });
  expect(callers(view).map(({ id }) => id)).toEqual(['dee', 'bo']);
  expect(unanswered(view).map(({ id }) => id)).toEqual(['bo']);
});

it('names those who were told in the order in which everyone is shown', () => {
  const help = call({ told: ['a', 'z'], read_by: ['a', 'z'] });
  const people = [person('z', 0), person('a', 1), person('bo', 2, { help })];
  const view = world({ people });
  const mine = { ...view, me: { ...view.me, id: 'bo' } };
  expect(answerOf(mine)).toMatchObject({ told: ['Z', 'A'], read: ['Z', 'A'] });
});
