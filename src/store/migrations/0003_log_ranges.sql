-- Entries by which a piece in the middle of a log is found: about one in 64 events has one, so that
-- an append seldom touches this index. From an entry, `prev` leads back to what is looked for.
CREATE INDEX log_waypoint ON log (meeting, last_seq) WHERE last_seq / 64 <> (first_seq - 1) / 64;

ALTER TABLE account_session RENAME COLUMN created_at TO signed_in_at;
