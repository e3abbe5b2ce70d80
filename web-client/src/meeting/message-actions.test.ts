import { describe, expect, it } from 'vitest';
import { messageActions } from './message-actions';
import { message, person, world } from './testing/world';

const NOTHING = { takeBack: false, takeBackOther: false, cover: false };

describe('what one can do with a message', () => {
  const as = (me: string) => ({ ...world(), me: { ...world().me, id: me } });

  it('is to take back one’s own', () => {
    expect(messageActions(as('cy'), message(1, 'cy'))).toEqual({ ...NOTHING, takeBack: true });
    expect(messageActions(as('cy'), message(1, 'bo'))).toEqual(NOTHING);
    const gone = message(1, 'cy', { taken_back_by: 'lead' });
    expect(messageActions(as('cy'), gone)).toEqual(NOTHING);
  });

  it('is for a lead to take back or cover another’s, not of a lead above them', () => {
    const others = { takeBack: false, takeBackOther: true, cover: true };
    expect(messageActions(as('ada'), message(1, 'bo'))).toEqual(others);
    expect(messageActions(as('ada'), message(1, 'gone away'))).toEqual(others);
    const view = as('bo');
    view.people[1] = person('bo', 1, { role: 'co_facilitator' });
    expect(messageActions(view, message(1, 'ada'))).toEqual(NOTHING);
    expect(messageActions(view, message(1, 'cy'))).toEqual(others);
  });

  it('leaves whispers to the leads to their writer', () => {
    const whisper = (to: string | null) => message(1, 'bo', { kind: 'whisper', to });
    expect(messageActions(as('ada'), whisper(null))).toEqual(NOTHING);
    expect(messageActions(as('ada'), whisper('dee'))).toEqual({ ...NOTHING, takeBackOther: true });
    expect(messageActions(as('bo'), whisper(null))).toEqual({ ...NOTHING, takeBack: true });
  });
});
