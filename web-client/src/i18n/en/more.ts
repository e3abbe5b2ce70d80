import type { Formatter } from '../formatter';
import { agenda } from './agenda';
import { calendar } from './calendar';
import { consent } from './consent';
import { emergency } from './emergency';
import { ownData } from './own-data';
import { dates } from './dates';
import { desk } from './desk';
import { duties } from './duties';
import { entry } from './entry';
import { formats } from './formats';
import { groups } from './groups';
import { handing } from './handing';
import { home } from './home';
import { kept } from './kept';
import { mail } from './mail';
import { people } from './people';
import { places } from './places';
import { room } from './room';
import { settings } from './settings';
import { sharedDesk } from './shared-desk';
import { templates } from './templates';
import { past } from './past';
import { trail } from './trail';
import { ways } from './ways';

/** What the other pages show, and what a meeting opens later. */
export const more = (f: Formatter) => ({
  agenda: agenda(f),
  calendar: calendar(f),
  consent: consent(f),
  emergency: emergency(f),
  ownData: ownData(),
  dates: dates(f),
  desk: desk(f),
  duties: duties(f),
  entry: entry(f),
  formats: formats(),
  groups: groups(f),
  handing: handing(f),
  home: home(),
  kept: kept(f),
  mail: mail(f),
  people: people(f),
  places: places(f),
  room: room(f),
  settings: settings(f),
  sharedDesk: sharedDesk(f),
  templates: templates(),
  past: past(f),
  trail: trail(f),
  ways: ways(f),
});

export type MoreWords = ReturnType<typeof more>;
