import type { AgendaWords } from '../i18n/en/meeting/agenda';
import type { LogWords } from '../i18n/en/meeting/log';
import type { TopicWords } from '../i18n/en/meeting/topics';
import type { Note } from './notes';

interface NoteWords {
  log: LogWords;
  agenda: AgendaWords;
  topics: TopicWords;
}

/** A note in words. */
export function noteText(note: Note, words: NoteWords): string {
  const who = note.you ? null : note.name;
  switch (note.kind) {
    case 'time_moved':
      return words.agenda.timeMoved(who, note.minutes, note.from, note.to);
    case 'round_closed_without':
      return note.lead ? words.log.closedWithout(note.unheard) : words.log.closed;
    case 'topic_taken_up':
      return words.topics.takenUp(note.topic);
    default: {
      const plain = words.log.notes[note.kind];
      return who === null ? plain.you : plain.other(who);
    }
  }
}
