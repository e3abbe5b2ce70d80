-- What the members of therapist-led rooms leave for an emergency.
CREATE TABLE emergency (
    participant  BLOB PRIMARY KEY REFERENCES participant (id),
    sealed       BLOB NOT NULL, -- whom to call, under the key of the series; it may be empty
    sealed_place BLOB,          -- where they are in this meeting, under the same key; null after it
    confirmed_at INTEGER        -- when they confirmed both for this meeting; null after it
) STRICT;
