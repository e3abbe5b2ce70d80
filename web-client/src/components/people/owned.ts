/** What is said of the rooms that an account owns. */
import type { OwnedRooms } from '../../api/generated';
import { format, t } from '../../i18n/index.svelte';

export function ownedText(owned: readonly OwnedRooms[]): string {
  const words = t.handing.people;
  const kinds = owned.map(({ kind, rooms, archived }) => {
    const all = words.count[kind](rooms + archived);
    return archived > 0 ? `${all} (${words.archived(archived)})` : all;
  });
  const dated = owned.reduce((sum, { with_dates }) => sum + with_dates, 0);
  const said = words.owns(format().list(kinds));
  return dated > 0 ? `${said} ${words.dated(dated)}` : said;
}
