import type { Formatter } from '../formatter';
import { browser } from './browser';
import { errors } from './errors';
import { help } from './help';
import { meeting } from './meeting';
import { shell } from './shell';

/** What every page shows, and a meeting. */
export const first = (f: Formatter) => ({
  browser: browser(),
  errors: errors(f),
  help: help(f),
  meeting: meeting(f),
  shell: shell(f),
});

export type FirstWords = ReturnType<typeof first>;
