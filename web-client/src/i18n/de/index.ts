import type { Formatter } from '../formatter';
import type { Catalogue } from '../en';
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

export const german = (f: Formatter): Catalogue => ({
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
