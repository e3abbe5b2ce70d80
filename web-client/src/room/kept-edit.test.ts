import { expect, it } from 'vitest';
import type { Room } from '../api/generated';
import type { Keep } from '../lib/storage';
import { forgetEdit, keepEdit, keptEdit } from './kept-edit';
import { RoomDraft } from './room-draft.svelte';

const room = {
  ...{ id: 'r', title: 'Circle', suits: '', not_for: '' },
  ...{ topics: [], agenda: [], guidelines: [], settings: {} },
} as unknown as Room;

it('brings back what was written, and nothing once it is saved', () => {
  const kept = new Map<string, string>();
  const storage: Keep = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  expect(keptEdit(storage, room)).toBe(null);
  const draft = RoomDraft.of(room);
  draft.title = 'Another name';
  keepEdit(storage, room, draft.details);
  expect(keptEdit(storage, room)?.title).toBe('Another name');
  expect(RoomDraft.of(keptEdit(storage, room)!).title).toBe('Another name');
  storage.set('rondo.edit.r', '{');
  expect(keptEdit(storage, room)).toBe(null);
  forgetEdit(storage, room);
  expect(kept.size).toBe(0);
});
