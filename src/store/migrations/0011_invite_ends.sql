-- What the owner calls a link, sealed with the key of the series, and when the link ends.
ALTER TABLE invite ADD COLUMN sealed_label BLOB;
ALTER TABLE invite ADD COLUMN expires_at INTEGER;
