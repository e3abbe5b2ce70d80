import { MINUTE_MS } from '../../../lib/units';
import type { Meeting as MeetingWords } from '../../../i18n/en/meeting';
import type { About } from '../../../meeting/doing';
import type { Place } from '../../../meeting/order';
import { personActions } from '../../../meeting/person-actions';
import type { WhisperTo } from '../../../meeting/whispers';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { MenuGroup, MenuItem } from '../../menu';

interface Doing {
  act: (command: Command) => void;
  whisper: (to: WhisperTo) => void;
  warn: (to: WhisperTo) => void;
  ask: (about: About) => void;
  hidden: boolean;
  toggleHidden: () => void;
}

const FIVE_MINUTES_MS = 5 * MINUTE_MS;

/** What the viewer can do for a person, in groups; `personActions` has the commands. */
export function personMenu(
  view: MeetingView,
  place: Place,
  words: MeetingWords,
  doing: Doing,
): MenuGroup[] {
  const { person, you } = place;
  const { aside, lead, log, observers, whispers } = words;
  const can = personActions(view, person);
  const { whisper: to, warn } = can;
  const item = (words: string, command: Command | null | undefined): MenuItem[] =>
    command ? [{ words, act: () => doing.act(command) }] : [];
  const asked = (words: string, about: About | null, danger: boolean): MenuItem[] =>
    about ? [{ words, act: () => doing.ask(about), danger }] : [];
  const hide = {
    words: doing.hidden ? log.unhide(person.name) : log.hide(person.name),
    act: doing.toggleHidden,
  };
  return [
    {
      items: [
        ...item(lead.giveFloorTo, can.giveFloor),
        ...(to ? [{ words: whispers.writeTo(person.name), act: () => doing.whisper(to) }] : []),
        ...item(lead.earlier, can.earlier),
        ...item(lead.later, can.later),
        ...item(lead.toLast, can.toLast),
      ],
    },
    { items: you ? [] : [hide] },
    {
      items: [
        ...(warn ? [{ words: lead.warn, act: () => doing.warn(warn) }] : []),
        ...item(lead.unmute, can.unmute),
        ...item(lead.muteFive, can.mute?.(FIVE_MINUTES_MS)),
        ...item(lead.mute, can.mute?.(null)),
      ],
    },
    { items: [...item(aside.step, can.stepAside), ...item(aside.bringBack, can.endAside)] },
    { items: item(lead.sendToDoor, can.sendToDoor) },
    { items: asked(lead.roleAndTasks, can.roleDialog, false) },
    { items: asked(observers.withdraw, can.observing, true) },
    { items: asked(lead.emergency, can.emergency, false) },
    { items: [...asked(lead.remove, can.remove, true), ...asked(lead.ban, can.ban, true)] },
  ].filter(({ items }) => items.length > 0);
}
