-- What became of the places of dates, without the people, until programs are told of it and the date is over.
CREATE TABLE place_act (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    heard    INTEGER NOT NULL, -- how far the audit was: who listens since a later entry is not told
    room     BLOB NOT NULL REFERENCES room (id),
    date     TEXT NOT NULL,
    event    TEXT NOT NULL, -- JSON
    counts   TEXT NOT NULL, -- JSON
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX place_act_date ON place_act (room, date);

-- Up to which of these it was seen to that webhooks are told.
ALTER TABLE webhook_feed ADD COLUMN place_position INTEGER NOT NULL DEFAULT 0;
