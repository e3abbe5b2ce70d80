-- What SQLite's migrations 1 to 43 (../../migrations) make, as PostgreSQL has it; a test holds the two to
-- the same tables and columns. From here on, each migration has a file for either.
-- Times are unix milliseconds, ids 16 random bytes, hashes 32 bytes (SHA-256 or HMAC-SHA256).

CREATE TABLE account (
    id            BYTEA PRIMARY KEY,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL UNIQUE, -- NFKC and lower case: one sign-in name, however it is typed
    display_name  TEXT NOT NULL,
    password_hash TEXT,
    is_admin      BOOLEAN NOT NULL,
    is_host       BOOLEAN NOT NULL,
    is_therapist  BOOLEAN NOT NULL,
    disabled      BOOLEAN NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE account_session (
    token_hash   BYTEA PRIMARY KEY,
    account      BYTEA NOT NULL REFERENCES account (id),
    signed_in_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);

CREATE TABLE one_time_link (
    secret_hash BYTEA PRIMARY KEY,
    purpose     TEXT NOT NULL CHECK (purpose IN ('setup', 'password')),
    account     BYTEA REFERENCES account (id),
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT
);
CREATE INDEX one_time_link_account ON one_time_link (account);

CREATE TABLE room (
    id                 BYTEA PRIMARY KEY,
    owner              BYTEA NOT NULL REFERENCES account (id),
    kind               TEXT NOT NULL CHECK (kind IN ('peer_led', 'therapist_led')),
    format             TEXT NOT NULL,
    title              TEXT NOT NULL,
    topics             JSONB NOT NULL,
    suits              TEXT NOT NULL,
    not_for            TEXT NOT NULL,
    capacity           BIGINT NOT NULL,
    share_ms           BIGINT NOT NULL,
    agenda             JSONB NOT NULL,
    settings           JSONB NOT NULL,
    guidelines         JSONB NOT NULL,
    guidelines_version BIGINT NOT NULL,
    created_at         BIGINT NOT NULL,
    archived_at        BIGINT,
    rehearsal          JSONB NOT NULL DEFAULT 'null',
    schedule           JSONB NOT NULL DEFAULT 'null',
    entry              JSONB NOT NULL DEFAULT '{"type":"open"}',
    shared             BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX room_of_owner ON room (owner);

CREATE TABLE co_lead (
    room     BYTEA NOT NULL REFERENCES room (id),
    account  BYTEA NOT NULL REFERENCES account (id),
    added_at BIGINT NOT NULL,
    PRIMARY KEY (room, account)
);
CREATE INDEX co_lead_account ON co_lead (account);

CREATE TABLE invite (
    id          BYTEA PRIMARY KEY,
    room        BYTEA NOT NULL REFERENCES room (id),
    kind        TEXT NOT NULL CHECK (kind IN ('member', 'co_lead')),
    secret_hash BYTEA NOT NULL UNIQUE,
    created_at  BIGINT NOT NULL,
    revoked_at  BIGINT,
    used_at     BIGINT,
    held_at     BIGINT,
    sealed_label  BYTEA,
    expires_at    BIGINT,
    public_secret TEXT,
    personal      BOOLEAN NOT NULL DEFAULT FALSE,
    sealed_secret BYTEA
);
CREATE INDEX invite_room ON invite (room);

CREATE TABLE participant (
    id                BYTEA PRIMARY KEY,
    room              BYTEA NOT NULL REFERENCES room (id),
    account           BYTEA REFERENCES account (id),
    external_mark     BYTEA,
    recovery_hash     BYTEA UNIQUE,
    name_mark         BYTEA NOT NULL,
    sealed_name       BYTEA NOT NULL,
    invite            BYTEA REFERENCES invite (id),
    adult_declared_at BIGINT,
    created_at        BIGINT NOT NULL,
    banned_at         BIGINT,
    entered           BOOLEAN NOT NULL DEFAULT FALSE,
    begins            TEXT,
    start_order       BIGINT,
    guidelines_version BIGINT,
    UNIQUE (room, name_mark),
    UNIQUE (room, account),
    UNIQUE (room, external_mark)
);

CREATE TABLE seat_secret (
    secret_hash BYTEA PRIMARY KEY,
    participant BYTEA NOT NULL REFERENCES participant (id),
    created_at  BIGINT NOT NULL,
    remember    TEXT NOT NULL DEFAULT 'year' CHECK (remember IN ('visit', 'month', 'year')),
    expires_at  BIGINT NOT NULL DEFAULT 0,
    rowid       BIGINT GENERATED ALWAYS AS IDENTITY -- the order in which they came
);
CREATE INDEX seat_secret_participant ON seat_secret (participant);

CREATE TABLE meeting (
    id         BYTEA PRIMARY KEY,
    room       BYTEA NOT NULL REFERENCES room (id),
    created_at BIGINT NOT NULL,
    opened_at  BIGINT,
    ended_at   BIGINT,
    end_reason TEXT,
    date       TEXT
);
CREATE UNIQUE INDEX meeting_live ON meeting (room) WHERE ended_at IS NULL;
CREATE INDEX meeting_room ON meeting (room);

CREATE TABLE template (
    id         BYTEA PRIMARY KEY,
    owner      BYTEA NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('peer_led', 'therapist_led')),
    format     TEXT NOT NULL, -- where it came from
    share_ms   BIGINT NOT NULL,
    agenda     JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX template_owner ON template (owner);

CREATE TABLE missed_calls (
    meeting  BYTEA PRIMARY KEY REFERENCES meeting (id),
    room     BYTEA NOT NULL REFERENCES room (id),
    calls    BIGINT NOT NULL,
    ended_at BIGINT NOT NULL
);
CREATE INDEX missed_calls_room ON missed_calls (room);

CREATE TABLE concern (
    id         BYTEA PRIMARY KEY,
    room       BYTEA NOT NULL REFERENCES room (id),
    sealed     BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX concern_room ON concern (room);

CREATE TABLE known_browser (
    secret_hash BYTEA PRIMARY KEY,
    account     BYTEA NOT NULL REFERENCES account (id),
    expires_at  BIGINT NOT NULL
);

CREATE TABLE identity (
    id BYTEA PRIMARY KEY CHECK (length(id) = 16)
);

-- A mark of the keys that servers share, drawn from `root.key`, and no secret: servers with other keys are
-- refused. Set by the first one.
CREATE TABLE keys_mark (
    id   BIGINT PRIMARY KEY CHECK (id = 1),
    mark BYTEA NOT NULL
);

CREATE TABLE write_check (
    id     BIGINT PRIMARY KEY CHECK (id = 1),
    checks BIGINT NOT NULL
);
CREATE INDEX meeting_date ON meeting (room, date) WHERE date IS NOT NULL;

CREATE TABLE job (
    id         BYTEA PRIMARY KEY,
    kind       TEXT NOT NULL,
    room       BYTEA NOT NULL REFERENCES room (id),
    date       TEXT NOT NULL, -- empty if it is about no date
    person     BYTEA NOT NULL, -- a participant; for who has no seat, a keyed mark of their address
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed', 'unsure', 'unsent')),
    due_at     BIGINT NOT NULL,
    lapses_at  BIGINT,
    sealed     BYTEA, -- what it needs about people, under the key of the series, until it is done
    attempts   BIGINT NOT NULL,
    retry_at   BIGINT,
    failure    TEXT,
    holder     BYTEA,
    held_until BIGINT,
    changed_at BIGINT NOT NULL,
    UNIQUE (kind, room, date, person)
);
CREATE INDEX job_open ON job (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX job_room ON job (room, due_at);
CREATE INDEX job_person ON job (person);

CREATE TABLE mail_address (
    participant  BYTEA PRIMARY KEY REFERENCES participant (id),
    sealed       BYTEA NOT NULL, -- address, language, time zone and the link's secret, under the key of the series
    secret_hash  BYTEA NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL,
    confirmed_at BIGINT,
    refused_at   BIGINT
);

CREATE TABLE room_mail (
    room        BYTEA PRIMARY KEY REFERENCES room (id),
    names_group BOOLEAN NOT NULL,
    reminders   JSONB NOT NULL, -- minutes before the start
    on_call     BYTEA
);

CREATE TABLE told_date (
    room     BYTEA NOT NULL REFERENCES room (id),
    date     TEXT NOT NULL,
    start_at BIGINT, -- null if it is cancelled
    sequence BIGINT NOT NULL,
    PRIMARY KEY (room, date)
);

CREATE TABLE push_subscription (
    id          BYTEA PRIMARY KEY,
    participant BYTEA NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    seat_secret BYTEA REFERENCES seat_secret (secret_hash) ON DELETE CASCADE,
    session     BYTEA REFERENCES account_session (token_hash) ON DELETE CASCADE,
    sealed      BYTEA NOT NULL,
    created_at  BIGINT NOT NULL,
    rowid       BIGINT GENERATED ALWAYS AS IDENTITY, -- the order in which they came
    CHECK ((seat_secret IS NULL) <> (session IS NULL))
);
CREATE INDEX push_subscription_participant ON push_subscription (participant);
CREATE INDEX push_subscription_device ON push_subscription (seat_secret);
CREATE INDEX push_subscription_session ON push_subscription (session);

CREATE TABLE listing (
    room       BYTEA PRIMARY KEY REFERENCES room (id),
    language   TEXT NOT NULL, -- ISO 639-1
    led_by     TEXT NOT NULL,
    asks       TEXT NOT NULL,
    happens    TEXT NOT NULL,
    cost       TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    listed_at  BIGINT
);
CREATE INDEX listing_public ON listing (room) WHERE listed_at IS NOT NULL;
CREATE UNIQUE INDEX invite_public ON invite (room) WHERE public_secret IS NOT NULL;

CREATE TABLE calendar_feed (
    participant BYTEA UNIQUE REFERENCES participant (id) ON DELETE CASCADE,
    account     BYTEA UNIQUE REFERENCES account (id) ON DELETE CASCADE,
    room        BYTEA UNIQUE REFERENCES room (id) ON DELETE CASCADE,
    secret_hash BYTEA UNIQUE,
    language    TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    digest      BYTEA, -- of what it said when it was last read
    changed_at  BIGINT NOT NULL, -- when that was first so
    CHECK (num_nonnulls(participant, account, room) = 1),
    CHECK ((room IS NULL) = (secret_hash IS NOT NULL))
);

CREATE TABLE told_entry (
    room     BYTEA NOT NULL REFERENCES room (id),
    entry    TEXT NOT NULL,
    says     TEXT NOT NULL, -- its start, zone and rule
    sequence BIGINT NOT NULL, -- none that was told of it is higher
    ends_at  BIGINT, -- when its last date begins; null if it goes on
    PRIMARY KEY (room, entry)
);

CREATE TABLE join_request (
    id          BYTEA PRIMARY KEY,
    room        BYTEA NOT NULL REFERENCES room (id),
    invite      BYTEA NOT NULL REFERENCES invite (id),
    secret_hash BYTEA NOT NULL UNIQUE,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'suggested')),
    sealed      BYTEA,
    adult_declared_at BIGINT NOT NULL,
    asked_at    BIGINT NOT NULL,
    decided_at  BIGINT,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX join_request_room ON join_request (room, asked_at);

CREATE TABLE room_places (
    room     BYTEA PRIMARY KEY REFERENCES room (id),
    sign_up  BOOLEAN NOT NULL,
    capacity BIGINT, -- null: what the room holds beside two leads
    absence  JSONB NOT NULL -- what is asked of people who can't come, or null
);

CREATE TABLE place (
    room        BYTEA NOT NULL REFERENCES room (id),
    date        TEXT NOT NULL,
    participant BYTEA NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    stand       TEXT NOT NULL CHECK (stand IN (
        'coming', 'waiting', 'offered', 'absent', 'lapsed', 'missed', 'removed', 'gone'
    )),
    until       BIGINT, -- when an offer ends
    late        BOOLEAN NOT NULL,
    since       BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    PRIMARY KEY (room, date, participant)
);
CREATE INDEX place_participant ON place (participant);

CREATE TABLE attendance (
    room        BYTEA NOT NULL REFERENCES room (id),
    date        TEXT NOT NULL,
    starts_at   BIGINT NOT NULL,
    participant BYTEA NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    attended    TEXT NOT NULL CHECK (attended IN ('attended', 'missed', 'excused', 'short_notice')),
    PRIMARY KEY (room, date, participant)
);
CREATE INDEX attendance_participant ON attendance (participant);

CREATE TABLE program_key (
    id           BYTEA PRIMARY KEY,
    account      BYTEA NOT NULL REFERENCES account (id),
    name         TEXT NOT NULL,
    secret_hash  BYTEA NOT NULL UNIQUE,
    scopes       JSONB NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT
);

CREATE TABLE answer (
    mark       BYTEA PRIMARY KEY,
    asked      BYTEA NOT NULL,
    sealed     BYTEA,
    created_at BIGINT NOT NULL
);

CREATE TABLE webhook (
    id         BYTEA PRIMARY KEY,
    url        TEXT NOT NULL,
    events     JSONB NOT NULL,
    serial     BIGINT NOT NULL, -- counts the renewals of the secret
    since      BIGINT NOT NULL, -- what stands in the audit up to here is not told
    created_at BIGINT NOT NULL,
    stopped_at BIGINT
);

CREATE TABLE webhook_feed (
    position       BIGINT NOT NULL,
    place_position BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX job_webhook ON job (person, due_at) WHERE kind = 'webhook';

CREATE TABLE room_duties (
    room   BYTEA PRIMARY KEY REFERENCES room (id),
    duties JSONB NOT NULL
);

CREATE TABLE handing (
    room  BYTEA PRIMARY KEY REFERENCES room (id),
    giver BYTEA NOT NULL REFERENCES account (id), -- who owned the room when it was handed on
    taker BYTEA NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('offered', 'declined', 'taken', 'given')),
    at    BIGINT NOT NULL
);
CREATE INDEX handing_giver ON handing (giver);
CREATE INDEX handing_taker ON handing (taker);

CREATE TABLE revision (
    thing TEXT NOT NULL,
    id    BYTEA NOT NULL,
    mark  BYTEA NOT NULL,
    PRIMARY KEY (thing, id)
);

CREATE TABLE meeting_state (
    meeting BYTEA NOT NULL REFERENCES meeting (id),
    seq     BIGINT NOT NULL, -- of the last event in it
    sealed  BYTEA NOT NULL,
    PRIMARY KEY (meeting, seq)
);

CREATE TABLE place_act (
    position BIGINT PRIMARY KEY, -- drawn by a trigger
    heard    BIGINT NOT NULL, -- how far the audit was: who listens since a later entry is not told
    room     BYTEA NOT NULL REFERENCES room (id),
    date     TEXT NOT NULL,
    event    JSONB NOT NULL,
    counts   JSONB NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX place_act_date ON place_act (room, date);

CREATE TABLE desk (
    id         BYTEA PRIMARY KEY,
    name       TEXT NOT NULL,
    maker      BYTEA NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL
);

CREATE TABLE desk_account (
    desk    BYTEA NOT NULL REFERENCES desk (id) ON DELETE CASCADE,
    account BYTEA NOT NULL REFERENCES account (id),
    joined  BOOLEAN NOT NULL, -- or else invited
    at      BIGINT NOT NULL,  -- when it was invited or joined
    PRIMARY KEY (desk, account)
);
CREATE UNIQUE INDEX desk_account_joined ON desk_account (account) WHERE joined;
CREATE INDEX desk_account_account ON desk_account (account);

CREATE VIEW room_lead AS
SELECT id AS room, owner AS account, 'owner' AS standing, created_at AS since FROM room
UNION ALL
SELECT room, account, 'co_lead', added_at FROM co_lead
UNION ALL
SELECT room.id, other.account, 'desk', other.at
FROM room
JOIN desk_account mine ON mine.account = room.owner AND mine.joined
JOIN desk_account other ON other.desk = mine.desk AND other.joined AND other.account <> room.owner
WHERE room.shared;

CREATE TABLE second_factor (
    account      BYTEA PRIMARY KEY REFERENCES account (id),
    salt         BYTEA NOT NULL,
    confirmed_at BIGINT, -- null while it is being set up
    last_step    BIGINT NOT NULL -- the step of the last code that was used
);

CREATE TABLE second_factor_code (
    secret_hash BYTEA PRIMARY KEY,
    account     BYTEA NOT NULL REFERENCES account (id)
);
CREATE INDEX second_factor_code_account ON second_factor_code (account);

CREATE TABLE consent_text (
    room    BYTEA NOT NULL,
    version BIGINT NOT NULL,
    text    TEXT NOT NULL, -- empty if nothing is asked
    since   BIGINT NOT NULL,
    PRIMARY KEY (room, version)
);

CREATE TABLE consent (
    participant  BYTEA NOT NULL REFERENCES participant (id),
    version      BIGINT NOT NULL,
    given_at     BIGINT NOT NULL,
    withdrawn_at BIGINT, -- null while it stands
    PRIMARY KEY (participant, version)
);

CREATE TABLE emergency (
    participant  BYTEA PRIMARY KEY REFERENCES participant (id),
    sealed       BYTEA NOT NULL, -- whom to call, under the key of the series; it may be empty
    sealed_place BYTEA,          -- where they are in this meeting, under the same key; null after it
    confirmed_at BIGINT        -- when they confirmed both for this meeting; null after it
);

CREATE TABLE passkey (
    id         TEXT PRIMARY KEY, -- as the authenticator calls it, base64url
    account    BYTEA NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL, -- what the person calls it
    credential TEXT NOT NULL, -- its public key and counter, JSON
    created_at BIGINT NOT NULL,
    used_at    BIGINT -- null if nobody signed in with it
);
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE account_identity (
    mark    BYTEA PRIMARY KEY, -- a hash of the provider and of what it calls the person
    account BYTEA NOT NULL UNIQUE REFERENCES account (id),
    since   BIGINT NOT NULL
);

CREATE TABLE transcript (
    meeting BYTEA PRIMARY KEY REFERENCES meeting (id),
    room    BYTEA NOT NULL REFERENCES room (id),
    key     BYTEA NOT NULL UNIQUE, -- the id of its key
    until   BIGINT NOT NULL
);
CREATE INDEX transcript_room ON transcript (room);
CREATE INDEX transcript_until ON transcript (until);

CREATE TABLE transcript_reader (
    meeting     BYTEA NOT NULL REFERENCES transcript (meeting) ON DELETE CASCADE,
    participant BYTEA NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    first_seq   BIGINT NOT NULL,
    last_seq    BIGINT NOT NULL,
    PRIMARY KEY (meeting, participant, first_seq)
);
CREATE INDEX transcript_reader_participant ON transcript_reader (participant);

CREATE TABLE transcript_line (
    meeting     BYTEA NOT NULL REFERENCES transcript (meeting) ON DELETE CASCADE,
    seq         BIGINT NOT NULL,
    participant BYTEA NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    sealed      BYTEA NOT NULL,
    PRIMARY KEY (meeting, seq)
);
CREATE INDEX transcript_line_participant ON transcript_line (participant);

-- One row for each life of a server's process. It counts for as long as it is beaten: by the clock of the
-- database. An append and every other write locks it, so that none is stored once it is gone.
CREATE TABLE node_lease (
    incarnation BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    peer        TEXT, -- where other servers reach it; null for one that has the database for itself
    build       TEXT NOT NULL,
    log_format  BIGINT NOT NULL, -- the newest form of a log that it reads
    draining    BOOLEAN NOT NULL DEFAULT FALSE,
    expires_at  TIMESTAMPTZ NOT NULL
) WITH (fillfactor = 50);

-- Which server has the task of a room. It counts for as long as the server's lease is there. Never deleted,
-- so that the fence only grows.
CREATE TABLE room_owner (
    room        BYTEA PRIMARY KEY,
    incarnation BIGINT NOT NULL, -- 0: nobody
    fence       BIGINT NOT NULL
);

-- Whose access has ended, for a minute: what servers tell each other at once, for one that was not reached.
CREATE TABLE ended_access (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what   TEXT NOT NULL, -- JSON
    at     TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);

-- Live meetings only: a meeting's rows go when it ends. The key finds the end of a log, and what follows an
-- event, and takes no second row for one place. An append locks the meeting, so that no foreign key need.
-- Rows are ciphertext that does not compress.
CREATE TABLE log (
    meeting   BYTEA NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq  BIGINT NOT NULL,
    sealed    BYTEA NOT NULL,
    PRIMARY KEY (meeting, first_seq)
);
ALTER TABLE log ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- An act is noted with what it did, and gets its place in the chain right afterwards: a chain that each
-- act would have to wait for would let only one transaction commit at a time. No foreign keys: the trail
-- outlives what it speaks of.
CREATE TABLE audit (
    number      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position    BIGINT UNIQUE, -- 1, 2, 3 …; null until it is in the chain, as the hashes are
    room        BYTEA,
    meeting     BYTEA,
    at          BIGINT NOT NULL,
    actor       TEXT NOT NULL,
    action      TEXT NOT NULL,
    target      TEXT,
    reason_code TEXT,
    prev_hash   BYTEA,
    hash        BYTEA,
    CHECK (num_nulls(position, prev_hash, hash) IN (0, 3))
);
CREATE INDEX audit_room ON audit (room, position);
CREATE INDEX audit_unchained ON audit (number) WHERE position IS NULL;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;

-- What is in the chain stays as it is, and what is not is only put into it.
CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit FOR EACH ROW
WHEN (OLD.position IS NOT NULL
      OR (OLD.number, OLD.room, OLD.meeting, OLD.at, OLD.actor, OLD.action, OLD.target, OLD.reason_code)
         IS DISTINCT FROM
         (NEW.number, NEW.room, NEW.meeting, NEW.at, NEW.actor, NEW.action, NEW.target, NEW.reason_code))
EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW
EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
EXECUTE FUNCTION audit_is_append_only();

-- A later act has the higher number, also for those who read between two commits: whoever draws a number
-- waits until the one who drew the last has committed.
CREATE SEQUENCE place_act_position;
CREATE FUNCTION place_act_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('rondo.place_act'));
    NEW.position := nextval('place_act_position');
    RETURN NEW;
END $$;
CREATE TRIGGER place_act_numbered BEFORE INSERT ON place_act FOR EACH ROW
EXECUTE FUNCTION place_act_numbered();

-- Each change of what people edit gives it another mark.
CREATE FUNCTION mark_changed(of_thing TEXT, of_id BYTEA) RETURNS void LANGUAGE sql AS $$
    INSERT INTO revision (thing, id, mark)
    VALUES (of_thing, of_id, substring(uuid_send(gen_random_uuid()) FROM 1 FOR 12))
    ON CONFLICT (thing, id) DO UPDATE SET mark = excluded.mark
$$;
CREATE FUNCTION note_id_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mark_changed(TG_ARGV[0], CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
CREATE FUNCTION note_room_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mark_changed(TG_ARGV[0], CASE WHEN TG_OP = 'DELETE' THEN OLD.room ELSE NEW.room END);
    RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION note_id_changed('account');
CREATE TRIGGER room_changed AFTER UPDATE ON room FOR EACH ROW EXECUTE FUNCTION note_id_changed('room');
CREATE TRIGGER invite_changed AFTER UPDATE ON invite FOR EACH ROW EXECUTE FUNCTION note_id_changed('invite');
CREATE TRIGGER template_changed AFTER UPDATE OR DELETE ON template FOR EACH ROW EXECUTE FUNCTION note_id_changed('template');
CREATE TRIGGER webhook_changed AFTER UPDATE OR DELETE ON webhook FOR EACH ROW EXECUTE FUNCTION note_id_changed('webhook');
CREATE TRIGGER listing_changed AFTER INSERT OR UPDATE ON listing FOR EACH ROW EXECUTE FUNCTION note_room_changed('listing');
CREATE TRIGGER listing_lines_changed AFTER UPDATE OF suits, not_for ON room FOR EACH ROW 
WHEN (OLD.suits <> NEW.suits OR OLD.not_for <> NEW.not_for) EXECUTE FUNCTION note_id_changed('listing');
CREATE TRIGGER mail_changed AFTER INSERT OR UPDATE ON room_mail FOR EACH ROW EXECUTE FUNCTION note_room_changed('mail');
CREATE TRIGGER places_changed AFTER INSERT OR UPDATE ON room_places FOR EACH ROW EXECUTE FUNCTION note_room_changed('places');
CREATE TRIGGER duties_changed AFTER INSERT OR UPDATE OR DELETE ON room_duties FOR EACH ROW EXECUTE FUNCTION note_room_changed('duties');

INSERT INTO identity (id) VALUES (uuid_send(gen_random_uuid()));
INSERT INTO write_check (id, checks) VALUES (1, 0);
INSERT INTO webhook_feed (position) VALUES (0);
