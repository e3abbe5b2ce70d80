-- Answers to requests that made something, for a day, sealed with a key that only the asker has.
CREATE TABLE answer (
    mark       BLOB PRIMARY KEY,
    asked      BLOB NOT NULL,
    sealed     BLOB,
    created_at INTEGER NOT NULL
) STRICT;
