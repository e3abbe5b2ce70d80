import { describe, expect, it } from 'vitest';
import { whichFits, type Leaning } from './which-group';

describe('choosing between the kinds of group', () => {
  it.each<[Leaning, Leaning, Leaning, Leaning]>([
    ['support', 'support', 'support', 'support'],
    ['therapy', 'therapy', 'therapy', 'therapy'],
    ['open', 'open', 'open', 'open'],
    ['support', 'therapy', 'open', 'open'],
    ['support', 'therapy', 'support', 'support'],
    ['therapy', 'open', 'open', 'therapy'],
    ['therapy', 'therapy', 'support', 'therapy'],
  ])('%s, %s and %s: %s', (hope, leads, time, fits) => {
    expect(whichFits({ hope, leads, time })).toBe(fits);
  });

  it('says nothing before every question is answered', () => {
    expect(whichFits({})).toBeNull();
    expect(whichFits({ hope: 'support', leads: 'support' })).toBeNull();
  });
});
