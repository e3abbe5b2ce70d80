import type { Formatter } from '../formatter';
import { errors } from './errors';
import { help } from './help';
import { meeting } from './meeting';
import { shell } from './shell';

/** English is the source: its shape is the shape of every language. */
export const english = (f: Formatter) => ({
  errors: errors(f),
  help: help(f),
  meeting: meeting(f),
  shell: shell(),
});

export type Catalogue = ReturnType<typeof english>;
