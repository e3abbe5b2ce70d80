/** What a message that stands is drawn from besides itself. */
import type { MeetingView } from '../protocol/generated';

/** Changes with what is said, and says nothing of the messages before it. */
const PASSING: readonly (keyof MeetingView)[] = ['messages', 'whispers', 'clock', 'floor'];

/** Whether every message that stands in `a` looks the same in `b`, and can be acted on in the same way. */
export function standsTheSame(a: MeetingView, b: MeetingView): boolean {
  const holder = ({ floor }: MeetingView) => floor.turn?.holder;
  const keys = Object.keys(b) as (keyof MeetingView)[];
  return holder(a) === holder(b) && keys.every((key) => PASSING.includes(key) || a[key] === b[key]);
}
