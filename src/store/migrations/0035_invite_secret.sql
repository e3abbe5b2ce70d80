-- The secret of a link, sealed with the key of the series, so that those who lead can look at the link again.
ALTER TABLE invite ADD COLUMN sealed_secret BLOB;
