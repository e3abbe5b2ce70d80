-- Who is written to when nobody who leads a room reads a call for help: the address and the language, sealed with the
-- key of the series; null if nobody is.
ALTER TABLE room_mail ADD COLUMN on_call BLOB;
