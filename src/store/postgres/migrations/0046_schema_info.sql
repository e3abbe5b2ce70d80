-- The oldest version of the program that may still use this schema, as the number of the newest migration that it
-- knows. A migration that takes away what such a version needs raises it.
CREATE TABLE schema_info (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    compat BIGINT NOT NULL
);
INSERT INTO schema_info VALUES (1, 46);
