-- Who leads a room, and by what. Somebody may lead it by several; the first of these counts.
CREATE VIEW room_lead AS
SELECT id AS room, owner AS account, 'owner' AS standing, created_at AS since FROM room
UNION ALL
SELECT room, account, 'co_lead', added_at FROM co_lead
UNION ALL
SELECT room.id, other.account, 'desk', other.at
FROM room
JOIN desk_account mine ON mine.account = room.owner AND mine.joined = 1
JOIN desk_account other ON other.desk = mine.desk AND other.joined = 1 AND other.account <> room.owner
WHERE room.shared = 1;
