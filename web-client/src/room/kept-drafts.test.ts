import { expect, it } from 'vitest';
import type { PlacesRule, WayIn } from '../api/generated';
import { Kept } from '../lib/kept';
import { memory } from '../lib/testing/memory';
import { EntryDraft, takesLinks } from './entry-draft.svelte';
import { PlacesDraft } from './places-draft.svelte';

const WAYS: WayIn[] = [
  { type: 'open' },
  { type: 'asking', questions: ['What brings you?'] },
  { type: 'closed', until_session: 3 },
  { type: 'closed', until_session: null },
  { type: 'slow_open', places: 2 },
  { type: 'modules', starts: ['2026-12-01T19:00'] },
];

it('keeps no therapist-led room open to everyone who has a link', () => {
  const draft = new EntryDraft({ type: 'open' });
  expect(draft.entryIn('therapist_led')).toEqual({ type: 'closed', until_session: null });
  expect(draft.entryIn('peer_led')).toEqual({ type: 'open' });
  for (const way of WAYS.slice(1)) {
    expect(new EntryDraft(way).entryIn('therapist_led')).toEqual(way);
    expect(takesLinks('therapist_led', way.type)).toBe(way.type === 'asking');
    expect(takesLinks('peer_led', way.type)).toBe(way.type !== 'closed');
  }
});

const RULES: PlacesRule[] = [
  { sign_up: false, capacity: null, absence: null },
  { sign_up: true, capacity: 5, absence: null },
  { sign_up: true, capacity: null, absence: { notice_hours: 12, missed_in_a_row: 2 } },
];

it('brings every way in back, whatever the room has', () => {
  for (const has of WAYS) {
    for (const wanted of WAYS) {
      const kept = new Kept<EntryDraft['written']>('entry', memory());
      kept.write(new EntryDraft(wanted).written);
      const again = new EntryDraft(has);
      const found = kept.read(again.written);
      if (found) again.restore(found);
      expect(again.entryIn('peer_led')).toEqual(wanted);
    }
  }
});

it('brings every rule of places back, whatever the room has', () => {
  for (const has of RULES) {
    for (const wanted of RULES) {
      const kept = new Kept<PlacesDraft['written']>('places', memory());
      kept.write(new PlacesDraft(wanted).written);
      const again = new PlacesDraft(has);
      const found = kept.read(again.written);
      if (found) again.resume(found);
      expect(again.input('therapist_led')).toEqual(wanted);
    }
  }
});
