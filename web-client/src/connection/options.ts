import type { Message, ServerMessage } from '../protocol/generated';
import type { Clock } from './clock';
import type { GetToken } from './entry';
import type { ConnectionState } from './state';
import type { OpenWire } from './wire';

/** What the meeting hears of. The rest is the connection's own business. */
export type Told = Extract<
  ServerMessage,
  {
    type:
      | 'welcome'
      | 'room'
      | 'waiting'
      | 'snapshot'
      | 'events'
      | 'typing'
      | 'outage'
      | 'notified'
      | 'debrief'
      | 'pong';
  }
>;
export type Page = { messages: Message[]; more: boolean };

export interface SocketOptions {
  clock: Clock;
  random: () => number;
  newId: () => string;
  openWire: OpenWire;
  getToken: GetToken;
  onState: (state: ConnectionState) => void;
  onMessage: (message: Told) => void;
}
