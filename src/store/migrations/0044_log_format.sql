-- The form of a meeting's log, so that a server of an older version leaves one alone that it can't read.
ALTER TABLE meeting ADD COLUMN log_format INTEGER NOT NULL DEFAULT 1;
