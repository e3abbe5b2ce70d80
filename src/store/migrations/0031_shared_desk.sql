-- Desks that hosts share, and which rooms are on the desk of their owner.
CREATE TABLE desk (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    maker      BLOB NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE desk_account (
    desk    BLOB NOT NULL REFERENCES desk (id) ON DELETE CASCADE,
    account BLOB NOT NULL REFERENCES account (id),
    joined  INTEGER NOT NULL CHECK (joined IN (0, 1)), -- 0: invited
    at      INTEGER NOT NULL,                          -- when it was invited or joined
    PRIMARY KEY (desk, account)
) STRICT, WITHOUT ROWID;
-- An account is in one desk at most.
CREATE UNIQUE INDEX desk_account_joined ON desk_account (account) WHERE joined = 1;
CREATE INDEX desk_account_account ON desk_account (account);
ALTER TABLE room ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));
