-- Calendars that are subscribed to by an address: of a person in a room, of an account that leads rooms, or
-- of a public room, whose address is no secret. A person's goes with their seat.
CREATE TABLE calendar_feed (
    participant BLOB UNIQUE REFERENCES participant (id) ON DELETE CASCADE,
    account     BLOB UNIQUE REFERENCES account (id) ON DELETE CASCADE,
    room        BLOB UNIQUE REFERENCES room (id) ON DELETE CASCADE,
    secret_hash BLOB UNIQUE,
    language    TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    digest      BLOB, -- of what it said when it was last read
    changed_at  INTEGER NOT NULL, -- when that was first so
    CHECK ((participant IS NOT NULL) + (account IS NOT NULL) + (room IS NOT NULL) = 1),
    CHECK ((room IS NULL) = (secret_hash IS NOT NULL))
) STRICT;

-- The entries that the calendars of those who get mail have of a room, so that a change of one is noticed
-- and told once, and one that the room has no longer is taken back.
CREATE TABLE told_entry (
    room     BLOB NOT NULL REFERENCES room (id),
    entry    TEXT NOT NULL,
    says     TEXT NOT NULL, -- its start, zone and rule
    sequence INTEGER NOT NULL, -- none that was told of it is higher
    ends_at  INTEGER, -- when its last date begins; null if it goes on
    PRIMARY KEY (room, entry)
) STRICT;
