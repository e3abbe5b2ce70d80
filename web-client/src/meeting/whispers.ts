/** Whispers: to whom one can write, and who can read it. */
import type { Command, MeetingView, Message, ParticipantId } from '../protocol/generated';
import { amLead, isLeadRole, personOf, presentPeople } from './people';
import { may, mayWhisperTo } from './policy';

/** The addressee of a whisper. */
export interface WhisperTo {
  /** Null is the leads. */
  who: ParticipantId | null;
  /** Only this one person can read it, and not all leads. */
  alone: boolean;
}

export const TO_LEADS: WhisperTo = { who: null, alone: false };

export const sameTo = (a: WhisperTo, b: WhisperTo): boolean =>
  a.who === b.who && a.alone === b.alone;

export const whisperCommand = ({ who, alone }: WhisperTo, text: string): Command =>
  alone && who !== null
    ? { type: 'whisper_alone', to: who, text }
    : { type: 'whisper', to: who, text };

/** The other leads in the meeting, connected or not. */
export const otherLeads = (view: MeetingView) =>
  presentPeople(view).filter(({ id, role }) => id !== view.me.id && isLeadRole(role));

/** All leads, and each of them alone. A lead who has nobody beside them writes to none. */
export function addressees(view: MeetingView): WhisperTo[] {
  if (!may(view, 'whisper')) return [];
  const leads = otherLeads(view);
  if (leads.length === 0) return amLead(view) ? [] : [TO_LEADS];
  return [TO_LEADS, ...leads.map(({ id }) => ({ who: id, alone: true }))];
}

/** How to answer a whisper; null where one can't, or wrote it oneself. */
export function replyTo(view: MeetingView, message: Message): WhisperTo | null {
  const from = personOf(view, message.from);
  if (!from || from.id === view.me.id) return null;
  const here = from.place === 'present' || from.place === 'waiting';
  if (message.alone) return here ? { who: from.id, alone: true } : null;
  const amongLeads = message.to === null && isLeadRole(from.role);
  if (!amongLeads && here && mayWhisperTo(view, from)) return { who: from.id, alone: false };
  return may(view, 'whisper') && (amongLeads || isLeadRole(from.role)) ? TO_LEADS : null;
}

/** Whether it is still the one to answer, and not somebody who has left. */
export function canStillWrite(view: MeetingView, { who }: WhisperTo): boolean {
  const place = personOf(view, who)?.place;
  return who === null ? may(view, 'whisper') : place === 'present' || place === 'waiting';
}
