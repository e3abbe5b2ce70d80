/** The addresses of calendars, for the programs that read them. */
import type { DateView, Language } from '../api/generated';
import type { RoomId } from '../protocol/generated';

/** A date as a file, which a phone gives to its calendar. */
export function dateFile(room: RoomId, date: DateView, language: Language): string {
  const path = `/api/rooms/${encodeURIComponent(room)}/dates/${encodeURIComponent(date.key)}/date.ics`;
  return `${path}?lang=${language}`;
}

/** The calendar of a public group, which is no secret. */
export const groupCalendar = (room: RoomId, origin = location.origin): string =>
  `${origin}/api/groups/${encodeURIComponent(room)}/dates.ics`;

/** The same address in the form that opens a calendar instead of a page. */
export const inCalendar = (address: string): string => address.replace(/^https?:/, 'webcal:');
