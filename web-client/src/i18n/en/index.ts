import type { Formatter } from '../formatter';
import { first } from './first';
import { more } from './more';

/** English is the source: its shape is the shape of every language. */
export const english = (f: Formatter) => ({ ...first(f), ...more(f) });

export type Catalogue = ReturnType<typeof english>;
