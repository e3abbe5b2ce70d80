/** What the reader looks for in the directory, and what was found. It is in no address and no history. */
import { api } from '../../api/client';
import type { Group, GroupList, PartOfDay, RoomKind, Weekday } from '../../api/generated';

import { homeZone } from '../../lib/zones';

/** While somebody types, the directory is asked once they rest. */
const REST_MS = 350;

class Wanted {
  words = $state('');
  kind = $state<RoomKind | ''>('');
  language = $state('');
  day = $state<Weekday | ''>('');
  part = $state<PartOfDay | ''>('');

  get any(): boolean {
    const { kind, language, day, part } = this;
    return this.words.trim() !== '' || [kind, language, day, part].some((one) => one !== '');
  }

  clear(): void {
    this.words = this.kind = this.language = this.day = this.part = '';
  }
}

/** Kept from page to page, so that the way back from a group leads to the same list. */
export const wanted = new Wanted();

export class GroupSearch {
  groups = $state.raw<Group[]>([]);
  /** The last answer; its topics and languages are those of the whole directory. */
  list = $state.raw<GroupList>();
  error = $state.raw<unknown>();
  busy = $state(false);
  #rest: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  /** Looks once the reader rests. */
  soon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.look(), REST_MS);
  }

  async look(): Promise<void> {
    await this.#ask(undefined, (list) => (this.groups = list.groups));
  }

  /** The next page, after what is shown. */
  async more(): Promise<void> {
    const after = this.list?.next;
    if (after) await this.#ask(after, (list) => (this.groups = [...this.groups, ...list.groups]));
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#asking?.abort();
  }

  async #ask(after: string | undefined, take: (list: GroupList) => void): Promise<void> {
    this.stop();
    const asking = (this.#asking = new AbortController());
    this.busy = true;
    try {
      const { words, kind, language, day, part } = wanted;
      // Where the reader is matters to times only, and is told for nothing else.
      const zone = day || part ? homeZone() : '';
      const query = {
        words: words.trim(),
        kind,
        language,
        day,
        part,
        zone,
        ...(after && { after }),
      };
      const list = await api.groups.list(query, asking.signal);
      if (asking.signal.aborted) return;
      this.error = undefined;
      this.list = list;
      take(list);
    } catch (error) {
      if (!asking.signal.aborted) this.error = error;
    } finally {
      if (asking === this.#asking) this.busy = false;
    }
  }
}
