import type { Answer } from '../connection/outbox';
import type { Command } from '../protocol/generated';

/** What writing needs of the connection. */
export interface Line {
  send(command: Command, id?: string): Promise<Answer>;
  /** Tells the others that somebody is typing in their turn, or that more is coming. */
  typing(turn: number, more?: boolean): void;
}
