/** Why somebody is removed or banned. */
import type { RemovalReason } from '../protocol/generated';

const REASONS: readonly RemovalReason[] = ['guidelines', 'safety', 'wrong_room', 'other'];

/** What may be given as the reason: only for today one is not able to take part. */
export const removalReasons = (type: 'remove' | 'ban'): readonly RemovalReason[] =>
  type === 'ban' ? REASONS : ['unable', ...REASONS];
