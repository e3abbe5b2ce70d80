"""Whether another program reads from the server's calendars the dates that the server has.

    python check.py target/calendar.jsonl

`cargo test --lib calendar::` writes that file. icalendar parses each calendar, dateutil counts the dates in
the zones as the calendar itself describes them, and the messages for other calendars are played through a
small calendar, which has to hold the same dates. All that RFC 5545 and 5546 ask of such a calendar is
checked on the way.
"""

import io
import json
import re
import sys
from datetime import timedelta, timezone

from dateutil import rrule, tz
from icalendar import Calendar

EVENT_ONCE = ["DTSTAMP", "UID", "SEQUENCE", "DTSTART", "DURATION", "SUMMARY", "LOCATION", "URL", "CLASS"]
# RFC 5546, 3.2.2 and 3.2.5.
MESSAGE_ONCE = ["DTSTAMP", "UID", "SEQUENCE", "ORGANIZER", "ATTENDEE", "STATUS"]


def check_text(text):
    """Lines, folds and what stands where (RFC 5545, 3.1)."""
    raw = text.encode()
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b""), "ends of lines"
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, f"a line of {len(line)} octets"
        line.decode()
    for line in re.sub("\r\n ", "", text).split("\r\n")[:-1]:
        assert re.match(r"^[A-Z-]+(;[A-Z-]+=(\"[^\"]*\"|[^\":;,]*))*:", line), line
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), line


def once(component, names):
    for name in names:
        assert name in component and not isinstance(component[name], list), f"{name} once in {component}"


def check_zone(zone):
    """RFC 5545, 3.6.5."""
    once(zone, ["TZID"])
    assert zone.subcomponents, "a zone without an observance"
    for part in zone.subcomponents:
        assert part.name in ("STANDARD", "DAYLIGHT")
        once(part, ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"])
        assert part["DTSTART"].dt.tzinfo is None, "an onset is a local time"
        assert "DTSTAMP" not in part and "UID" not in part


def check_calendar(calendar):
    """RFC 5545, 3.6, and 5546 if it is a message."""
    assert not calendar.errors, calendar.errors
    once(calendar, ["PRODID", "VERSION"])
    method = calendar.get("METHOD")
    zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    assert len(zones) + len(events) == len(calendar.subcomponents) and (events or method is None)
    described = [str(zone["TZID"]) for zone in zones]
    assert len(set(described)) == len(described), "each zone once"
    for zone in zones:
        check_zone(zone)
    keys, needed = set(), set()
    for event in events:
        assert not event.errors, event.errors
        gone = method == "CANCEL" and "RECURRENCE-ID" not in event
        once(event, (MESSAGE_ONCE if method else []) + ([] if gone else EVENT_ONCE))
        assert str(event["URL"]).startswith("https://") and "#" not in str(event["URL"]) if not gone else True
        assert event["DTSTAMP"].dt.tzinfo is not None
        recurrence = event.get("RECURRENCE-ID")
        key = (str(event["UID"]), recurrence and recurrence.dt)
        assert key not in keys, "two events for one date"
        keys.add(key)
        for name in ("DTSTART", "RECURRENCE-ID", "EXDATE"):
            values = event.get(name, [])
            for value in values if isinstance(values, list) else [values]:
                needed.add(value.params["TZID"])
        if recurrence is not None:
            assert "RRULE" not in event and "EXDATE" not in event
        if "RRULE" in event:
            rule = event["RRULE"]
            assert not ("UNTIL" in rule and "COUNT" in rule)
            assert all(end.tzinfo is not None for end in rule.get("UNTIL", [])), "UNTIL in UTC"
    # A calendar with nothing in it is none: one without events has a zone.
    assert needed == set(described) or (not events and described == ["UTC"]), f"{needed}, not {described}"
    if method:
        assert len({uid for uid, _ in keys}) == 1, "a message is about one entry"
        assert all(str(event["ATTENDEE"]) == "mailto:robin@example.org" for event in events)


def zones_of(text):
    """The zones as the calendar describes them, whatever this machine knows of them."""
    blocks = re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", re.sub("\r\n ", "", text), re.S)
    return {name: described(block) for block in blocks for name in re.findall(r"TZID:(.*)\r\n", block)}


def described(block):
    read = tz.tzical(io.StringIO(block))
    return read.get()


def moment(local, zone):
    """Unix minutes. A time that the clock skips is counted with the offset before, of one that it shows
    twice the first counts (RFC 5545, 3.3.5)."""
    return int(tz.resolve_imaginary(local.replace(tzinfo=zone)).timestamp()) // 60


class Entries:
    """A small calendar: events by UID and date, as iTIP changes them, each with the zones it came with."""

    def __init__(self):
        self.events = {}

    def take(self, text):
        check_text(text)
        calendar = Calendar.from_ical(text)
        check_calendar(calendar)
        zones = zones_of(text)
        for uid in {str(event["UID"]) for event in calendar.walk("VEVENT")}:
            self.take_entry(calendar, uid, zones)

    def take_entry(self, calendar, uid, zones):
        events = [event for event in calendar.walk("VEVENT") if str(event["UID"]) == uid]
        known = self.events.get(uid, {})
        for event in events:
            key = self.key(event)
            if key in known:
                assert int(event["SEQUENCE"]) >= int(known[key][0]["SEQUENCE"]), "SEQUENCE only grows"
        whole = any("RECURRENCE-ID" not in event for event in events)
        if calendar.get("METHOD") == "CANCEL":
            if whole:
                del self.events[uid]
            else:
                known.update({self.key(event): (event, zones) for event in events})
                self.events[uid] = known
            return
        self.events[uid] = ({} if whole else known) | {self.key(event): (event, zones) for event in events}

    @staticmethod
    def key(event):
        return event["RECURRENCE-ID"].dt.replace(tzinfo=None) if "RECURRENCE-ID" in event else None

    def dates(self, until):
        """When something begins before a moment, in unix minutes."""
        return sorted(at for uid in self.events for at in self.dates_of(uid, until) if at < until)

    def dates_of(self, uid, until):
        events = dict(self.events[uid])
        master = events.pop(None, None)
        starts = {}
        if master is not None:
            start, zone = self.start(*master)
            for local in self.locals(master[0], start, zone, until):
                starts[local] = moment(local, zone)
        for key, (event, zones) in events.items():
            starts.pop(key, None)
            if event.get("STATUS") != "CANCELLED":
                start, zone = self.start(event, zones)
                starts[key] = moment(start, zone)
        return starts.values()

    @staticmethod
    def start(event, zones):
        return event["DTSTART"].dt.replace(tzinfo=None), zones[event["DTSTART"].params["TZID"]]

    def locals(self, master, start, zone, until):
        excluded = master.get("EXDATE", [])
        excluded = excluded if isinstance(excluded, list) else [excluded]
        excluded = {date.dt.replace(tzinfo=None) for dates in excluded for date in dates.dts}
        if "RRULE" not in master:
            return {start} - excluded
        end = master["RRULE"].get("UNTIL", [None])[0]
        text = re.sub(r";?UNTIL=[^;]*", "", master["RRULE"].to_ical().decode())
        found = set()
        for local in rrule.rrulestr(text, dtstart=start):
            at = moment(local, zone)
            if at >= until + 60 * 24 * 8 or (end is not None and at > int(end.astimezone(timezone.utc).timestamp()) // 60):
                break
            found.add(local)
        return found - excluded


def main():
    count, told = 0, {}
    for line in open(sys.argv[1]):
        case = json.loads(line)
        where = f"series {case['series']}, step {case['step']}"
        feed = Entries()
        feed.take(case["ics"])
        assert feed.dates(case["until"]) == case["dates"], f"{where}: the feed has other dates"
        entries = told.setdefault(case["series"], Entries())
        for message in case["messages"]:
            entries.take(message)
        assert set(entries.events) == set(feed.events), f"{where}: other entries"
        assert entries.dates(case["until"]) == case["dates"], f"{where}: the calendar has other dates"
        count += len(case["dates"])
    assert count > 0
    print(f"{len(told)} series with {count} dates as icalendar and dateutil have them")


if __name__ == "__main__":
    main()
