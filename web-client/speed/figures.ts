/** The figures of a run beside those of the run that was kept. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const KEPT = fileURLToPath(new URL('kept.json', import.meta.url));

export type Figures = Record<string, number>;

/** Prints them; with `RONDO_KEEP=1` they are kept for the next time. */
export function report(figures: Figures): void {
  const kept = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Figures) : {};
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  const line = (name: string, now: string, then: string) =>
    `${name.padEnd(width)} ${now.padStart(10)} ${then.padStart(10)}`;
  const rows = Object.entries(figures).map(([name, now]) =>
    line(name, String(now), String(kept[name] ?? '')),
  );
  console.log(['', line('', 'now', 'kept'), ...rows, ''].join('\n'));
  if (process.env.RONDO_KEEP === '1') writeFileSync(KEPT, `${JSON.stringify(figures, null, 2)}\n`);
}
