/** A check-in that is held as a sealed round. */
import type { MeetingView, SealedRound, SealedShare } from '../../src/protocol/generated.ts';
import { agenda, checkIn, floor, NOW } from './meeting.ts';

/** Two of seven are in. */
export function sealed(
  viewer: string,
  over: Partial<SealedRound> = {},
  own: SealedShare | null = null,
): MeetingView {
  const round: SealedRound = {
    id: 3,
    started_ms: NOW - 30_000,
    stage: 'writing',
    shares_in: 2,
    of: 7,
    shown: 0,
    ...over,
  };
  const view = checkIn(viewer, {
    agenda: agenda.map((item, at) =>
      at === 2 ? { ...item, mode: 'sealed' as const, crosstalk: 'none' as const } : item,
    ),
    floor: floor({ sealed: round }),
    messages: [],
  });
  return { ...view, me: { ...view.me, sealed: own } };
}
