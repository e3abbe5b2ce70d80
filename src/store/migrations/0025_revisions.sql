-- Marks the state of what people edit, so that a change can be refused that was made of an older one. The
-- mark is drawn at random: it says nothing of how often something changed, and none comes back with a backup.
CREATE TABLE revision (
    thing TEXT NOT NULL,
    id    BLOB NOT NULL,
    mark  BLOB NOT NULL,
    PRIMARY KEY (thing, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER account_changed AFTER UPDATE ON account BEGIN
    INSERT INTO revision VALUES ('account', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER room_changed AFTER UPDATE ON room BEGIN
    INSERT INTO revision VALUES ('room', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER invite_changed AFTER UPDATE ON invite BEGIN
    INSERT INTO revision VALUES ('invite', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER template_changed AFTER UPDATE ON template BEGIN
    INSERT INTO revision VALUES ('template', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER template_gone AFTER DELETE ON template BEGIN
    INSERT INTO revision VALUES ('template', OLD.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER webhook_changed AFTER UPDATE ON webhook BEGIN
    INSERT INTO revision VALUES ('webhook', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER webhook_gone AFTER DELETE ON webhook BEGIN
    INSERT INTO revision VALUES ('webhook', OLD.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER listing_made AFTER INSERT ON listing BEGIN
    INSERT INTO revision VALUES ('listing', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER listing_changed AFTER UPDATE ON listing BEGIN
    INSERT INTO revision VALUES ('listing', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
-- Two of the lines of a listing are the room's own.
CREATE TRIGGER listing_lines_changed AFTER UPDATE OF suits, not_for ON room
WHEN OLD.suits <> NEW.suits OR OLD.not_for <> NEW.not_for BEGIN
    INSERT INTO revision VALUES ('listing', NEW.id, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER mail_chosen AFTER INSERT ON room_mail BEGIN
    INSERT INTO revision VALUES ('mail', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER mail_changed AFTER UPDATE ON room_mail BEGIN
    INSERT INTO revision VALUES ('mail', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER places_chosen AFTER INSERT ON room_places BEGIN
    INSERT INTO revision VALUES ('places', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER places_changed AFTER UPDATE ON room_places BEGIN
    INSERT INTO revision VALUES ('places', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER duties_chosen AFTER INSERT ON room_duties BEGIN
    INSERT INTO revision VALUES ('duties', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER duties_changed AFTER UPDATE ON room_duties BEGIN
    INSERT INTO revision VALUES ('duties', NEW.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER duties_gone AFTER DELETE ON room_duties BEGIN
    INSERT INTO revision VALUES ('duties', OLD.room, randomblob(12)) ON CONFLICT DO UPDATE SET mark = excluded.mark;
END;
