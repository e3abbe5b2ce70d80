/** What a person is told when their role or their tasks were changed by somebody else. */
import type { MeetingView, Role, Service } from '../protocol/generated';
import { me } from './people';

export type RoleChange =
  | { type: 'role'; role: Role }
  /** Given, or taken back. */
  | { type: 'task'; service: Service; on: boolean };

/** By what the view says before and after: a new role may come with a snapshot, and with no event. */
export function roleChange(before: MeetingView | null, after: MeetingView): RoleChange | null {
  const was = before && me(before);
  const is = me(after);
  if (!was || !is || before.meeting !== after.meeting) return null;
  if (was.role !== is.role) return { type: 'role', role: is.role };
  const given = is.services.find((service) => !was.services.includes(service));
  if (given) return { type: 'task', service: given, on: true };
  const taken = was.services.find((service) => !is.services.includes(service));
  return taken ? { type: 'task', service: taken, on: false } : null;
}
