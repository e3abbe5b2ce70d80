/** What was done in a room, in words. */
import type { Act, Actor, AuditAction } from '../api/generated';
import type { Catalogue } from '../i18n/en';

/** What was done. */
export function actionOf({ action }: Act, { trail }: Catalogue): string {
  const known: Partial<Record<AuditAction, string>> = trail.actions;
  return (action && known[action]) ?? trail.other;
}

/** Why, when, by whom and where. */
export const aboutOf = (act: Act, words: Catalogue): string =>
  [
    reasonOf(act, words),
    words.trail.at(act.at),
    byOf(act, words),
    act.in_meeting ? words.trail.inMeeting : '',
  ]
    .filter(Boolean)
    .join(' · ');

function byOf({ by }: Act, { trail }: Catalogue): string {
  return by.kind === 'server' ? trail.server : trail.by(nameOf(by, trail));
}

/** To whom or with what it was done; empty if to nobody. */
export const toOf = ({ to }: Act, { trail }: Catalogue): string => (to ? nameOf(to, trail) : '');

function nameOf({ kind, name }: Actor, words: Catalogue['trail']): string {
  if (kind === 'invite') return words.link;
  if (kind === 'program') return words.program;
  if (kind === 'request') return words.asked;
  return name ?? words.somebody;
}

/** Why, or which of several; empty where the act says it all. */
function reasonOf({ action, reason }: Act, { meeting }: Catalogue): string {
  const among = (words: Partial<Record<string, string>>) => (reason && words[reason]) || '';
  switch (action) {
    case 'removed':
    case 'banned':
      return among(meeting.lead.reasons);
    case 'took_back':
      return among(meeting.log.takeBack.reasons);
    case 'role_changed':
      return among(meeting.floor.roles);
    case 'service_changed':
      return among(meeting.lead.service);
    default:
      return '';
  }
}
