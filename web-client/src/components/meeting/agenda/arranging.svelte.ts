import { t } from '../../../i18n/index.svelte';
import type { Command, MeetingView } from '../../../protocol/generated';
import type { InMeeting } from '../../../visit/context';

type Order = MeetingView['coming'];

/** A change of the order: which item, while which one was current, and the orders around it. */
interface Change {
  item: number;
  current: number;
  before: Order;
  after: Order;
}

/** What a lead does to the agenda, what came of it in words, and the way back. */
export class Arranging {
  #told = $state.raw<{ text: string; current: number | null }>({ text: '', current: null });
  #change = $state.raw<Change | null>(null);
  readonly #meeting: InMeeting;

  constructor(meeting: InMeeting) {
    this.#meeting = meeting;
  }

  /** What was done, or why not; until the meeting goes on. */
  get told(): string {
    return this.#told.current === this.#meeting.view.item ? this.#told.text : '';
  }

  /** Only the change that still stands can be taken back: others may have arranged since. */
  get change(): Change | null {
    const { item, coming } = this.#meeting.view;
    const change = this.#change;
    return change?.current === item && `${change.after}` === `${coming}` ? change : null;
  }

  async arrange(item: number, coming: Order, told: string): Promise<void> {
    const { item: current, coming: before } = this.#meeting.view;
    if (current === null) return;
    if (!(await this.command({ type: 'arrange_agenda', current, coming }, told))) return;
    this.#change = { item, current, before, after: coming };
  }

  async undo({ current, before }: Change): Promise<void> {
    const command: Command = { type: 'arrange_agenda', current, coming: before };
    if (await this.command(command, t.meeting.agenda.undone)) this.#change = null;
  }

  async command(command: Command, told: string): Promise<boolean> {
    this.#tell('');
    const answer = await this.#meeting.visit.send(command);
    if (answer.type === 'accepted') this.#tell(told);
    if (answer.type === 'refused') {
      const { agenda, codes } = t.meeting;
      const taken = answer.code === 'floor_taken';
      this.#tell(taken ? agenda.somebodyShares : codes.refusals[answer.code]);
    }
    return answer.type === 'accepted';
  }

  #tell(text: string): void {
    this.#told = { text, current: this.#meeting.view.item };
  }
}
