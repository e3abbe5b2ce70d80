-- As in the database of the rows: the newest migration that the oldest version of the program knows which may still
-- use this schema.
CREATE TABLE schema_info (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    compat BIGINT NOT NULL
);
INSERT INTO schema_info VALUES (1, 2);
