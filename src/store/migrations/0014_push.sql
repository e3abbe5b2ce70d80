-- Where a person in a room wants to be told that they are wanted, sealed with the key of the series. It
-- goes with what it rests on: the seat, and the device or the session that asked for it.
CREATE TABLE push_subscription (
    id          BLOB PRIMARY KEY,
    participant BLOB NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    seat_secret BLOB REFERENCES seat_secret (secret_hash) ON DELETE CASCADE,
    session     BLOB REFERENCES account_session (token_hash) ON DELETE CASCADE,
    sealed      BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    CHECK ((seat_secret IS NULL) <> (session IS NULL))
) STRICT;
CREATE INDEX push_subscription_participant ON push_subscription (participant);
CREATE INDEX push_subscription_device ON push_subscription (seat_secret);
CREATE INDEX push_subscription_session ON push_subscription (session);
