/** What a wish leads to: a command to the server, or something the page does by itself. */
import type { Command, Message, ParticipantId, RemovalReason } from '../protocol/generated';
import type { WhisperTo } from './whispers';

/** What opens over the meeting. */
export type Panel =
  | 'people'
  | 'agenda'
  | 'whispers'
  | 'help'
  | 'commands'
  | 'part'
  | 'mode'
  | 'silence'
  | 'give'
  | 'prompts'
  | 'notices'
  | 'concern'
  | 'leave'
  | 'end';

/** What is asked once more, about one person. */
export type About =
  | { type: 'remove' | 'ban'; who: ParticipantId; reason: RemovalReason | null }
  | { type: 'deny' | 'put_off' | 'role' | 'emergency' | 'observing'; who: ParticipantId };

/** What is asked once more, about one message of another person. */
export interface AboutMessage {
  type: 'cover' | 'take_back_other';
  message: Message;
}

export type Doing =
  | { type: 'send'; command: Command }
  | { type: 'open'; panel: Panel }
  | { type: 'ask'; about: About }
  /** The field for whispers. */
  | { type: 'whisper'; to: WhisperTo }
  /** One's own words, which can be written again for a while. */
  | { type: 'take_back'; message: Message }
  /** One's own share in a sealed round, likewise. */
  | { type: 'take_back_sealed' }
  /** A content note for what is being written. */
  | { type: 'note'; note: string }
  /** Hides a person for the viewer only, or shows them again. */
  | { type: 'hide'; who: ParticipantId }
  | { type: 'call_for_help' }
  | { type: 'exit' };
