import type { Formatter } from '../formatter';
import { agenda } from './agenda';
import { browser } from './browser';
import { calendar } from './calendar';
import { dates } from './dates';
import { desk } from './desk';
import { duties } from './duties';
import { entry } from './entry';
import { errors } from './errors';
import { formats } from './formats';
import { groups } from './groups';
import { handing } from './handing';
import { help } from './help';
import { home } from './home';
import { kept } from './kept';
import { mail } from './mail';
import { meeting } from './meeting';
import { people } from './people';
import { places } from './places';
import { room } from './room';
import { settings } from './settings';
import { sharedDesk } from './shared-desk';
import { shell } from './shell';
import { templates } from './templates';
import { ways } from './ways';

/** English is the source: its shape is the shape of every language. */
export const english = (f: Formatter) => ({
  agenda: agenda(f),
  browser: browser(),
  calendar: calendar(f),
  dates: dates(f),
  desk: desk(f),
  duties: duties(f),
  entry: entry(f),
  errors: errors(f),
  formats: formats(),
  groups: groups(f),
  handing: handing(f),
  help: help(f),
  home: home(),
  kept,
  mail: mail(f),
  meeting: meeting(f),
  people: people(f),
  places: places(f),
  room: room(f),
  settings: settings(f),
  sharedDesk: sharedDesk(f),
  shell: shell(f),
  templates: templates(),
  ways: ways(f),
});

export type Catalogue = ReturnType<typeof english>;
