"""Random rules and their dates as dateutil has them.

    python cases.py          writes cases.json
    python cases.py --check  fails if cases.json is not what dateutil says

src/room/schedule/tests.rs holds the server's own dates to them.
"""

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from dateutil import rrule, tz

CASES = Path(__file__).with_name("cases.json")
COUNT = 2400
SEED = 20261126
# Both hemispheres, no daylight saving time, half an hour of it, a change at midnight.
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
    "Pacific/Auckland",
    "Europe/Lisbon",
]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
BY_DAY = [rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU]


def changes(zone):
    """The local days on which the clock changes, 2026 to 2028."""
    day, found = datetime(2026, 1, 1, 12), []
    while day.year < 2029:
        if day.replace(tzinfo=zone).utcoffset() != (day + timedelta(days=1)).replace(tzinfo=zone).utcoffset():
            found.append(day + timedelta(days=1))
        day += timedelta(days=1)
    return found


def first(draw, zone):
    """A start, often shortly before a change of the clock, at a time that may be skipped or shown twice."""
    day = datetime(2026, 1, 1) + timedelta(days=draw.randrange(1000))
    found = changes(zone)
    if found and draw.random() < 0.6:
        day = draw.choice(found) - timedelta(days=draw.choice([0, 7, 14, 21, 28, 35]))
    hour = draw.choice([0, 1, 2, 2, 3, 18, 19, 23]) if draw.random() < 0.7 else draw.randrange(24)
    return day.replace(hour=hour, minute=draw.choice([0, 15, 30, 45]))


def last_day(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def repeat(draw, start):
    """How often, in the server's words and in dateutil's; `start` is one of the dates."""
    kind = draw.choice(["once", "weekly", "weekly", "weekly", "by_day", "by_weekday", "by_weekday"])
    every = draw.choice([1, 1, 1, 2, 2, 3, 4, 5, 13])
    if kind == "once":
        return {"type": "once"}, {"freq": rrule.DAILY, "count": 1}
    if kind == "weekly":
        on = {start.weekday()} | set(draw.sample(range(7), draw.choice([0, 0, 0, 1, 2])))
        said = {"type": "weekly", "every": every, "on": [DAYS[day] for day in sorted(on)]}
        return said, {"freq": rrule.WEEKLY, "interval": every, "byweekday": [BY_DAY[day] for day in sorted(on)]}
    is_last_day = start.day == last_day(start).day
    if kind == "by_day":
        day = -1 if is_last_day and draw.random() < 0.5 else start.day
        said = {"type": "monthly_by_day", "every": every, "day": day}
        return said, {"freq": rrule.MONTHLY, "interval": every, "bymonthday": day}
    nth = (start.day - 1) // 7 + 1
    if start.day + 7 > last_day(start).day and (nth == 5 or draw.random() < 0.5):
        nth = -1
    said = {"type": "monthly_by_weekday", "every": every, "nth": nth, "weekday": DAYS[start.weekday()]}
    return said, {"freq": rrule.MONTHLY, "interval": every, "byweekday": BY_DAY[start.weekday()](nth)}


def ends(draw, start, said, rule):
    """When it is over."""
    if said["type"] == "once":
        return {"type": "never"}
    kind = draw.choice(["never", "never", "after", "on"])
    if kind == "after":
        rule["count"] = draw.choice([1, 2, 3, 6, 8, 12, 52])
        return {"type": "after", "dates": rule["count"]}
    if kind == "on":
        day = start + timedelta(days=draw.randrange(0, 400))
        rule["until"] = day.replace(hour=23, minute=59)
        return {"type": "on", "day": day.strftime("%Y-%m-%d")}
    return {"type": "never"}


def moment(local, zone):
    """Unix minutes of a local time."""
    return int(tz.resolve_imaginary(local.replace(tzinfo=zone)).timestamp()) // 60


def text(local):
    return local.strftime("%Y-%m-%dT%H:%M")


def exceptions(draw, start, rule, dates, zone):
    """Some of the first dates cancelled or moved, and one more."""
    cancelled = {date for date in dates[:6] if draw.random() < 0.1}
    moved = {}
    for date in dates[:6]:
        if date not in cancelled and draw.random() < 0.1:
            to = date + timedelta(days=draw.randrange(1, 5), minutes=15 * draw.randrange(1, 20))
            if to not in dates and to not in moved.values():
                moved[date] = to
    extra = []
    more = start + timedelta(days=draw.randrange(1, 40), minutes=5)
    if draw.random() < 0.2 and more not in dates and more not in moved.values():
        extra.append(more)
    found = rrule.rruleset()
    found.rrule(rrule.rrule(dtstart=start, **rule))
    for date in [*cancelled, *moved]:
        found.exdate(date)
    for date in [*moved.values(), *extra]:
        found.rdate(date)
    said = {
        "cancelled": sorted(map(text, cancelled)),
        "moved": {text(date): text(to) for date, to in sorted(moved.items())},
        "extra": sorted(map(text, extra)),
    }
    return said, found


def case(draw):
    name = draw.choice(ZONES)
    zone = tz.gettz(name)
    start = first(draw, zone)
    said, rule = repeat(draw, start)
    over = ends(draw, start, said, rule)
    plain = rrule.rrule(dtstart=start, **rule)
    dates = [date for date, _ in zip(plain, range(40))]
    changed, found = exceptions(draw, start, rule, dates, zone)
    near = [date for date, _ in zip(found, range(12))]
    # dateutil knows no change of the clock after 2037.
    far = start + timedelta(days=draw.randrange(800, 3000))
    later = found.xafter(far, count=3, inc=True)
    return {
        "zone": name,
        "start": text(start),
        "repeat": said,
        "ends": over,
        **changed,
        "dates": sorted(moment(date, zone) for date in near)[:10],
        "far": text(far),
        "later": [moment(date, zone) for date in later],
    }


def main():
    draw = random.Random(SEED)
    cases = [case(draw) for _ in range(COUNT)]
    lines = "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n"
    if "--check" in sys.argv:
        if CASES.read_text() != lines:
            sys.exit("tests/recurrence/cases.json is not what dateutil says: run cases.py")
        print(f"{COUNT} rules as dateutil has them")
        return
    CASES.write_text(lines)


if __name__ == "__main__":
    main()
