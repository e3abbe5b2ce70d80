-- What the members of a therapist-led room are asked to consent to. A version never changes. The first is written
-- before its room, so that no room is ever without it.
CREATE TABLE consent_text (
    room    BLOB NOT NULL,
    version INTEGER NOT NULL,
    text    TEXT NOT NULL, -- empty if nothing is asked
    since   INTEGER NOT NULL,
    PRIMARY KEY (room, version)
) STRICT;

-- Who consented to which version.
CREATE TABLE consent (
    participant  BLOB NOT NULL REFERENCES participant (id),
    version      INTEGER NOT NULL,
    given_at     INTEGER NOT NULL,
    withdrawn_at INTEGER, -- null while it stands
    PRIMARY KEY (participant, version)
) STRICT;
