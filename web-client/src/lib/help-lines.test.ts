import { describe, expect, it } from 'vitest';
import { byLikelihood, checkedAt, helpLines, isOld, telephone, withOwn } from './help-lines';

describe('the help lines', () => {
  it('show the reader’s likely country first', () => {
    const { likely, others } = byLikelihood(helpLines, ['de-AT', 'en-GB', 'fr']);
    expect(likely.map((line) => line.country)).toEqual(['AT', 'GB', 'FR'].toSorted());
    expect(others).toHaveLength(helpLines.length - 3);
  });

  it('show all when the country is anyone’s guess', () => {
    expect(byLikelihood(helpLines, ['en'])).toEqual({ likely: [...helpLines], others: [] });
  });

  it('can be dialled', () => {
    for (const line of helpLines) {
      expect(telephone(line.number)).toMatch(/^tel:\d{3,}$/);
      expect(telephone(line.emergency)).toMatch(/^tel:\d{3}$/);
    }
  });

  it('are the operator’s own for a country that has some', () => {
    const line = (country: string, name: string) => ({
      country,
      name,
      emergency: '112',
      number: '1',
      checked: '2026-01-02',
    });
    const lines = withOwn([line('DE', 'Ours'), line('DE', 'Ours too'), line('BR', 'CVV')]);
    expect(lines.map(({ country }) => country).slice(0, 3)).toEqual(['AT', 'AU', 'BR']);
    expect(lines.filter(({ country }) => country === 'DE').map(({ name }) => name)).toEqual([
      'Ours',
      'Ours too',
    ]);
    expect(lines).toHaveLength(helpLines.length + 2);
  });

  it('are said to be old a year after they were checked', () => {
    const line = { ...helpLines[0]!, checked: '2025-01-02' };
    expect(checkedAt(line)).toBe(Date.UTC(2025, 0, 2, 12));
    const old = (month: number, day: number, year: number) =>
      isOld(line, Date.UTC(year, month, day));
    expect([old(11, 31, 2025), old(0, 6, 2026)]).toEqual([false, true]);
  });
});
