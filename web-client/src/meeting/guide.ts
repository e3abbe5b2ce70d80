/** What is worth a look in a rehearsal, while it is on the screen. */
import type { MeetingView } from '../protocol/generated';
import { amHolder } from './order';
import { amLead } from './people';
import { standingOf } from './standing';

export type Tip = 'lead' | 'order' | 'offer' | 'feedback' | 'help';

/** The tip that fits now; null if none does. */
export function tipOf(view: MeetingView): Tip | null {
  if (view.phase.type !== 'running') return null;
  if (amLead(view)) return 'lead';
  const stage = view.floor.turn?.stage.type;
  if (amHolder(view)) {
    if (stage === 'offered') return 'offer';
    return stage === 'choosing_feedback' ? 'feedback' : null;
  }
  const standing = standingOf(view);
  if (standing === 'shared' || standing === 'passed') return 'help';
  return stage && ['coming', 'next'].includes(standing) ? 'order' : null;
}
