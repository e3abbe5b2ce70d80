import type { Formatter } from '../formatter';
import type { Catalogue } from '../en';
import { errors } from './errors';
import { help } from './help';
import { meeting } from './meeting';
import { shell } from './shell';

export const german = (f: Formatter): Catalogue => ({
  errors: errors(f),
  help: help(f),
  meeting: meeting(f),
  shell: shell(),
});
