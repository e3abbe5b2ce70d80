/** Where the pictures go: outside the project, for people to look at. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = process.env.RONDO_SHOTS ?? join(tmpdir(), 'rondo-shots');
mkdirSync(folder, { recursive: true });

export const picture = (name: string) => join(folder, `${name}.png`);
