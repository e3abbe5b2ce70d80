import { describe, expect, it } from 'vitest';
import { byLikelihood, helpLines, telephone } from './help-lines';

describe('the help lines', () => {
  it('show the reader’s likely country first', () => {
    const { likely, others } = byLikelihood(['de-AT', 'en-GB', 'fr']);
    expect(likely.map((line) => line.country)).toEqual(['AT', 'GB', 'FR'].toSorted());
    expect(others).toHaveLength(helpLines.length - 3);
  });

  it('show all when the country is anyone’s guess', () => {
    expect(byLikelihood(['en'])).toEqual({ likely: [...helpLines], others: [] });
  });

  it('can be dialled', () => {
    for (const line of helpLines) {
      expect(telephone(line.number)).toMatch(/^tel:\d{3,}$/);
      expect(telephone(line.emergency)).toMatch(/^tel:\d{3}$/);
    }
  });
});
