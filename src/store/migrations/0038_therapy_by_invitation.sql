-- No therapist-led room is open to everybody who has a link: those that were take newcomers by personal
-- invitation from now on. Whoever has a seat keeps it.
UPDATE room SET entry = '{"type":"closed","until_session":null}'
WHERE kind = 'therapist_led' AND json_extract(entry, '$.type') = 'open';
