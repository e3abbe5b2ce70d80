import type { WhisperWords } from '../../../i18n/en/meeting/whispers';
import { amLead, nameOf } from '../../../meeting/people';
import { otherLeads, type WhisperTo } from '../../../meeting/whispers';
import type { MeetingView, Message } from '../../../protocol/generated';

/** Who can read what is written to somebody, in a sentence. */
export function readersOf(view: MeetingView, to: WhisperTo, words: WhisperWords): string {
  if (to.who !== null) {
    const name = nameOf(view, to.who);
    return to.alone ? words.readersAlone(name) : words.readersOne(name);
  }
  const leads = otherLeads(view).map(({ name }) => name);
  return amLead(view) ? words.readersAmongLeads(leads) : words.readersLeads(leads);
}

/** To whom a whisper is, beside its writer's name. */
export function addressOf(view: MeetingView, message: Message, words: WhisperWords): string {
  const { to, alone } = message;
  if (to === null) return words.toLeads;
  if (to === view.me.id) return alone ? words.toYouAlone : words.toYou;
  return alone ? words.toAlone(nameOf(view, to)) : words.toOne(nameOf(view, to));
}
