import type { LeadWords } from '../../../i18n/en/meeting/lead';
import type { LeadActions } from '../../../meeting/lead-actions';
import type { Panel } from '../../../meeting/doing';
import { nextItem } from '../../../meeting/order';
import { amLead } from '../../../meeting/people';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { MenuGroup, MenuItem } from '../../menu';

interface Doing {
  act: (command: Command) => void;
  open: (panel: Panel) => void;
}

/** The less frequent things a lead may do, in groups. */
export function leadMenu(
  view: MeetingView,
  can: LeadActions,
  words: LeadWords,
  doing: Doing,
): MenuGroup[] {
  const item = (words: string, command: Command | null): MenuItem[] =>
    command ? [{ words, act: () => doing.act(command) }] : [];
  const opening = (words: string, panel: Panel, can: boolean, danger = false): MenuItem[] =>
    can ? [{ words, act: () => doing.open(panel), danger }] : [];
  const next = nextItem(view)?.name ?? '';
  return [
    {
      items: [
        ...item(words.nudge, can.nudge),
        ...item(words.takeFloor, can.takeFloor),
        ...opening(words.giveFloor, 'give', can.giveFloor),
        ...item(words.anotherRound, can.roundDue ? null : can.startRound),
        ...item(words.closeRound, can.closeRound),
        ...item(words.advance(next), can.advance),
        ...opening(words.mode, 'mode', can.changeMode),
        ...opening(words.holdSilence, 'silence', can.holdSilence),
      ],
    },
    { items: opening(words.prompts, 'prompts', amLead(view) && view.phase.type === 'running') },
    { items: [...item(words.muteAll, can.muteAll), ...item(words.unmuteAll, can.unmuteAll)] },
    { items: opening(words.end, 'end', can.end, true) },
  ].filter(({ items }) => items.length > 0);
}
