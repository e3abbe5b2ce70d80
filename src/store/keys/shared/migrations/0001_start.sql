-- Which database these keys are for, and a mark of the key that wraps those of series: drawn from it, and no
-- secret. One row, made by the first server.
CREATE TABLE key_info (
    id        BIGINT PRIMARY KEY CHECK (id = 1),
    database  BYTEA NOT NULL,
    root_mark BYTEA NOT NULL,
    checks    BIGINT NOT NULL
);

CREATE TABLE day_key (
    day TEXT PRIMARY KEY, -- YYYY-MM-DD, UTC
    key BYTEA NOT NULL
);

CREATE TABLE meeting_key (
    meeting BYTEA PRIMARY KEY,
    day     TEXT NOT NULL REFERENCES day_key (day),
    wrapped BYTEA NOT NULL, -- by the key of its day
    made_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX meeting_key_day ON meeting_key (day);

CREATE TABLE series_key (
    room    BYTEA PRIMARY KEY,
    wrapped BYTEA, -- by root.key; null if there is none
    lost    BOOLEAN NOT NULL DEFAULT FALSE -- the operator knows that there was none
);
