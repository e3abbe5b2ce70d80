import type { Formatter } from '../formatter';
import { codes } from './meeting/codes';
import { composer } from './meeting/composer';
import { doors } from './meeting/doors';
import { floor } from './meeting/floor';
import { lead } from './meeting/lead';
import { log } from './meeting/log';
import { slash } from './meeting/slash';

export const meeting = (f: Formatter) => ({
  codes: codes(),
  composer: composer(),
  doors: doors(f),
  floor: floor(),
  lead: lead(f),
  log: log(),
  slash: slash(f),
});

export type Meeting = ReturnType<typeof meeting>;
