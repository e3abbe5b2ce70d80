-- What a host chose about the places of a room's dates; the defaults hold without a row.
CREATE TABLE room_places (
    room     BLOB PRIMARY KEY REFERENCES room (id),
    sign_up  INTEGER NOT NULL,
    capacity INTEGER, -- null: what the room holds beside two leads
    absence  TEXT NOT NULL -- JSON: what is asked of people who can't come, or null
) STRICT;

-- What people said of coming dates, until the date is over.
CREATE TABLE place (
    room        BLOB NOT NULL REFERENCES room (id),
    date        TEXT NOT NULL,
    participant BLOB NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    stand       TEXT NOT NULL CHECK (stand IN (
        'coming', 'waiting', 'offered', 'absent', 'lapsed', 'missed', 'removed', 'gone'
    )),
    until       INTEGER, -- when an offer ends
    late        INTEGER NOT NULL,
    since       INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    PRIMARY KEY (room, date, participant)
) STRICT;
CREATE INDEX place_participant ON place (participant);

-- Who was at the dates of a therapist-led room.
CREATE TABLE attendance (
    room        BLOB NOT NULL REFERENCES room (id),
    date        TEXT NOT NULL,
    starts_at   INTEGER NOT NULL,
    participant BLOB NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    attended    TEXT NOT NULL CHECK (attended IN ('attended', 'missed', 'excused', 'short_notice')),
    PRIMARY KEY (room, date, participant)
) STRICT;
CREATE INDEX attendance_participant ON attendance (participant);
