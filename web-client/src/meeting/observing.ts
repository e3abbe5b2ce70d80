/** Observers: everybody who takes part is asked first, each in private. */
import type { MeetingView, ObserverQuestion, Person } from '../protocol/generated';
import { amLead, me } from './people';

const isAsked = (person: Person | null): boolean =>
  person?.role === 'member' && !person.simulated && person.place === 'present';

/** A question to the viewer, with what they said; null if they have not answered. */
export type Asked = ObserverQuestion & { yes: boolean | null };

/** What the viewer is asked now. */
export const askedOfMe = (view: MeetingView): Asked[] =>
  isAsked(me(view))
    ? view.observer_questions
        .filter(({ who }) => who !== view.me.id)
        .map((question) => ({ ...question, yes: view.me.observer_answers[question.who] ?? null }))
    : [];

/** What leads know of: that it is asked, and not what anyone says. */
export const askedOfOthers = (view: MeetingView): ObserverQuestion[] =>
  amLead(view) ? view.observer_questions : [];

/** Whether it is asked whether this person may observe. */
export const isAskedAbout = (view: MeetingView, { id }: Person): boolean =>
  view.observer_questions.some(({ who }) => who === id);

/** Whether the viewer may end that this person observes. */
export const mayEndObserving = (view: MeetingView, person: Person): boolean =>
  person.role === 'observer' && person.place === 'present' && isAsked(me(view));
