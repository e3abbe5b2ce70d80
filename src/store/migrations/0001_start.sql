-- Times are unix milliseconds, ids 16 random bytes, hashes 32 bytes (SHA-256 or HMAC-SHA256).

CREATE TABLE account (
    id            BLOB PRIMARY KEY,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL UNIQUE, -- NFKC and lower case: one sign-in name, however it is typed
    display_name  TEXT NOT NULL,
    password_hash TEXT,
    is_admin      INTEGER NOT NULL,
    is_host       INTEGER NOT NULL,
    is_therapist  INTEGER NOT NULL,
    disabled      INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE account_session (
    token_hash   BLOB PRIMARY KEY,
    account      BLOB NOT NULL REFERENCES account (id),
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX account_session_account ON account_session (account);

CREATE TABLE one_time_link (
    secret_hash BLOB PRIMARY KEY,
    purpose     TEXT NOT NULL CHECK (purpose IN ('setup', 'password')),
    account     BLOB REFERENCES account (id),
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER
) STRICT;
CREATE INDEX one_time_link_account ON one_time_link (account);

CREATE TABLE room (
    id                 BLOB PRIMARY KEY,
    owner              BLOB NOT NULL REFERENCES account (id),
    kind               TEXT NOT NULL CHECK (kind IN ('peer_led', 'therapist_led')),
    format             TEXT NOT NULL,
    title              TEXT NOT NULL,
    topics             TEXT NOT NULL, -- JSON, as are agenda, settings and guidelines
    suits              TEXT NOT NULL,
    not_for            TEXT NOT NULL,
    capacity           INTEGER NOT NULL,
    share_ms           INTEGER NOT NULL,
    agenda             TEXT NOT NULL,
    settings           TEXT NOT NULL,
    guidelines         TEXT NOT NULL,
    guidelines_version INTEGER NOT NULL,
    rehearsal          INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    archived_at        INTEGER
) STRICT;
CREATE INDEX room_owner ON room (owner);

CREATE TABLE co_lead (
    room     BLOB NOT NULL REFERENCES room (id),
    account  BLOB NOT NULL REFERENCES account (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (room, account)
) STRICT;
CREATE INDEX co_lead_account ON co_lead (account);

CREATE TABLE invite (
    id          BLOB PRIMARY KEY,
    room        BLOB NOT NULL REFERENCES room (id),
    kind        TEXT NOT NULL CHECK (kind IN ('member', 'co_lead')),
    secret_hash BLOB NOT NULL UNIQUE,
    created_at  INTEGER NOT NULL,
    revoked_at  INTEGER,
    used_at     INTEGER
) STRICT;
CREATE INDEX invite_room ON invite (room);

CREATE TABLE participant (
    id                BLOB PRIMARY KEY,
    room              BLOB NOT NULL REFERENCES room (id),
    account           BLOB REFERENCES account (id),
    external_mark     BLOB,
    recovery_hash     BLOB UNIQUE,
    name_mark         BLOB NOT NULL,
    sealed_name       BLOB NOT NULL,
    invite            BLOB REFERENCES invite (id),
    adult_declared_at INTEGER,
    created_at        INTEGER NOT NULL,
    banned_at         INTEGER,
    UNIQUE (room, name_mark),
    UNIQUE (room, account),
    UNIQUE (room, external_mark)
) STRICT;

-- One row a device: the recovery code opens the seat on a second one without closing the first.
CREATE TABLE seat_secret (
    secret_hash BLOB PRIMARY KEY,
    participant BLOB NOT NULL REFERENCES participant (id),
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX seat_secret_participant ON seat_secret (participant);

CREATE TABLE meeting (
    id         BLOB PRIMARY KEY,
    room       BLOB NOT NULL REFERENCES room (id),
    created_at INTEGER NOT NULL,
    opened_at  INTEGER,
    ended_at   INTEGER,
    end_reason TEXT
) STRICT;
CREATE UNIQUE INDEX meeting_live ON meeting (room) WHERE ended_at IS NULL;
CREATE INDEX meeting_room ON meeting (room);

-- Live meetings only: a meeting's rows go when it ends. A plain rowid append, with no second
-- index to dirty a page for every meeting in a commit; `prev` chains the rows of one meeting so
-- that they are found again without one.
-- secure_delete stays off: the rows are ciphertext, and it is the key that is destroyed.
CREATE TABLE log (
    id        INTEGER PRIMARY KEY,
    prev      INTEGER, -- id of the row before in the same meeting
    meeting   BLOB NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    sealed    BLOB NOT NULL
) STRICT;

-- No foreign keys: the trail outlives what it speaks of.
CREATE TABLE audit (
    position    INTEGER PRIMARY KEY, -- 1, 2, 3 …
    room        BLOB,
    meeting     BLOB,
    at          INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    action      TEXT NOT NULL,
    target      TEXT,
    reason_code TEXT,
    prev_hash   BLOB NOT NULL,
    hash        BLOB NOT NULL
) STRICT;
CREATE INDEX audit_room ON audit (room, position);

CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TABLE revocation (
    subject       TEXT PRIMARY KEY,
    issued_before INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL
) STRICT;
