import { MINUTE_MS } from '../lib/units';
import type { RoleChange } from '../meeting/role-change';
import type { Event, MeetingView, ServerMessage } from '../protocol/generated';

type Typing = Extract<ServerMessage, { type: 'typing' }>;

/** Somebody who stops typing is no longer shown as writing after this. */
const TYPING_MS_MAX = 6_000;
/** How long “more is coming” is shown without a message. */
const MORE_MS_MAX = MINUTE_MS;
/** A mark of time is told, and then it is only in the way. */
const ITEM_TOLD_MS = 20_000;

/** What passes by and is in no snapshot: who is typing, and marks of time. */
export class Signals {
  typing = $state.raw<Typing | null>(null);
  /** Who said in their turn that more is coming. */
  more = $state.raw<Typing | null>(null);
  /** Minutes left of the current item, as the leads were told. */
  itemMinutes = $state<number | null>(null);
  /** A lead nudged, and the holder should see it. */
  nudgedTurn = $state<number | null>(null);
  /** A minute was added to this turn. */
  extendedTurn = $state<number | null>(null);
  /** What the holder was told is left. */
  warned = $state.raw<{ turn: number; left_ms: number } | null>(null);
  /** What became of somebody's words, just now. */
  amended = $state.raw<Extract<Event, { type: 'taken_back' | 'covered' }> | null>(null);
  /** How the viewer's role or tasks were changed; null once they have read it. */
  roleChange = $state.raw<RoleChange | null>(null);
  /** Somebody was sent away, so newcomers by the link they came by wait for a lead. */
  sentAway = $state(false);
  #itemGoes: ReturnType<typeof setTimeout> | undefined;
  #stop: ReturnType<typeof setTimeout> | undefined;
  #moreGoes: ReturnType<typeof setTimeout> | undefined;

  typingHeard(typing: Typing): void {
    if (typing.more) {
      this.more = typing;
      clearTimeout(this.#moreGoes);
      this.#moreGoes = setTimeout(() => (this.more = null), MORE_MS_MAX);
      return;
    }
    this.typing = typing;
    clearTimeout(this.#stop);
    this.#stop = setTimeout(() => (this.typing = null), TYPING_MS_MAX);
  }

  happened(event: Event, view: MeetingView): void {
    switch (event.type) {
      case 'posted':
        if (event.message.from === this.typing?.who) this.typing = null;
        if (event.message.from === this.more?.who) this.more = null;
        return;
      case 'taken_back':
      case 'covered':
        this.amended = event;
        return;
      case 'turn_ended':
        this.typing = null;
        this.more = null;
        return;
      case 'turn_changed':
        if (event.cause === 'nudged') this.nudgedTurn = event.turn.id;
        if (event.cause === 'extended') this.extendedTurn = event.turn.id;
        return;
      case 'turn_warned':
        if (view.floor.turn?.holder === view.me.id) {
          this.warned = { turn: event.turn, left_ms: event.left_ms };
        }
        return;
      case 'item_time_told':
        this.itemMinutes = event.minutes_left;
        clearTimeout(this.#itemGoes);
        this.#itemGoes = setTimeout(() => (this.itemMinutes = null), ITEM_TOLD_MS);
        return;
      case 'item_started':
        this.itemMinutes = null;
        return;
      case 'departed':
        if (['denied', 'removed', 'banned'].includes(event.how)) this.sentAway = true;
        return;
    }
  }

  clear(): void {
    clearTimeout(this.#stop);
    clearTimeout(this.#moreGoes);
    clearTimeout(this.#itemGoes);
    this.typing = null;
    this.more = null;
    this.roleChange = null;
    this.amended = null;
    this.itemMinutes = null;
    this.warned = null;
    this.sentAway = false;
  }
}
