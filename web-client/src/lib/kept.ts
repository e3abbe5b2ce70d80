/**
 * What was typed into a form and not sent: it outlives a reload and a lost session, in this tab only,
 * so that nobody finds it on a computer that others use. A form forgets what was sent or given up.
 */
import { storage, type Keep } from './storage';

/** All forms under one key: they go in one piece, too. */
const KEY = 'rondo.forms';

export class Kept<T extends object> {
  readonly #form: string;
  readonly #keep: Keep;

  /** `form` tells the forms apart, and whose they are: `edit.<account>.<room>`. */
  constructor(form: string, keep: Keep = storage.tab) {
    this.#form = form;
    this.#keep = keep;
  }

  /** What was written; null if there is nothing, or nothing of the shape of `like`. */
  read(like: T): T | null {
    const found = read(this.#keep)[this.#form];
    return isLike(found, like) ? found : null;
  }

  write(written: T): void {
    write(this.#keep, { ...read(this.#keep), [this.#form]: written });
  }

  forget(): void {
    const { [this.#form]: found, ...others } = read(this.#keep);
    if (found !== undefined) write(this.#keep, others);
  }
}

/** At a sign-out, and when a seat is given up: what was half written is nobody else's. */
export const forgetForms = (keep: Keep = storage.tab): void => keep.remove(KEY);

function read(keep: Keep): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(keep.get(KEY) ?? '{}');
    return kindOf(found) === 'object' ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function write(keep: Keep, forms: Record<string, unknown>): void {
  if (Object.keys(forms).length === 0) keep.remove(KEY);
  else keep.set(KEY, JSON.stringify(forms));
}

/** A newer version of the page may have other fields; a field that may be null says nothing of its kind. */
function isLike<T extends object>(found: unknown, like: T): found is T {
  if (kindOf(found) !== kindOf(like)) return false;
  return Object.entries(like).every(([field, value]) => {
    const kept: unknown = (found as Record<string, unknown>)[field];
    return kept === null || value == null || kindOf(kept) === kindOf(value);
  });
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
