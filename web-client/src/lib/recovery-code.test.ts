import { describe, expect, it } from 'vitest';
import { grouped, groupsOf, isComplete, typedCode } from './recovery-code';

const CODE = '7K2QM94XTDRB0V8HZ6WPAGE51';

describe('a recovery code', () => {
  it('is shown in five groups of five', () => {
    expect(groupsOf(CODE)).toEqual(['7K2QM', '94XTD', 'RB0V8', 'HZ6WP', 'AGE51']);
    expect(grouped(CODE.slice(0, 7))).toBe('7K2QM-94');
  });

  it('is read as it was meant', () => {
    expect(typedCode(' 7k2qm 94xtd-rbov8 hz6wp.age5l ')).toBe(CODE);
    expect(typedCode(`My code: ${grouped(CODE)}. Please keep it.`)).toBe(CODE);
    expect(typedCode('７Ｋ２ＱＭ­94xtd​rb0v8%20hz6wp–age51')).toBe(CODE);
    expect(isComplete(typedCode(grouped(CODE)))).toBe(true);
    expect(isComplete(typedCode('7K2QM'))).toBe(false);
  });
});
