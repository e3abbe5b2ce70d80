-- Where the server tells programs of the operator what happened. The secret that signs is derived from a
-- key outside the database, the id and the serial.
CREATE TABLE webhook (
    id         BLOB PRIMARY KEY,
    url        TEXT NOT NULL,
    events     TEXT NOT NULL, -- JSON
    serial     INTEGER NOT NULL, -- counts the renewals of the secret
    since      INTEGER NOT NULL, -- what stands in the audit up to here is not told
    created_at INTEGER NOT NULL,
    stopped_at INTEGER
) STRICT;

-- Up to which entry of the audit it was seen to that webhooks are told. One row.
CREATE TABLE webhook_feed (
    position INTEGER NOT NULL
) STRICT;
INSERT INTO webhook_feed SELECT COALESCE(MAX(position), 0) FROM audit;
CREATE INDEX job_webhook ON job (person, due_at) WHERE kind = 'webhook';
