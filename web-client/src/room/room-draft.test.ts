import { describe, expect, it } from 'vitest';
import type { AgendaItem, Format } from '../api/generated';
import { RoomDraft } from './room-draft.svelte';

const item: AgendaItem = {
  name: 'Check-in',
  text: '',
  script: '',
  prompts: '',
  minutes: 20,
  mode: 'round',
  share_ms: 75_000,
  crosstalk: 'none',
  reactions: null,
  presenter_advances: false,
  closing: false,
  pages: [],
  chooses_topics: false,
  one_by_one: false,
  advance: ['facilitator'],
};
const format: Format = {
  id: 'mini',
  name: 'Short check-in',
  about: 'Half an hour.',
  kind: 'peer_led',
  minutes: 20,
  size: [3, 8],
  share_ms: 75_000,
  joining: 'open',
  items: [item],
};

function draft(): RoomDraft {
  const made = new RoomDraft();
  made.follow(format);
  made.title = ' Slow mornings ';
  return made;
}

describe('a room while it is written', () => {
  it('takes its numbers from the format', () => {
    expect(draft().details).toMatchObject({ capacity: 8, share_ms: 75_000, agenda: [item] });
    expect(draft().shareChoices).toContain(75_000);
  });

  it('lets the items of the common length follow it', () => {
    const made = draft();
    made.agenda = [item, { ...item, share_ms: 30_000 }];
    made.shareMs = 180_000;
    expect(made.details.agenda?.map((each) => each.share_ms)).toEqual([180_000, 30_000]);
  });

  it('takes the words of another language, and leaves what has been changed', () => {
    const made = draft();
    made.shareMs = 180_000;
    const german = { ...item, name: 'Eingangsrunde', script: 'Fang selbst an.' };
    made.translate({ ...format, items: [german] });
    expect(made.agenda).toEqual([{ ...german, share_ms: 180_000 }]);
  });

  it('takes an agenda that was kept, and leaves what has been written', () => {
    const made = draft();
    const kept = { ...item, name: 'Our check-in', pages: [{ title: 'A', text: 'B' }] };
    const template = { id: 't1', name: 'Ours', kind: 'peer_led', format: 'mini' } as const;
    const at = { created_at: 0, changed_at: 0 };
    made.use({ ...template, ...at, share_ms: 60_000, agenda: [kept] });
    made.agenda[0]!.pages[0]!.title = 'C';
    expect(kept.pages[0]?.title).toBe('A');
    expect(made.details).toMatchObject({ title: 'Slow mornings', capacity: 8, share_ms: 60_000 });
    expect(made.details.agenda[0]?.name).toBe('Our check-in');
  });

  it('calls an empty field wrong only once it was to be saved', () => {
    const made = draft();
    made.agenda = [{ ...item, name: '', minutes: 0 }];
    expect(made.wrong.map(({ field }) => field)).toEqual(['agenda[0].minutes']);
    made.tried = true;
    expect(made.wrong.map(({ reason }) => reason)).toEqual(['required', 'too_small']);
  });

  it('sends what was written, without the blanks', () => {
    const made = draft();
    made.guidelines = ['What is said here stays here. ', '  ', ''];
    expect(made.details).toMatchObject({
      title: 'Slow mornings',
      guidelines: ['What is said here stays here.'],
    });
    expect(made.details).not.toHaveProperty('settings');
  });

  it.each([
    ['title', (d: RoomDraft) => (d.title = ' ')],
    ['capacity', (d: RoomDraft) => (d.capacity = Number.NaN)],
    ['capacity', (d: RoomDraft) => (d.capacity = 1)],
    ['agenda[0].minutes', (d: RoomDraft) => (d.agenda = [{ ...item, minutes: 0 }])],
    ['agenda[0].name', (d: RoomDraft) => (d.agenda = [{ ...item, name: '' }])],
    ['agenda', (d: RoomDraft) => (d.agenda = [])],
  ])('sees a problem with the %s', (field, spoil) => {
    const made = draft();
    expect(made.problem).toBeNull();
    spoil(made);
    expect(made.problem?.field).toBe(field);
  });
});
