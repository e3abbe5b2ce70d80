/**
 * What the commands and their choices are called. Whoever types may use any language's
 * names; the first of each is the one that is shown and completed.
 */
import type { Language } from '../../i18n/languages';
import type {
  FeedbackKind,
  Mode,
  Reaction,
  RemovalReason,
  Role,
  Service,
} from '../../protocol/generated';

type Names = readonly [string, ...string[]];

const en = {
  share: ['share', 'accept'],
  pass: ['pass'],
  later: ['later', 'defer'],
  done: ['done'],
  more: ['more', 'more-time'],
  want: ['want', 'feedback'],
  enough: ['enough'],
  name: ['name', 'tag'],
  hand: ['hand', 'raise'],
  lower: ['lower'],
  object: ['object'],
  volunteer: ['volunteer'],
  react: ['react'],
  topic: ['topic', 'propose'],
  choose: ['choose'],
  withdraw: ['withdraw'],
  note: ['note'],
  listen: ['listen'],
  time: ['time'],
  lead: ['lead', 'leads'],
  whisper: ['whisper'],
  hide: ['hide', 'show'],
  people: ['people', 'who'],
  agenda: ['agenda'],
  part: ['part'],
  help: ['help', 'commands'],
  need_help: ['need-help', 'sos'],
  leave: ['leave'],
  exit: ['exit', 'quick-exit'],
  open: ['open'],
  round: ['round', 'start-round'],
  next: ['next', 'call'],
  give: ['give'],
  take: ['take'],
  nudge: ['nudge'],
  minute: ['minute', 'extend'],
  move: ['move'],
  close: ['close', 'close-round'],
  advance: ['advance', 'next-part'],
  mode: ['mode', 'hold'],
  take_up: ['take-up'],
  page: ['page'],
  pause: ['pause'],
  resume: ['resume', 'go-on'],
  admit: ['admit', 'let-in'],
  deny: ['deny', 'not-today'],
  mute: ['mute'],
  unmute: ['unmute'],
  mute_all: ['mute-all'],
  unmute_all: ['unmute-all'],
  role: ['role'],
  task: ['task', 'service'],
  handover: ['handover', 'hand-over'],
  remove: ['remove'],
  ban: ['ban'],
  end: ['end'],
} satisfies Record<string, Names>;

export type SlashId = keyof typeof en;

const de: Record<SlashId, Names> = {
  share: ['teilen', 'annehmen'],
  pass: ['weitergeben', 'passen', 'passe'],
  later: ['später'],
  done: ['fertig'],
  more: ['mehr', 'mehr-zeit'],
  want: ['wunsch', 'rückmeldung'],
  enough: ['genug'],
  name: ['nennen', 'wählen'],
  hand: ['hand', 'melden'],
  lower: ['senken'],
  object: ['lieber-nicht', 'einspruch'],
  volunteer: ['anbieten'],
  react: ['reagieren'],
  topic: ['thema', 'vorschlagen'],
  choose: ['thema-wählen'],
  withdraw: ['thema-zurück'],
  note: ['hinweis'],
  listen: ['zuhören'],
  time: ['zeit'],
  lead: ['leitung'],
  whisper: ['flüstern'],
  hide: ['ausblenden', 'einblenden'],
  people: ['alle', 'wer'],
  agenda: ['ablauf'],
  part: ['teilnahme'],
  help: ['hilfe', 'befehle'],
  need_help: ['brauche-hilfe', 'sos'],
  leave: ['verlassen', 'gehen'],
  exit: ['schnell-weg', 'weg'],
  open: ['eröffnen'],
  round: ['runde', 'runde-beginnen'],
  next: ['nächste', 'danken', 'aufrufen'],
  give: ['geben', 'gib'],
  take: ['zurücknehmen', 'nimm'],
  nudge: ['anstupsen'],
  minute: ['minute'],
  move: ['verschieben'],
  close: ['schließen', 'runde-schließen'],
  advance: ['nächster-teil', 'vorrücken'],
  mode: ['halten', 'art'],
  take_up: ['thema-aufnehmen'],
  page: ['blättern', 'seite'],
  pause: ['pause'],
  resume: ['fortsetzen'],
  admit: ['einlassen'],
  deny: ['heute-nicht'],
  mute: ['stumm'],
  unmute: ['nicht-stumm'],
  mute_all: ['alle-stumm'],
  unmute_all: ['keine-stumm'],
  role: ['rolle'],
  task: ['aufgabe'],
  handover: ['übergeben'],
  remove: ['entfernen'],
  ban: ['ausschließen'],
  end: ['beenden'],
};

export const NAMES: Record<Language, Record<SlashId, Names>> = { en, de };

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
      talking_piece: 'redestab',
      queue: 'hände',
      tag: 'wählen',
      open: 'offen',
      presenter: 'vortrag',
      directed: 'leitung',
      silent: 'stille',
    },
    role: {
      member: 'mitglied',
      observer: 'beobachtung',
      facilitator: 'leitung',
      co_facilitator: 'mitleitung',
      therapist: 'therapie-leitung',
      co_therapist: 'therapie-mitleitung',
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
      other: 'anderer',
    },
  },
};

/** Stands between two names: "move Bo before Cy". */
export const BEFORE: Record<Language, string> = { en: 'before', de: 'vor' };
