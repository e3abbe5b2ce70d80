-- Passkeys, with which somebody proves who they are beside the password.
CREATE TABLE passkey (
    id         TEXT PRIMARY KEY, -- as the authenticator calls it, base64url
    account    BLOB NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL, -- what the person calls it
    credential TEXT NOT NULL, -- its public key and counter, JSON
    created_at INTEGER NOT NULL,
    used_at    INTEGER -- null if nobody signed in with it
) STRICT;
CREATE INDEX passkey_account ON passkey (account);
