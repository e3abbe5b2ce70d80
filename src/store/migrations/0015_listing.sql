-- What a room says of itself in the public directory. It is there while `listed_at` is set.
CREATE TABLE listing (
    room       BLOB PRIMARY KEY REFERENCES room (id),
    language   TEXT NOT NULL, -- ISO 639-1
    led_by     TEXT NOT NULL,
    asks       TEXT NOT NULL,
    happens    TEXT NOT NULL,
    cost       TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    listed_at  INTEGER
) STRICT;
CREATE INDEX listing_public ON listing (room) WHERE listed_at IS NOT NULL;

-- The link that the directory gives to everybody: its secret is none.
ALTER TABLE invite ADD COLUMN public_secret TEXT;
CREATE UNIQUE INDEX invite_public ON invite (room) WHERE public_secret IS NOT NULL;
