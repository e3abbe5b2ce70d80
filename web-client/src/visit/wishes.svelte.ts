import type { Keep } from '../lib/storage';
import { ownActions } from '../meeting/actions';
import { me } from '../meeting/people';
import type { Command, MeetingView, RoomId } from '../protocol/generated';

interface Kept {
  listening: boolean;
  percent: number;
}

const PLAIN: Kept = { listening: false, percent: 100 };

/**
 * How somebody who waits at the door wants to take part. The server takes it only from those
 * who are in, so it is kept in this tab and asked for with the first step inside, once.
 */
export class Wishes {
  now = $state.raw<Kept>(PLAIN);
  readonly #keep: Keep;
  readonly #key: string;

  constructor(keep: Keep, room: RoomId) {
    this.#keep = keep;
    this.#key = `rondo.part.${room}`;
    const [listening, percent] = keep.get(this.#key)?.split(' ') ?? [];
    if (percent) this.now = { listening: listening === 'listens', percent: Number(percent) };
  }

  set(wish: Partial<Kept>): void {
    this.now = { ...this.now, ...wish };
    this.#keep.set(this.#key, `${this.now.listening ? 'listens' : 'speaks'} ${this.now.percent}`);
  }

  /** The commands that carry the wishes out. From then on, what the meeting says counts. */
  take(view: MeetingView): Command[] {
    const { listening, percent } = this.now;
    this.forget();
    const { listen } = ownActions(view);
    if (!listen) return [];
    const commands: Command[] = [];
    if (percent !== view.me.multiplier_percent && percent !== PLAIN.percent) {
      commands.push({ type: 'set_multiplier', percent });
    }
    if (listening && me(view)?.listening === false) commands.push(listen);
    return commands;
  }

  forget(): void {
    this.now = PLAIN;
    this.#keep.remove(this.#key);
  }
}
