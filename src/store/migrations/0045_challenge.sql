-- What somebody was asked who is about to sign in or to add a passkey: any server may get the answer, once.
CREATE TABLE challenge (
    mark       BLOB PRIMARY KEY,
    purpose    TEXT NOT NULL,
    question   TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
