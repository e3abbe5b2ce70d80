-- What somebody was asked who is about to sign in or to add a passkey: any server may get the answer, once.
CREATE TABLE challenge (
    mark       BYTEA PRIMARY KEY,
    purpose    TEXT NOT NULL,
    question   TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- When what is limited for all servers together is free again, in milliseconds since 1970. It is forgotten
-- after a crash, as a single server forgets it.
CREATE UNLOGGED TABLE throttle (
    mark    BYTEA PRIMARY KEY,
    free_at BIGINT NOT NULL
);
