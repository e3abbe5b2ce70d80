-- Work for later. Each is made once for its kind, room, date and person, and its row stays for a while
-- after it is done, so that it is never made again.
CREATE TABLE job (
    id         BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    room       BLOB NOT NULL REFERENCES room (id),
    date       TEXT NOT NULL, -- empty if it is about no date
    person     BLOB NOT NULL, -- a participant; for who has no seat, a keyed mark of their address
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed', 'unsure', 'unsent')),
    due_at     INTEGER NOT NULL,
    lapses_at  INTEGER,
    sealed     BLOB, -- what it needs about people, under the key of the series, until it is done
    attempts   INTEGER NOT NULL,
    retry_at   INTEGER,
    failure    TEXT,
    holder     BLOB,
    held_until INTEGER,
    changed_at INTEGER NOT NULL,
    UNIQUE (kind, room, date, person)
) STRICT;
CREATE INDEX job_open ON job (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX job_room ON job (room, due_at);
CREATE INDEX job_person ON job (person);

-- Where a member is written to, if they want it.
CREATE TABLE mail_address (
    participant  BLOB PRIMARY KEY REFERENCES participant (id),
    sealed       BLOB NOT NULL, -- address, language, time zone and the link's secret, under the key of the series
    secret_hash  BLOB NOT NULL UNIQUE,
    created_at   INTEGER NOT NULL,
    confirmed_at INTEGER,
    refused_at   INTEGER
) STRICT;

-- What a host chose about the mail of a room; the defaults hold without a row.
CREATE TABLE room_mail (
    room        BLOB PRIMARY KEY REFERENCES room (id),
    names_group INTEGER NOT NULL,
    reminders   TEXT NOT NULL -- JSON: minutes before the start
) STRICT;

-- What people were last told of a coming date, so that a change is noticed and told once.
CREATE TABLE told_date (
    room     BLOB NOT NULL REFERENCES room (id),
    date     TEXT NOT NULL,
    start_at INTEGER, -- null if it is cancelled
    sequence INTEGER NOT NULL,
    PRIMARY KEY (room, date)
) STRICT;
