-- By whom of an organisation's identity provider an account is signed in to.
CREATE TABLE account_identity (
    mark    BLOB PRIMARY KEY, -- a hash of the provider and of what it calls the person
    account BLOB NOT NULL UNIQUE REFERENCES account (id),
    since   INTEGER NOT NULL
) STRICT;
