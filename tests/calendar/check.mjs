// Whether ical.js reads from the server's calendars the dates that the server has.
//
//     node check.mjs target/calendar.jsonl
//
// As check.py, with the zones as the calendars describe them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web-client/package.json', import.meta.url));
const { default: ICAL } = await import(require.resolve('ical.js'));

/** When something of the calendar begins before a moment, in unix minutes. */
function dates(text, until) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone);
  }
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const exceptions = events.filter((event) => event.isRecurrenceException());
  const found = [];
  for (const event of events.filter((event) => !event.isRecurrenceException())) {
    for (const exception of exceptions.filter(({ uid }) => uid === event.uid)) {
      event.relateException(exception);
    }
    found.push(...starts(event, until));
  }
  return found.filter((at) => at < until).sort((one, other) => one - other);
}

function starts(event, until) {
  if (!event.isRecurring()) {
    return [minutes(event.startDate)];
  }
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    found.push(minutes(event.getOccurrenceDetails(next).startDate));
    // One that was moved to earlier may follow.
    if (minutes(next) > until + 60 * 24 * 8) break;
  }
  return found;
}

/**
 * Unix minutes. Of a time that the clock shows twice the first counts, and one that it skips is counted with
 * the offset before (RFC 5545, 3.3.5); ical.js has the second, and the offset after.
 */
function minutes(time) {
  const [before, after] = [-1, 1].map((days) => time.zone.utcOffset(moved(time, days)));
  if (before === after) {
    return Math.floor(time.toUnixTime() / 60);
  }
  const clock = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute) / 1000;
  const shown = [before, after].find((offset) => clockAt(clock - offset, time.zone.tzid) === clock);
  return Math.floor((clock - (shown ?? before)) / 60);
}

function moved(time, days) {
  const other = time.clone();
  other.addDuration(ICAL.Duration.fromData({ days: Math.abs(days), isNegative: days < 0 }));
  return other;
}

const formats = new Map();

/** What a clock in a zone shows at a moment, both in seconds. */
function clockAt(at, timeZone) {
  if (!formats.has(timeZone)) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' };
    formats.set(timeZone, new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', ...parts }));
  }
  const parts = formats.get(timeZone).formatToParts(new Date(at * 1000));
  const number = (type) => Number(parts.find((part) => part.type === type).value);
  return (
    Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute')) / 1000
  );
}

let series = 0;
let count = 0;
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const { ics, until, dates: own, series: number, step } = JSON.parse(line);
  const found = dates(ics, until);
  if (JSON.stringify(found) !== JSON.stringify(own)) {
    console.error(`series ${number}, step ${step}: other dates`, { found, own, ics });
    process.exit(1);
  }
  series = number + 1;
  count += own.length;
}
console.log(`${series} series with ${count} dates as ical.js has them`);
