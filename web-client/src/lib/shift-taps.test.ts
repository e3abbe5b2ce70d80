import { describe, expect, it } from 'vitest';
import { ShiftTaps } from './shift-taps';

const down = (key = 'Shift', repeat = false) => ({ key, repeat });

function tap(taps: ShiftTaps, at: number): boolean {
  taps.down(down());
  return taps.up({ key: 'Shift' }, at);
}

describe('Shift three times', () => {
  it('is noticed at the third tap, once', () => {
    const taps = new ShiftTaps();
    expect([tap(taps, 0), tap(taps, 300), tap(taps, 600), tap(taps, 900)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('must be quick', () => {
    const taps = new ShiftTaps();
    expect([tap(taps, 0), tap(taps, 1000), tap(taps, 2000)]).toEqual([false, false, false]);
    expect(tap(taps, 2100)).toBe(true);
  });

  it('is not typing capitals', () => {
    const taps = new ShiftTaps();
    for (const at of [0, 200, 400, 600]) {
      taps.down(down());
      taps.down(down('A'));
      expect(taps.up({ key: 'Shift' }, at)).toBe(false);
    }
  });

  it('is not holding Shift down, nor Shift with a click', () => {
    const taps = new ShiftTaps();
    for (const at of [0, 200, 400]) {
      taps.down(down());
      taps.down(down('Shift', true));
      expect(taps.up({ key: 'Shift' }, at)).toBe(false);
    }
    expect([tap(taps, 600), tap(taps, 700)]).toEqual([false, false]);
    taps.reset();
    expect(tap(taps, 800)).toBe(false);
  });

  it('forgets the taps when another key comes between', () => {
    const taps = new ShiftTaps();
    tap(taps, 0);
    tap(taps, 100);
    taps.down(down('a'));
    taps.up({ key: 'a' }, 150);
    expect(tap(taps, 200)).toBe(false);
  });
});
