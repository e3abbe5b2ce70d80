import { describe, expect, it } from 'vitest';
import { onRing, onStrip, ringArc, placeAngle, stripFits, turnTo } from './circle';

describe('the ring', () => {
  it('puts the viewer at the bottom and the order clockwise', () => {
    expect(onRing(placeAngle(3, 3, 9), 128)).toEqual({ x: 0, y: 128 });
    // The next in order sits to the lower left, as on a clock after six.
    expect(onRing(placeAngle(4, 3, 9), 128)).toEqual({ x: -82.3, y: 98.1 });
    expect(onRing(placeAngle(2, 3, 9), 128)).toEqual({ x: 82.3, y: 98.1 });
  });

  it('has a place for somebody who has none', () => {
    expect(placeAngle(0, -1, 4)).toBe(180);
  });

  it('draws large and small arcs, and the whole ring', () => {
    expect(ringArc(0, 90, 100)).toBe('M0 -100A100 100 0 0 1 100 0');
    expect(ringArc(0, 270, 100)).toContain(' 0 1 1 ');
    expect(ringArc(90, 90, 100)).toBe('');
    expect(ringArc(0, 360, 100)).toContain(' 0 1 1 ');
  });

  it('lets the pebble take the shorter way', () => {
    expect(turnTo(350, 10)).toBe(370);
    expect(turnTo(370, 350)).toBe(350);
    expect(turnTo(180, 220)).toBe(220);
  });
});

describe('the strip', () => {
  it('is highest at the holder and falls away on both sides', () => {
    expect(onStrip(0)).toEqual({ x: 110, y: 36 });
    expect(onStrip(-1)).toEqual({ x: 41, y: 38.6 });
    expect(onStrip(1)).toEqual({ x: 179, y: 38.6 });
    expect(onStrip(4)).toEqual({ x: 359, y: 70.4 });
  });

  it('shows the next four on a phone, more where there is room', () => {
    expect(stripFits(390)).toBe(4);
    expect(stripFits(360)).toBe(3);
    expect(stripFits(820)).toBe(11);
  });
});
