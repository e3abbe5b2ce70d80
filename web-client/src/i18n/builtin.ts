import type { AgendaItem, Format } from '../api/generated';
import type { FormatWords } from './en/formats';
import { t } from './index.svelte';

/** The words of a built-in format, or the server's own when it is not one of ours. */
export function formatWords(format: Pick<Format, 'id' | 'name' | 'items'>): FormatWords {
  const ours = wordsOf(format.id);
  const theirs = format.items.map((item) => item.name);
  if (!ours) return { name: format.name, about: '', items: theirs };
  // Another number of items is another agenda: then its own names hold.
  const same = ours.items.length === theirs.length;
  return { ...ours, items: same ? ours.items : theirs };
}

export function formatName(id: string, fallback = ''): string {
  return wordsOf(id)?.name ?? fallback;
}

/** The format's agenda, named in the reader's language. */
export function localAgenda(format: Format): AgendaItem[] {
  const names = formatWords(format).items;
  return format.items.map((item, i) => ({ ...item, name: names[i] ?? item.name }));
}

function wordsOf(id: string): FormatWords | undefined {
  return lookUp<FormatWords>(t.formats.byId, id);
}

function lookUp<V>(table: Record<string, V>, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
