import type { Need } from './needs';
import type { Keep } from './storage';

const KEY = 'rondo.dismissed';
/** Older ones are forgotten: their rooms are long fine or gone. */
const KEPT_MAX = 100;

/** The notices of the desk that were put away, on this device. Somebody who waits can't be put away. */
export class Dismissed {
  #keys = $state.raw<readonly string[]>([]);
  readonly #storage: Keep;

  constructor(storage: Keep) {
    this.#storage = storage;
    this.#keys = storage.get(KEY)?.split(' ').filter(Boolean) ?? [];
  }

  has(need: Need): boolean {
    return need.kind !== 'waiting' && need.kind !== 'asking' && this.#keys.includes(keyOf(need));
  }

  add(need: Need): void {
    this.#keep([...this.#keys, keyOf(need)].slice(-KEPT_MAX));
  }

  /** It was put away by mistake. */
  bringBack(need: Need): void {
    this.#keep(this.#keys.filter((key) => key !== keyOf(need)));
  }

  #keep(keys: readonly string[]): void {
    this.#keys = keys;
    this.#storage.set(KEY, this.#keys.join(' '));
  }
}

/** What is about one date, or about so many people, is new for the next one. */
function keyOf({ kind, room, line, members, date }: Need): string {
  const about = line?.date.key ?? date?.key ?? members;
  return about === undefined ? `${kind}:${room.id}` : `${kind}:${room.id}:${about}`;
}
