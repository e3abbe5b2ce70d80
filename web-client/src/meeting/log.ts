/** The conversation as it happened: messages, and what happened between them. */
import { MINUTE_MS, SECOND_MS } from '../lib/units';
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
  /** `inferred` from the messages of an item whose beginning was not seen. */
  | { type: 'topic'; item: number; inferred?: true }
  | { type: 'feedback'; turn: number; kind: FeedbackKind }
  | { type: 'note'; note: Note; at_ms: number }
);

/** What a snapshot tells, joined to what was seen happening before it. */
export function logFromSnapshot(view: MeetingView, known: readonly LogEntry[] = []): LogEntry[] {
  const entries = new Map(known.map((entry) => [keyOf(entry), entry]));
  for (const message of view.messages) {
    entries.set(`message ${message.id}`, { seq: message.id, type: 'message', message });
  }
  const log = withTopics([...entries.values()]);
  if (view.item !== null && lastTopic(log) !== view.item) {
    log.push({ seq: log.at(-1)?.seq ?? 0, type: 'topic', item: view.item, inferred: true });
  }
  return log;
}

/**
 * In order, each item's heading before what was said in it. Headings of items whose beginning was not
 * seen are inferred from the messages, again each time, since older ones may come.
 */
function withTopics(entries: readonly LogEntry[]): LogEntry[] {
  const seen = entries
    .filter((entry) => entry.type !== 'topic' || !entry.inferred)
    .toSorted((a, b) => a.seq - b.seq);
  let item: number | null = null;
  return seen.flatMap((entry): LogEntry[] => {
    if (entry.type === 'topic') item = entry.item;
    if (entry.type !== 'message' || entry.message.item === null || entry.message.item === item) {
      return [entry];
    }
    item = entry.message.item;
    return [{ seq: entry.seq - 0.5, type: 'topic', item, inferred: true }, entry];
  });
}

const lastTopic = (log: readonly LogEntry[]): number | null =>
  log.findLast((entry) => entry.type === 'topic')?.item ?? null;

/** A server that stood still no longer than this is not worth a word. */
const BRIEF_MS = SECOND_MS;

/** The log after an event; `before` and `after` are the meeting around it. */
export function logAfter(
  log: readonly LogEntry[],
  numbered: Numbered,
  before: MeetingView,
  after: MeetingView,
): readonly LogEntry[] {
  const { seq, at_ms, event } = numbered;
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
      if (!note) return log;
      if (last?.type === 'note') {
        if (saysTheSame(note, last.note)) return log;
        const brief = at_ms - last.at_ms < BRIEF_MS;
        if (brief && note.kind === 'resumed' && last.note.kind === 'restarted') {
          return log.slice(0, -1);
        }
      }
      return [...log, { seq, type: 'note', note, at_ms }];
    }
  }
}

/** Older messages, fetched on demand. The server tells them as they are by now. */
export function logWithHistory(log: readonly LogEntry[], messages: readonly Message[]): LogEntry[] {
  const fetched = new Set(messages.map(({ id }) => id));
  const others = log.filter((entry) => entry.type !== 'message' || !fetched.has(entry.message.id));
  const older = messages.map((message): LogEntry => ({
    seq: message.id,
    type: 'message',
    message,
  }));
  const [last] = log.slice(-1);
  // The heading of an item in which nothing was said yet stays at the end.
  const open = last?.type === 'topic' && last.inferred ? [last] : [];
  return [...withTopics([...older, ...others]), ...open];
}

function keyOf(entry: LogEntry): string {
  return entry.type === 'message' ? `message ${entry.message.id}` : `${entry.type} ${entry.seq}`;
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

export type Block =
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

/**
 * The log as blocks. A share is one block, however many messages it has, and stands where its last message
 * does. A block that equals one of `before` is returned as that same object, so that it is not drawn again.
 */
export function blocks(log: readonly LogEntry[], before: readonly Block[] = []): Block[] {
  const known = new Map(before.map((block) => [block.key, block]));
  return newBlocks(log).map((block) => {
    const old = known.get(block.key);
    return old && isSame(old, block) ? old : block;
  });
}

const isSame = (a: Block, b: Block): boolean =>
  (Object.keys(b) as (keyof Block)[]).every((key) =>
    key === ('messages' as keyof Block)
      ? a.type === 'share' && b.type === 'share' && hasSameMessages(a, b)
      : a[key] === b[key],
  );

const hasSameMessages = ({ messages: a }: Share, { messages: b }: Share): boolean =>
  a.length === b.length && a.every((message, i) => message === b[i]);

function newBlocks(log: readonly LogEntry[]): Block[] {
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
    done.splice(done.lastIndexOf(share), 1);
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
