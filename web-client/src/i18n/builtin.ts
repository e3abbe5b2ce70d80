import { FORMAT_NAMES } from './format-names';
import { language } from './index.svelte';

/** The name of a format in the reader's language; the id of one that the server no longer has. */
export function formatName(id: string): string {
  return FORMAT_NAMES[language()]?.[id] ?? id;
}
