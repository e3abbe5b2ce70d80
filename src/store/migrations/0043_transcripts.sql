-- What was written to everyone in meetings of rooms that keep it for some days, each under a key of its own.
CREATE TABLE transcript (
    meeting BLOB PRIMARY KEY REFERENCES meeting (id),
    room    BLOB NOT NULL REFERENCES room (id),
    key     BLOB NOT NULL UNIQUE, -- the id of its key
    until   INTEGER NOT NULL
) STRICT;
CREATE INDEX transcript_room ON transcript (room);
CREATE INDEX transcript_until ON transcript (until);

-- What those who were in the meeting could read of it, a row for each stretch.
CREATE TABLE transcript_reader (
    meeting     BLOB NOT NULL REFERENCES transcript (meeting) ON DELETE CASCADE,
    participant BLOB NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    first_seq   INTEGER NOT NULL,
    last_seq    INTEGER NOT NULL,
    PRIMARY KEY (meeting, participant, first_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX transcript_reader_participant ON transcript_reader (participant);

CREATE TABLE transcript_line (
    meeting     BLOB NOT NULL REFERENCES transcript (meeting) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    participant BLOB NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    sealed      BLOB NOT NULL,
    PRIMARY KEY (meeting, seq)
) STRICT;
CREATE INDEX transcript_line_participant ON transcript_line (participant);
