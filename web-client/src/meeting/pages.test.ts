import { describe, expect, it } from 'vitest';
import { lookedTo, pageSeen, turnedTo } from './pages';

describe('the pages', () => {
  const look = { shown: 2, own: null, count: 5 };

  it('are followed until one looks back', () => {
    expect(pageSeen(look)).toBe(2);
    expect(lookedTo(look, 1)).toBe(1);
    expect(pageSeen({ ...look, own: 1 })).toBe(1);
  });

  it('are seen no further than they are shown, where one follows them again', () => {
    expect(lookedTo({ ...look, own: 1 }, 2)).toBeNull();
    expect(lookedTo(look, 3)).toBeNull();
    expect(lookedTo({ ...look, own: 0 }, -1)).toBe(0);
  });

  it('turn one by one, between the first and the last', () => {
    expect(turnedTo(look, 1)).toBe(3);
    expect(turnedTo({ ...look, shown: 4 }, 1)).toBeNull();
    expect(turnedTo({ ...look, shown: 0 }, -1)).toBeNull();
  });
});
