import type { Page } from '../connection/options';
import { logAfter, logFromSnapshot, logWithHistory, type LogEntry } from '../meeting/log';
import { MEETING_LIMITS, type MeetingView, type Numbered } from '../protocol/generated';

/** The meeting as it is read: messages, and lines about what happened between them. */
export class Transcript {
  entries = $state.raw<readonly LogEntry[]>([]);
  /** Older messages may exist than those shown. */
  more = $state(false);
  /** The oldest message of the last snapshot. */
  #snapshotFrom: number | null = null;

  /** `sameMeeting` keeps the lines that no snapshot has. */
  snapshot(view: MeetingView, sameMeeting: boolean): void {
    const known = sameMeeting ? this.entries : [];
    this.#snapshotFrom = view.messages[0]?.id ?? null;
    if (known.length === 0) this.more = view.messages.length >= MEETING_LIMITS.messages_in_snapshot;
    this.entries = logFromSnapshot(view, known);
  }

  happened(numbered: Numbered, before: MeetingView, after: MeetingView): void {
    this.entries = logAfter(this.entries, numbered, before, after);
  }

  /** Puts the page before the oldest message in front; `fetch` gets that message's seq. */
  async earlier(fetch: (before: number) => Promise<Page | null>): Promise<void> {
    const first = this.entries.find((entry) => entry.type === 'message');
    const page = first && (await fetch(first.seq));
    if (!page) return;
    this.more = page.more;
    this.entries = logWithHistory(this.entries, page.messages);
  }

  /** Words from before a snapshot may have been taken back since: they are read again. */
  async readAgain(fetch: (before: number) => Promise<Page | null>): Promise<void> {
    const seqs = () =>
      this.entries.flatMap((entry) => (entry.type === 'message' ? [entry.message.id] : []));
    let before = this.#snapshotFrom;
    while (before !== null && seqs().some((seq) => seq < (before ?? 0))) {
      const page = await fetch(before);
      if (!page) return;
      const first = page.messages[0]?.id ?? null;
      this.entries = logWithHistory(this.entries, page.messages);
      before = page.more && first !== null && first < before ? first : null;
    }
  }

  clear(): void {
    this.entries = [];
  }
}
