import { describe, expect, it } from 'vitest';
import { halfMinutes } from './clock';
import { floor as german } from '../i18n/de/meeting/floor';
import { floor as english } from '../i18n/en/meeting/floor';

describe('time in words', () => {
  it('is rounded to half minutes and never nothing', () => {
    expect([0, 14_000, 44_000, 46_000, 80_000].map(halfMinutes)).toEqual([1, 1, 1, 2, 3]);
  });

  it('reads as people speak', () => {
    expect([1, 2, 3, 4, 5, 25].map(english().span)).toEqual([
      'half a minute',
      'a minute',
      'a minute and a half',
      'two minutes',
      'two and a half minutes',
      '12 minutes',
    ]);
    expect([1, 2, 3, 4, 5].map(german().span)).toEqual([
      'eine halbe Minute',
      'eine Minute',
      'eineinhalb Minuten',
      'zwei Minuten',
      'zweieinhalb Minuten',
    ]);
  });
});
