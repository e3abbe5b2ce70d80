-- The whole state of a running meeting after some of its events, sealed like its log: whoever opens the
-- meeting reads one of these and the events after it.
CREATE TABLE meeting_state (
    meeting BLOB NOT NULL REFERENCES meeting (id),
    seq     INTEGER NOT NULL, -- of the last event in it
    sealed  BLOB NOT NULL,
    PRIMARY KEY (meeting, seq)
) STRICT;
