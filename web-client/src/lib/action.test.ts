import { describe, expect, it } from 'vitest';
import { ApiError, NetworkError } from '../api/error';
import { Action } from './action.svelte';

const refused = (code: string, field: string | null) => () =>
  Promise.reject(new ApiError(422, code, field, null));

describe('an action', () => {
  it('keeps a refusal beside its field, also within it', async () => {
    const action = new Action();
    expect(await action.run(refused('agenda_invalid', 'agenda[2].minutes'))).toBe(false);
    expect(action.codeFor('agenda')).toBe('agenda_invalid');
    expect(action.codeFor('age')).toBeNull();
    expect(action.codeBeside(['title', 'agenda'])).toBeNull();
    expect(action.codeBeside(['title'])).toBe('agenda_invalid');
  });

  it('shows what belongs to no field, and forgets it on the next try', async () => {
    const action = new Action();
    await action.run(() => Promise.reject(new NetworkError(null)));
    expect(action.codeBeside(['title'])).toBe('network');
    expect(await action.run(async () => {})).toBe(true);
    expect(action.codeBeside([])).toBeNull();
  });

  it('runs once at a time', async () => {
    const action = new Action();
    let finish = () => {};
    let runs = 0;
    const first = action.run(() => {
      runs += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    });
    expect(await action.run(async () => void (runs += 1))).toBe(false);
    finish();
    expect(await first).toBe(true);
    expect([runs, action.busy]).toEqual([1, false]);
  });
});
