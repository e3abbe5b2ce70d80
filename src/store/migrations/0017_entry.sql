-- How one gets into a room: JSON.
ALTER TABLE room ADD COLUMN entry TEXT NOT NULL DEFAULT '{"type":"open"}';
-- A link for one person, which works for one seat.
ALTER TABLE invite ADD COLUMN personal INTEGER NOT NULL DEFAULT 0;
-- The date from which a person comes who joined a series by modules: its local start as first planned.
ALTER TABLE participant ADD COLUMN begins TEXT;

-- People who ask to join. What they wrote is sealed with the key of the series and erased with the decision
-- or with the end of the request; then it is what they are told, until they have put it away.
CREATE TABLE join_request (
    id          BLOB PRIMARY KEY,
    room        BLOB NOT NULL REFERENCES room (id),
    invite      BLOB NOT NULL REFERENCES invite (id),
    secret_hash BLOB NOT NULL UNIQUE,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'suggested')),
    sealed      BLOB,
    adult_declared_at INTEGER NOT NULL,
    asked_at    INTEGER NOT NULL,
    decided_at  INTEGER,
    expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX join_request_room ON join_request (room, asked_at);
