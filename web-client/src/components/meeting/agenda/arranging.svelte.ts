import { t } from '../../../i18n/index.svelte';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { InMeeting } from '../../../session/context';

type Order = MeetingView['coming'];

/** What a lead does to the agenda, what came of it in words, and the way back. */
export class Arranging {
  told = $state('');
  /** The order before the last change, with the order it was changed to. */
  #changed = $state.raw<{ item: number; before: Order; after: Order } | null>(null);
  readonly #meeting: InMeeting;

  constructor(meeting: InMeeting) {
    this.#meeting = meeting;
  }

  /** Only the change that still stands can be taken back: others may have arranged since. */
  get canUndo(): boolean {
    const { item, coming } = this.#meeting.view;
    const changed = this.#changed;
    return changed !== null && changed.item === item && `${changed.after}` === `${coming}`;
  }

  async arrange(coming: Order, told: string): Promise<void> {
    const { item, coming: before } = this.#meeting.view;
    if (item === null) return;
    if (!(await this.command({ type: 'arrange_agenda', current: item, coming }, told))) return;
    this.#changed = { item, before, after: coming };
  }

  async undo(): Promise<void> {
    const changed = this.#changed;
    if (!changed) return;
    const { item: current, before: coming } = changed;
    const done = await this.command({ type: 'arrange_agenda', current, coming }, t.meeting.agenda.undone);
    if (done) this.#changed = null;
  }

  /** Says what was done, or why not. */
  async command(command: Command, told: string): Promise<boolean> {
    this.told = '';
    const answer = await this.#meeting.session.send(command);
    if (answer.type === 'lost') return false;
    if (answer.type === 'accepted') this.told = told;
    else if (answer.code === 'floor_taken') this.told = t.meeting.agenda.somebodyShares;
    else this.told = t.meeting.codes.refusals[answer.code];
    return answer.type === 'accepted';
  }
}
