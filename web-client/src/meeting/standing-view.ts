/** What a message that stands is drawn from besides itself. */
import type { MeetingView } from '../protocol/generated';

/** These change with each message, and no earlier message is drawn from them. */
const PASSING: readonly (keyof MeetingView)[] = ['messages', 'whispers', 'clock', 'floor'];

/** Whether the messages in the log look the same and allow the same actions in both views. */
export function standsTheSame(a: MeetingView, b: MeetingView): boolean {
  const holder = ({ floor }: MeetingView) => floor.turn?.holder;
  const keys = Object.keys(b) as (keyof MeetingView)[];
  return holder(a) === holder(b) && keys.every((key) => PASSING.includes(key) || a[key] === b[key]);
}
