-- A token is held against what it was made for whenever it is used, so none has to be revoked.
DROP TABLE revocation;

-- How long a device remembers a seat, and until when. Those from before had a cookie for 400 days.
ALTER TABLE seat_secret ADD COLUMN remember TEXT NOT NULL DEFAULT 'year'
    CHECK (remember IN ('visit', 'month', 'year'));
ALTER TABLE seat_secret ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0;
UPDATE seat_secret SET expires_at = created_at + 400 * 86400000;

-- Browsers in which an account signed in before: strangers' wrong passwords don't count against them.
CREATE TABLE known_browser (
    secret_hash BLOB PRIMARY KEY,
    account     BLOB NOT NULL REFERENCES account (id),
    expires_at  INTEGER NOT NULL
) STRICT;

-- After somebody was sent away, those who come by the same link and were never in are let in by a lead.
ALTER TABLE invite ADD COLUMN held_at INTEGER;
ALTER TABLE participant ADD COLUMN entered INTEGER NOT NULL DEFAULT 0;
UPDATE participant SET entered = 1;
