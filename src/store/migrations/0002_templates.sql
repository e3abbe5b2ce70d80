-- Agendas that a host keeps to make rooms from.
CREATE TABLE template (
    id         BLOB PRIMARY KEY,
    owner      BLOB NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('peer_led', 'therapist_led')),
    format     TEXT NOT NULL, -- where it came from
    share_ms   INTEGER NOT NULL,
    agenda     TEXT NOT NULL, -- JSON
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX template_owner ON template (owner);
