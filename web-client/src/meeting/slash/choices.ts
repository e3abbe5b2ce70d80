/** The words that are chosen from after a command's name; any language's are understood. */
import type { Language } from '../../i18n/languages';
import type {
  FeedbackKind,
  Mode,
  Reaction,
  RemovalReason,
  Role,
  Service,
} from '../../protocol/generated';

/** The sets of words to choose one of. */
interface ChoiceSets {
  feedback: Record<FeedbackKind, string>;
  reaction: Record<Reaction, string>;
  times: Record<'100' | '150' | '200', string>;
  mode: Record<Mode, string>;
  role: Record<Role, string>;
  service: Record<Service, string>;
  reason: Record<RemovalReason, string>;
}
export type ChoiceSet = keyof ChoiceSets;

export const CHOICES: Record<Language, ChoiceSets> = {
  en: {
    feedback: {
      nothing: 'nothing',
      listening: 'listening',
      reactions: 'reactions',
      questions: 'questions',
      suggestions: 'suggestions',
    },
    reaction: { heard: 'heard', me_too: 'me-too', thanks: 'thanks', with_you: 'with-you' },
    times: { 100: '1', 150: '1.5', 200: '2' },
    mode: {
      round: 'round',
      talking_piece: 'talking-piece',
      queue: 'hands',
      tag: 'tag',
      open: 'open',
      presenter: 'presenter',
      directed: 'directed',
      silent: 'silence',
      sealed: 'sealed',
    },
    role: {
      member: 'member',
      observer: 'observer',
      facilitator: 'facilitator',
      co_facilitator: 'co-facilitator',
      therapist: 'therapist',
      co_therapist: 'co-therapist',
    },
    service: {
      timekeeper: 'timekeeper',
      presenter: 'presenter',
      greeter: 'greeter',
      backup: 'backup',
    },
    reason: {
      guidelines: 'guidelines',
      safety: 'safety',
      wrong_room: 'wrong-room',
      unable: 'not-able-today',
      other: 'other',
    },
  },
  de: {
    feedback: {
      nothing: 'nichts',
      listening: 'zuhören',
      reactions: 'reaktionen',
      questions: 'fragen',
      suggestions: 'vorschläge',
    },
    reaction: { heard: 'gehört', me_too: 'ich-auch', thanks: 'danke', with_you: 'bei-dir' },
    times: { 100: '1', 150: '1,5', 200: '2' },
    mode: {
      round: 'runde',
      talking_piece: 'redestein',
      queue: 'hände',
      tag: 'wählen',
      open: 'offen',
      presenter: 'vortrag',
      directed: 'leitung',
      silent: 'stille',
      sealed: 'verdeckt',
    },
    role: {
      member: 'mitglied',
      observer: 'beobachtung',
      facilitator: 'leitung',
      co_facilitator: 'mitleitung',
      therapist: 'therapeutische-leitung',
      co_therapist: 'therapeutische-mitleitung',
    },
    service: {
      timekeeper: 'zeit',
      presenter: 'vortrag',
      greeter: 'begrüßung',
      backup: 'vertretung',
    },
    reason: {
      guidelines: 'regeln',
      safety: 'sicherheit',
      wrong_room: 'falscher-raum',
      unable: 'heute-nicht',
      other: 'anderer',
    },
  },
};

/** Stands between two names: "move Bo before Cy". */
export const BEFORE: Record<Language, string> = { en: 'before', de: 'vor' };
