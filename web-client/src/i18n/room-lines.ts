/** What is stored of a room, field by field, for whoever wrote something else meanwhile. */
import type { Listing, Room, RoomPlaces, WayIn } from '../api/generated';
import { ruleText } from './dates';
import { format, t } from './index.svelte';

type Line = readonly [name: string, words: string];

export const linesOf = (room: Room): Line[] => [
  [t.room.fields.title, room.title],
  [t.room.fields.topics, format().list(room.topics)],
  [t.room.fields.suits, room.suits],
  [t.room.fields.notFor, room.not_for],
  [t.room.fields.capacity, format().number(room.capacity)],
  [t.room.fields.shareMs, t.room.shareLength(room.share_ms)],
  [
    t.agenda.title,
    room.agenda.map(({ name, minutes }) => `${name} (${t.room.minutes(minutes)})`).join('\n'),
  ],
  [t.room.fields.guidelines, room.guidelines.join('\n')],
];

/** What a way in asks for. */
function detailOf(entry: WayIn): string {
  if (entry.type === 'asking') return entry.questions.join('\n');
  if (entry.type === 'slow_open') return format().number(entry.places);
  if (entry.type === 'closed' && entry.until_session) return format().number(entry.until_session);
  return entry.type === 'modules' ? entry.starts.join('\n') : '';
}

export const entryLines = ({ entry }: Room): Line[] => [
  [t.ways.edit.title, [t.ways.names[entry.type], detailOf(entry)].filter(Boolean).join('\n')],
];

export function scheduleLines({ planned: { schedule, dates } }: Room): Line[] {
  const one = dates.find(({ moved, added }) => !moved && !added);
  const said = schedule ? ruleText(schedule.repeat, schedule.ends, one) : t.dates.list.none;
  return [[t.dates.list.title, said]];
}

export function listingLines(listing: Listing): Line[] {
  const words = t.groups.group;
  return [
    [words.ledBy, listing.led_by],
    [words.asks, listing.asks],
    [words.happens, listing.happens],
    [words.suits, listing.suits],
    [words.notFor, listing.not_for],
    [words.cost, listing.cost],
  ];
}

export function placesLines({ rule }: RoomPlaces): Line[] {
  const words = t.places.room;
  const { sign_up, capacity, absence } = rule;
  return [
    [words.rule, sign_up ? words.signUp : words.free],
    [words.seats, capacity ? format().number(capacity) : ''],
    [words.notice, absence ? format().number(absence.notice_hours) : ''],
    [words.missed, absence ? format().number(absence.missed_in_a_row) : ''],
  ];
}
