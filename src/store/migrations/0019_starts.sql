-- Orders the seats of a room by who started a round last. It names no meeting and no time.
ALTER TABLE participant ADD COLUMN start_order INTEGER;
