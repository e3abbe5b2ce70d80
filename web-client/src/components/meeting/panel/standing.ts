import type { Place } from '../../../meeting/order';
import { isBelowMe, may } from '../../../meeting/policy';
import type { MeetingView, Role, Service } from '../../../protocol/generated';

const SERVICES: Record<MeetingView['kind'], readonly Service[]> = {
  peer_led: ['timekeeper', 'presenter', 'greeter', 'backup'],
  therapist_led: ['timekeeper', 'presenter', 'greeter'],
};
const ROLES: Record<MeetingView['kind'], readonly Role[]> = {
  peer_led: ['member', 'co_facilitator', 'observer'],
  therapist_led: ['member', 'co_therapist', 'observer'],
};

/** What a lead may make of one person: which roles, which tasks, the lead itself. */
export function standingOptions(view: MeetingView, { person, you }: Place) {
  const observes = person.role === 'observer';
  const follows = view.kind === 'peer_led' ? !observes : person.role === 'co_therapist';
  return {
    roles: !you && may(view, 'give_role') && isBelowMe(view, person) ? ROLES[view.kind] : [],
    services: !observes && may(view, 'set_service') ? SERVICES[view.kind] : [],
    handOver: !you && follows && view.lead === view.me.id && may(view, 'hand_over_lead'),
  };
}
