-- The setting promised an emergency contact, which does not exist.
UPDATE room SET settings = json_remove(settings, '$.facilitator_sees_contact');
