-- Calls for help that nobody had read when a meeting ended, until the host has read of them.
CREATE TABLE missed_calls (
    meeting  BLOB PRIMARY KEY REFERENCES meeting (id),
    room     BLOB NOT NULL REFERENCES room (id),
    calls    INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX missed_calls_room ON missed_calls (room);

-- Concerns that members left for the host, sealed with the key of the series, the writer too.
CREATE TABLE concern (
    id         BLOB PRIMARY KEY,
    room       BLOB NOT NULL REFERENCES room (id),
    sealed     BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX concern_room ON concern (room);
