/** The conversation as it happened: messages, and what happened between them. */
import { MINUTE_MS } from '../lib/units';
import type {
  FeedbackKind,
  MeetingView,
  Message,
  Numbered,
  ParticipantId,
} from '../protocol/generated';
import { noteOf, saysTheSame, type Note } from './notes';
import { amended } from './reduce-talk';

export type LogEntry = { seq: number } & (
  | { type: 'message'; message: Message }
  | { type: 'topic'; item: number }
  | { type: 'feedback'; turn: number; kind: FeedbackKind }
  | { type: 'note'; note: Note }
);

/** What a snapshot tells, joined to what was seen happening before it. */
export function logFromSnapshot(view: MeetingView, known: readonly LogEntry[] = []): LogEntry[] {
  const entries = new Map(known.map((entry) => [keyOf(entry), entry]));
  let item: number | null = null;
  for (const message of view.messages) {
    if (message.item !== null && message.item !== item) {
      item = message.item;
      const topic: LogEntry = { seq: message.id - 0.5, type: 'topic', item };
      if (!hasTopic(entries, item)) entries.set(keyOf(topic), topic);
    }
    entries.set(`message ${message.id}`, { seq: message.id, type: 'message', message });
  }
  const log = [...entries.values()].toSorted((a, b) => a.seq - b.seq);
  if (view.item !== null && !hasTopic(entries, view.item)) {
    log.push({ seq: log.at(-1)?.seq ?? 0, type: 'topic', item: view.item });
  }
  return log;
}

/** The log after an event; `before` and `after` are the meeting around it. */
export function logAfter(
  log: readonly LogEntry[],
  numbered: Numbered,
  before: MeetingView,
  after: MeetingView,
): readonly LogEntry[] {
  const { seq, event } = numbered;
  switch (event.type) {
    case 'posted':
      return [...log, { seq, type: 'message', message: event.message }];
    case 'item_started':
      return [...log, { seq, type: 'topic', item: event.item }];
    case 'feedback_asked':
      return [...log, { seq, type: 'feedback', turn: event.turn, kind: event.kind }];
    case 'taken_back':
    case 'covered':
      return log.map((entry) => {
        if (entry.type !== 'message') return entry;
        const message = amended(entry.message, event);
        return message === entry.message ? entry : { ...entry, message };
      });
    case 'reacted': {
      const message = after.messages.find(({ id }) => id === event.message);
      if (!message) return log;
      return log.map((entry) =>
        entry.type === 'message' && entry.message.id === message.id ? { ...entry, message } : entry,
      );
    }
    default: {
      const note = noteOf(event, before, after);
      const last = log.at(-1);
      if (!note || (last?.type === 'note' && saysTheSame(note, last.note))) return log;
      return [...log, { seq, type: 'note', note }];
    }
  }
}

/** Older messages, fetched on demand. The server tells them as they are by now. */
export function logWithHistory(log: readonly LogEntry[], messages: readonly Message[]): LogEntry[] {
  const fetched = new Set(messages.map(({ id }) => id));
  const others = log.filter((entry) => entry.type !== 'message' || !fetched.has(entry.message.id));
  return [
    ...messages.map((message): LogEntry => ({ seq: message.id, type: 'message', message })),
    ...others,
  ].toSorted((a, b) => a.seq - b.seq);
}

function keyOf(entry: LogEntry): string {
  return entry.type === 'message' ? `message ${entry.message.id}` : `${entry.type} ${entry.seq}`;
}

function hasTopic(entries: ReadonlyMap<string, LogEntry>, item: number): boolean {
  return [...entries.values()].some((entry) => entry.type === 'topic' && entry.item === item);
}

// ── Blocks: what is drawn ───────────────────────────────────────────────────

export interface Share {
  type: 'share';
  key: string;
  from: ParticipantId;
  name: string;
  kind: Message['kind'];
  turn: number | null;
  messages: Message[];
  feedback: FeedbackKind | null;
}

type Block =
  Share | { type: 'topic'; key: string; item: number } | { type: 'note'; key: string; note: Note };

/** A message that stands, or some in a row that were taken back in the same way. */
type Words = { key: number } & (
  { type: 'standing'; message: Message } | { type: 'gone'; messages: Message[] }
);

export function wordsOf({ messages }: Pick<Share, 'messages'>): Words[] {
  const words: Words[] = [];
  for (const message of messages) {
    const { id: key, taken_back_by: by } = message;
    const last = words.at(-1);
    if (by === null) words.push({ key, type: 'standing', message });
    else if (last?.type === 'gone' && last.messages[0]?.taken_back_by === by)
      last.messages.push(message);
    else words.push({ key, type: 'gone', messages: [message] });
  }
  return words;
}

/** Words of one person this close together read as one. */
const TOGETHER_MS_MAX = 5 * MINUTE_MS;

/** A share is one block however many messages it has; it stands where its last message does. */
export function blocks(log: readonly LogEntry[]): Block[] {
  const done: Block[] = [];
  const shares = new Map<number, Share>();
  for (const entry of log) {
    if (entry.type === 'message') addMessage(done, shares, entry.message);
    else if (entry.type === 'topic')
      done.push({ type: 'topic', key: `t${entry.seq}`, item: entry.item });
    else if (entry.type === 'note')
      done.push({ type: 'note', key: `n${entry.seq}`, note: entry.note });
    else {
      const share = shares.get(entry.turn);
      if (share) share.feedback = entry.kind;
    }
  }
  return done;
}

function addMessage(done: Block[], shares: Map<number, Share>, message: Message): void {
  const share = message.kind === 'share' && message.turn !== null ? shares.get(message.turn) : null;
  if (share) {
    share.messages.push(message);
    done.splice(done.indexOf(share), 1);
    done.push(share);
    return;
  }
  const last = done.at(-1);
  if (last?.type === 'share' && continues(last, message)) {
    last.messages.push(message);
    return;
  }
  const block: Share = {
    type: 'share',
    key: `m${message.id}`,
    from: message.from,
    name: message.name,
    kind: message.kind,
    turn: message.turn,
    messages: [message],
    feedback: null,
  };
  if (message.kind === 'share' && message.turn !== null) shares.set(message.turn, block);
  done.push(block);
}

function continues(share: Share, message: Message): boolean {
  const before = share.messages.at(-1);
  return (
    before !== undefined &&
    share.from === message.from &&
    share.kind === message.kind &&
    share.turn === message.turn &&
    message.at_ms - before.at_ms <= TOGETHER_MS_MAX
  );
}

const LIVE = ['accepted', 'speaking', 'grace', 'last_draft', 'held'];

/** The share that is still being written stands apart: the log holds whole shares only. */
export function splitLive(
  all: readonly Block[],
  view: MeetingView,
): { done: Block[]; live: Share | null } {
  const turn = view.floor.turn;
  const isLive = (block: Block): block is Share =>
    turn !== null &&
    LIVE.includes(turn.stage.type) &&
    block.type === 'share' &&
    block.kind === 'share' &&
    block.turn === turn.id;
  return { done: all.filter((block) => !isLive(block)), live: all.find(isLive) ?? null };
}
