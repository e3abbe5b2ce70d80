-- When a series meets: JSON, `null` if its leads open it when they like.
ALTER TABLE room ADD COLUMN schedule TEXT NOT NULL DEFAULT 'null';
-- The date that a meeting was held for: its local start as it was first planned.
ALTER TABLE meeting ADD COLUMN date TEXT;
CREATE INDEX meeting_date ON meeting (room, date) WHERE date IS NOT NULL;
