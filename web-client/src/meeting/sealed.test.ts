import { describe, expect, it } from 'vitest';
import type { MeetingView, Message, SealedShare } from '../protocol/generated';
import { notShown, writingLeftMs } from './sealed';
import { MOMENT_VIEWS } from './testing/moments';
import { item } from './testing/world';

const words: SealedShare = { type: 'words', text: 'A four.', note: null };
const holding = (sealed: SealedShare | null, over: Partial<MeetingView> = {}): MeetingView => ({
  ...MOMENT_VIEWS.sealed,
  ...over,
  me: { ...MOMENT_VIEWS.sealed.me, sealed },
});
const opened = {
  type: 'sealed_changed',
  sealed: MOMENT_VIEWS.sealed.floor.sealed!,
  by: null,
} as const;

describe('what was handed in', () => {
  it('comes back when it was not shown', () => {
    expect(notShown(holding(words), holding(null), opened)).toEqual(words);
    expect(notShown(holding(words), holding(null), null)).toEqual(words);
  });

  it('does not when it was shown, taken back, or is held on, or the meeting is over', () => {
    const change = { type: 'sealed_share_changed', who: 'cy', share: null } as const;
    expect(notShown(holding(words), holding(null), change)).toBeNull();
    const shown = { from: 'cy', text: 'A four.' } as Message;
    expect(notShown(holding(words), holding(null, { messages: [shown] }), null)).toBeNull();
    expect(notShown(holding(words), holding(words), opened)).toBeNull();
    expect(notShown(holding({ type: 'passed' }), holding(null), opened)).toBeNull();
    const over = holding(null, { phase: { type: 'ended', reason: 'ended_by_lead' } });
    expect(notShown(holding(words), over, opened)).toBeNull();
  });
});

it('is written for as long as a share, or as the whole item', () => {
  expect(writingLeftMs(MOMENT_VIEWS.sealed, 20_000)).toBe(100_000);
  const untimed = { ...MOMENT_VIEWS.sealed, agenda: [item('sealed', { share_ms: 0, minutes: 3 })] };
  expect(writingLeftMs(untimed, 0)).toBe(180_000);
  expect(writingLeftMs(MOMENT_VIEWS.sealed_opened, 0)).toBeNull();
});
