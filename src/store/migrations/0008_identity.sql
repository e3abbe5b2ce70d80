-- Which database this is: the keys of one are of no use to another.
CREATE TABLE identity (
    id BLOB PRIMARY KEY CHECK (length(id) = 16)
) STRICT;
INSERT INTO identity (id) VALUES (randomblob(16));

-- Written to find out whether anything can be written.
CREATE TABLE write_check (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    checks INTEGER NOT NULL
) STRICT;
INSERT INTO write_check (id, checks) VALUES (1, 0);
