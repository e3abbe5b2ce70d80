-- Who serves on the coming dates of a room. It is read and written as a whole.
CREATE TABLE room_duties (
    room   BLOB PRIMARY KEY REFERENCES room (id),
    duties TEXT NOT NULL -- JSON
) STRICT;
