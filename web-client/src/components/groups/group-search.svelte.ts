/** What the reader looks for in the directory, and what was found. It is in no address and no history. */
import { api } from '../../api/client';
import type { Group, GroupList, RoomKind } from '../../api/generated';

/** While somebody types, the directory is asked once they rest. */
const REST_MS = 350;

class Wanted {
  words = $state('');
  kind = $state<RoomKind | ''>('');
  language = $state('');

  get any(): boolean {
    return this.words.trim() !== '' || this.kind !== '' || this.language !== '';
  }

  clear(): void {
    this.words = this.kind = this.language = '';
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
      const { words, kind, language } = wanted;
      const query = { words: words.trim(), kind, language, ...(after && { after }) };
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
