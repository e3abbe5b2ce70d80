import type { Formatter } from '../formatter';
import type { Catalogue } from '../en';
import { desk } from './desk';
import { entry } from './entry';
import { errors } from './errors';
import { formats } from './formats';
import { help } from './help';
import { meeting } from './meeting';
import { people } from './people';
import { room } from './room';
import { shell } from './shell';

export const german = (f: Formatter): Catalogue => ({
  desk: desk(f),
  entry: entry(f),
  errors: errors(f),
  formats: formats(),
  help: help(f),
  meeting: meeting(f),
  people: people(f),
  room: room(f),
  shell: shell(),
});
