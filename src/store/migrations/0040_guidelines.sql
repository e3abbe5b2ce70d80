-- Which version of the guidelines each person accepted last, on coming to a meeting.
ALTER TABLE participant ADD COLUMN guidelines_version INTEGER;
