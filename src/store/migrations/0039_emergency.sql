-- What the members of therapist-led rooms leave for an emergency.
CREATE TABLE emergency (
    participant  BLOB PRIMARY KEY REFERENCES participant (id),
    sealed       BLOB NOT NULL, -- whom to call, under the key of the series; it may be empty
    sealed_place BLOB,          -- where they are in this session, under the same key; null after it
    confirmed_at INTEGER        -- when they confirmed both for this session; null after it
) STRICT;
