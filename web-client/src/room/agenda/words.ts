import { format, t } from '../../i18n/index.svelte';
import type { Wrong } from '../../protocol/generated';

/** What to tell the reader about a field that is wrong. */
export function reasonText({ field, reason, limit, character }: Wrong): string {
  const reasons: Record<string, (limit: string) => string> = t.agenda.reasons;
  const words = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return words ? words(character ?? limitText(field, limit)) : t.errors.codes.invalid;
}

function limitText(field: string, limit: number | undefined): string {
  if (limit === undefined) return '';
  return field.endsWith('_ms') || field.includes('.timing.')
    ? t.room.shareLength(limit)
    : format().number(limit);
}

/** What is wrong within a part, named as the part names it: of `entry`, `entry.starts[0]` is `starts[0]`. */
export const within = (wrong: readonly Wrong[], part: string): Wrong[] =>
  wrong
    .filter(({ field }) => field.startsWith(`${part}.`))
    .map((each) => ({ ...each, field: each.field.slice(part.length + 1) }));

/** The first thing that is wrong with exactly this field. */
export function wordsAt(wrong: readonly Wrong[], field: string): string | null {
  const found = wrong.find((each) => each.field === field);
  return found ? reasonText(found) : null;
}
