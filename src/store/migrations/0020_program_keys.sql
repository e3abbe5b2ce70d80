-- Keys by which programs of the operator act for an account.
CREATE TABLE program_key (
    id           BLOB PRIMARY KEY,
    account      BLOB NOT NULL REFERENCES account (id),
    name         TEXT NOT NULL,
    secret_hash  BLOB NOT NULL UNIQUE,
    scopes       TEXT NOT NULL, -- JSON
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;
