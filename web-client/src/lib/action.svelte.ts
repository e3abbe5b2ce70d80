import { ApiError, codeOf } from '../api/error';
import type { Wrong } from '../protocol/generated';

/** One thing the reader does: busy while it runs, and what was refused, if it was. */
export class Action {
  busy = $state(false);
  code = $state<string | null>(null);
  field = $state<string | null>(null);
  retryAfterMs = $state<number | null>(null);
  /** Every field that was refused, where the server names several. */
  errors = $state.raw<readonly Wrong[]>([]);

  /** Runs once at a time; true when it succeeded. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.clear();
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      this.code = codeOf(error);
      this.field = error instanceof ApiError ? error.field : null;
      this.retryAfterMs = error instanceof ApiError ? error.retryAfterMs : null;
      this.errors = error instanceof ApiError ? error.errors : [];
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Refuses without asking the server. */
  refuse(code: string, field: string | null = null): void {
    this.clear();
    this.code = code;
    this.field = field;
  }

  clear(): void {
    this.code = null;
    this.field = null;
    this.retryAfterMs = null;
    this.errors = [];
  }

  /** The refusal that belongs beside this field. */
  codeFor(field: string): string | null {
    return this.#isAbout(field) ? this.code : null;
  }

  /** The refusal that belongs to none of the fields shown. */
  codeBeside(fields: readonly string[]): string | null {
    return fields.some((field) => this.#isAbout(field)) ? null : this.code;
  }

  /** `agenda[2].minutes` is about the agenda. */
  #isAbout(field: string): boolean {
    if (this.field === null || !this.field.startsWith(field)) return false;
    return /^(?:$|[.[])/.test(this.field.slice(field.length));
  }
}
