-- A room that one account hands on to another: at most one offer a room. It stays until whoever is to be
-- told of it has seen it.
CREATE TABLE handing (
    room  BLOB PRIMARY KEY REFERENCES room (id),
    giver BLOB NOT NULL REFERENCES account (id), -- who owned the room when it was handed on
    taker BLOB NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('offered', 'declined', 'taken', 'given')),
    at    INTEGER NOT NULL
) STRICT;
CREATE INDEX handing_giver ON handing (giver);
CREATE INDEX handing_taker ON handing (taker);
