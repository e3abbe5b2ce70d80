-- A rehearsal has a plan: JSON, `null` for a room of people.
ALTER TABLE room ADD COLUMN rehearsal_plan TEXT NOT NULL DEFAULT 'null';
UPDATE room SET rehearsal_plan = '{"lang":"en","hard_moments":[]}' WHERE rehearsal = 1;
ALTER TABLE room DROP COLUMN rehearsal;
ALTER TABLE room RENAME COLUMN rehearsal_plan TO rehearsal;
