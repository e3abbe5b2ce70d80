import type { Catalogue } from '../en';
import type { Formatter } from '../formatter';
import { first } from './first';
import { more } from './more';

export const german = (f: Formatter): Catalogue => ({ ...first(f), ...more(f) });
