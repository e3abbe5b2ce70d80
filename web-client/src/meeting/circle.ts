/** The circle's geometry. Your own place is at the bottom, and the order runs clockwise. */

interface Point {
  x: number;
  y: number;
}

interface RingSize {
  box: number;
  radius: number;
  disc: number;
}

/** The pebble is this much larger than a place, and lies a little askew. */
export const PEBBLE = 1.22;
export const PEBBLE_TILT_DEG = -14;
/** The outline of the pebble around 0,0 with a radius of about one. */
export const PEBBLE_PATH =
  'M-1.03 .1C-1.04-.4-.7-.86-.14-.95C.44-1.04.98-.7 1.05-.12C1.11.42.74.84.2.94C-.38 1.04-1.01.68-1.03.1Z';
/** From the pebble to the arc around it. */
export const ARC_GAP = 6;

const CROWDED = 10;
/** From so many people on, a ring can't be read; it is a list. */
export const LIST_FROM = 15;

export function ringSize(people: number, lead: boolean): RingSize {
  if (people >= CROWDED)
    return lead ? { box: 328, radius: 124, disc: 36 } : { box: 352, radius: 140, disc: 36 };
  return lead ? { box: 312, radius: 121, disc: 42 } : { box: 348, radius: 128, disc: 44 };
}

/** Degrees clockwise from the top; the viewer sits at 180. Without a place of their own, the first person sits there. */
export function placeAngle(index: number, mine: number, people: number): number {
  const from = mine < 0 ? 0 : mine;
  return 180 + ((index - from) * 360) / people;
}

/** From the middle of the ring. */
export function onRing(angleDeg: number, radius: number): Point {
  const angle = (angleDeg * Math.PI) / 180;
  return { x: round(radius * Math.sin(angle)), y: round(-radius * Math.cos(angle)) };
}

/** A piece of the ring, clockwise, as an SVG path around 0,0. */
export function ringArc(fromDeg: number, toDeg: number, radius: number): string {
  const sweep = toDeg - fromDeg;
  if (sweep <= 0) return '';
  // A whole turn has no start and no end; a hair less draws the same.
  const end = sweep >= 360 ? fromDeg + 359.99 : toDeg;
  const a = onRing(fromDeg, radius);
  const b = onRing(end, radius);
  return `M${a.x} ${a.y}A${radius} ${radius} 0 ${sweep > 180 ? 1 : 0} 1 ${b.x} ${b.y}`;
}

/** Turns on from one angle to the next the shorter way, so that the pebble never runs backwards round the room. */
export function turnTo(fromDeg: number, toDeg: number): number {
  const step = ((((toDeg - fromDeg) % 360) + 540) % 360) - 180;
  return fromDeg + step;
}

// ── The strip ───────────────────────────────────────────────────────────────

export const STRIP = {
  radius: 900,
  holderX: 110,
  pitch: 60,
  beside: 69,
  top: 36,
  drop: 34,
  disc: 40,
} as const;

/** The arc of a wide strip is flatter, so that its end stays as high. */
export function stripRadius(width: number): number {
  const reach = Math.max(0, width - STRIP.holderX - STRIP.disc);
  return Math.max(STRIP.radius, reach ** 2 / (2 * STRIP.drop));
}

/** The path the places lie on: a wide arc, highest at the holder. */
function stripY(x: number, radius: number = STRIP.radius): number {
  return round(STRIP.top + (x - STRIP.holderX) ** 2 / (2 * radius));
}

/** `offset` is counted from the one in the light: -1 is the one before. */
export function onStrip(offset: number, radius: number = STRIP.radius): Point {
  const { holderX, pitch, beside } = STRIP;
  const away = offset === 0 ? 0 : beside + (Math.abs(offset) - 1) * pitch;
  const x = holderX + Math.sign(offset) * away;
  return { x, y: stripY(x, radius) };
}

/** How many places fit after the one in the light. */
export function stripFits(width: number): number {
  const { holderX, pitch, beside, disc } = STRIP;
  return Math.max(1, Math.floor((width - holderX - beside - disc / 2) / pitch) + 1);
}

export function stripPath(fromX: number, toX: number, radius: number = STRIP.radius): string {
  const step = 12;
  const points: string[] = [];
  for (let x = fromX; x < toX; x += step) points.push(`${x} ${stripY(x, radius)}`);
  points.push(`${toX} ${stripY(toX, radius)}`);
  return `M${points.join('L')}`;
}

/** How wide a name under a place of the strip may be, so that it never meets the next one's. */
export const stripName = (offset: number): number => {
  const { pitch, beside } = STRIP;
  const name = pitch - NAME_GAP;
  return offset === 0 ? 2 * (beside - name / 2 - NAME_GAP) : name;
};
const NAME_GAP = 4;

/** Where the name under a place covers the track; letters are counted, not measured. */
export function nameBox(name: string): number {
  return Math.min(92, Math.max(60, name.length * 6.6 + 26));
}

function round(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}
