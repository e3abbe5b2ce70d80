/**
 * The check of an agenda while it is written, the same as the server's:
 * `tests/agenda/cases.json` holds both to the same answers.
 */
import type { AgendaItem, Page } from '../../api/generated';
import { charsOf, tidy, tidyLine, unfit } from '../../lib/text';
import { MINUTE_MS } from '../../lib/units';
import { AGENDA_LIMITS as limits, type Reason, type Wrong } from '../../protocol/generated';
import { crosstalksIn, hasRounds, MODES } from '../../meeting/modes';
import { isImpossible, type RoundClocks } from './time';

/** Everything that is wrong, in the order of the items; with the whole last, in the field `agenda`. */
export function checkAgenda(agenda: readonly AgendaItem[], clocks: RoundClocks): Wrong[] {
  const items = agenda.slice(0, limits.items_max);
  return [
    ...items.flatMap((item, at) => checkItem(item, `agenda[${at}]`, clocks)),
    ...checkClosing(items),
    ...checkWhole(agenda.length, items.filter(isRead)),
  ];
}

function wrong(field: string, reason: Reason, limit?: number): Wrong {
  return limit === undefined ? { field, reason } : { field, reason, limit };
}

function checkItem(item: AgendaItem, path: string, clocks: RoundClocks): Wrong[] {
  const { minutes, share_ms } = item;
  const found = [
    ...checkText(`${path}.name`, item.name, limits.name_chars_max, 'line'),
    ...(tidy(item.name) ? [] : [wrong(`${path}.name`, 'required')]),
    ...checkText(`${path}.text`, item.text ?? '', limits.text_chars_max, 'lines'),
    ...checkText(`${path}.script`, item.script ?? '', limits.text_chars_max, 'lines'),
    ...checkText(`${path}.prompts`, item.prompts ?? '', limits.text_chars_max, 'lines'),
    ...checkPages(`${path}.pages`, item.pages ?? []),
    ...checkNumber(`${path}.minutes`, minutes, 1, limits.minutes_max),
    ...(MODES.includes(item.mode) ? [] : [wrong(`${path}.mode`, 'unknown')]),
    ...(isCrosstalk(item.crosstalk) ? [] : [wrong(`${path}.crosstalk`, 'unknown')]),
  ];
  const share = checkNumber(`${path}.share_ms`, share_ms, 0, limits.minutes_max * MINUTE_MS);
  found.push(...share);
  if (share.length === 0 && share_ms !== 0 && share_ms < limits.share_ms_min) {
    found.push(wrong(`${path}.share_ms`, 'too_small', limits.share_ms_min));
  }
  if (share.length === 0 && isMinutes(minutes) && share_ms > minutes * MINUTE_MS) {
    found.push(wrong(`${path}.share_ms`, 'longer_than_item'));
  }
  if (isRead(item) && !crosstalksIn(item.mode).includes(item.crosstalk)) {
    found.push(wrong(`${path}.crosstalk`, 'crosstalk_without_effect'));
  }
  if (isRead(item) && isImpossible(item, clocks)) {
    found.push(wrong(`${path}.minutes`, 'no_time_for_anyone'));
  }
  return found;
}

const isCrosstalk = (word: string) => ['none', 'on_request', 'free'].includes(word);
const isMinutes = (minutes: number) => checkNumber('', minutes, 1, limits.minutes_max).length === 0;

/** Whether its numbers and words are valid, so that the other checks make sense. */
function isRead(item: AgendaItem): boolean {
  const share = checkNumber('', item.share_ms, 0, limits.minutes_max * MINUTE_MS);
  const known = MODES.includes(item.mode) && isCrosstalk(item.crosstalk);
  return isMinutes(item.minutes) && share.length === 0 && known;
}

/** A number field that was emptied is null. */
export function checkNumber(field: string, value: unknown, least: number, most: number): Wrong[] {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return [wrong(field, 'required')];
  }
  if (typeof value !== 'number') return [wrong(field, 'not_a_number')];
  if (Math.floor(value) < least) return [wrong(field, 'too_small', least)];
  if (Math.floor(value) > most) return [wrong(field, 'too_large', most)];
  return Number.isInteger(value) ? [] : [wrong(field, 'not_whole')];
}

function checkText(field: string, raw: string, charsMax: number, kind: 'line' | 'lines'): Wrong[] {
  const text = kind === 'line' ? tidyLine(raw) : tidy(raw);
  const character = unfit(text);
  if (character !== null) return [{ field, reason: 'not_text', character }];
  return charsOf(text) > charsMax ? [wrong(field, 'too_long', charsMax)] : [];
}

function checkPages(path: string, pages: readonly Page[]): Wrong[] {
  const some = pages
    .slice(0, limits.pages_max)
    .flatMap(({ title, text }, at) => [
      ...checkText(`${path}[${at}].title`, title, limits.name_chars_max, 'line'),
      ...checkText(`${path}[${at}].text`, text, limits.page_text_chars_max, 'lines'),
      ...(tidy(title) || tidy(text) ? [] : [wrong(`${path}[${at}].text`, 'required')]),
    ]);
  if (pages.length <= limits.pages_max) return some;
  return [wrong(path, 'too_many', limits.pages_max), ...some];
}

/** The closing round is one, and the last. */
function checkClosing(items: readonly AgendaItem[]): Wrong[] {
  return items.flatMap((item, at) => {
    if (!item.closing || !isRead(item)) return [];
    const field = `agenda[${at}].closing`;
    if (!hasRounds(item.mode)) return [wrong(field, 'closing_without_round')];
    const later = items.slice(at + 1).filter((other) => isRead(other) && !other.closing);
    const another = later.some((other) => hasRounds(other.mode));
    return another ? [wrong(field, 'closing_before_round')] : [];
  });
}

function checkWhole(count: number, items: readonly AgendaItem[]): Wrong[] {
  const texts = items.flatMap(({ text, script, pages }) => [
    text ?? '',
    script ?? '',
    ...(pages ?? []).flatMap((page) => [page.title, page.text]),
  ]);
  const all = texts.reduce((sum, text) => sum + charsOf(tidy(text)), 0);
  const found: Wrong[] = [];
  const note = (is: boolean, reason: Reason, limit: number) =>
    is && found.push(wrong('agenda', reason, limit));
  note(count === 0, 'too_few', 1);
  note(count > limits.items_max, 'too_many', limits.items_max);
  const { meeting_minutes_max, texts_chars_max } = limits;
  note(minutesOf(items) > meeting_minutes_max, 'meeting_too_long', meeting_minutes_max);
  note(all > texts_chars_max, 'texts_too_long', texts_chars_max);
  return found;
}

/** All items together, as far as their minutes are numbers. */
export function minutesOf(agenda: readonly { minutes: number | null }[]): number {
  return agenda.reduce((sum, { minutes }) => sum + (Number.isFinite(minutes) ? minutes! : 0), 0);
}
