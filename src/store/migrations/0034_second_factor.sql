-- The app with which somebody proves who they are, beside the password. What it computes with is derived
-- from a key outside the database, the account and the salt.
CREATE TABLE second_factor (
    account      BLOB PRIMARY KEY REFERENCES account (id),
    salt         BLOB NOT NULL,
    confirmed_at INTEGER, -- null while it is being set up
    last_step    INTEGER NOT NULL -- the step of the last code that was used
) STRICT;

-- The recovery codes that were not used.
CREATE TABLE second_factor_code (
    secret_hash BLOB PRIMARY KEY,
    account     BLOB NOT NULL REFERENCES account (id)
) STRICT;
CREATE INDEX second_factor_code_account ON second_factor_code (account);
