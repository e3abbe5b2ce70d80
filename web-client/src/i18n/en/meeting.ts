import type { Formatter } from '../formatter';
import { agenda } from './meeting/agenda';
import { aside } from './meeting/aside';
import { codes } from './meeting/codes';
import { composer } from './meeting/composer';
import { concern } from './meeting/concern';
import { doors } from './meeting/doors';
import { floor } from './meeting/floor';
import { help } from './meeting/help';
import { lead } from './meeting/lead';
import { log } from './meeting/log';
import { observers } from './meeting/observers';
import { rehearsal } from './meeting/rehearsal';
import { slash } from './meeting/slash';
import { material } from './meeting/material';
import { notices } from './meeting/notices';
import { topics } from './meeting/topics';
import { whispers } from './meeting/whispers';

export const meeting = (f: Formatter) => ({
  agenda: agenda(f),
  aside: aside(f),
  codes: codes(),
  composer: composer(),
  concern: concern(f),
  doors: doors(f),
  floor: floor(),
  help: help(f),
  lead: lead(f),
  log: log(),
  observers: observers(f),
  rehearsal: rehearsal(f),
  slash: slash(f),
  material: material(),
  notices: notices(),
  topics: topics(f),
  whispers: whispers(f),
});

export type Meeting = ReturnType<typeof meeting>;
