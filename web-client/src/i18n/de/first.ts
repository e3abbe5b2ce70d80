import type { Formatter } from '../formatter';
import type { FirstWords } from '../en/first';
import { browser } from './browser';
import { errors } from './errors';
import { help } from './help';
import { meeting } from './meeting';
import { shell } from './shell';

export const first = (f: Formatter): FirstWords => ({
  browser: browser(),
  errors: errors(f),
  help: help(f),
  meeting: meeting(f),
  shell: shell(f),
});
