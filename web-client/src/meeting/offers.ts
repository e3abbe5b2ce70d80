/** What people are asked to take: a lead's role, a task, the lead. */
import type { Command, MeetingView, Offer, Offered, Person } from '../protocol/generated';

/** What the viewer is asked to take. */
export const offersToMe = (view: MeetingView): Offer[] =>
  view.offers.filter(({ who }) => who === view.me.id);

const sameOffer = (a: Offered, b: Offered): boolean =>
  a.type === b.type &&
  (a.type !== 'role' || (b.type === 'role' && a.role === b.role)) &&
  (a.type !== 'service' || (b.type === 'service' && a.service === b.service));

/** The offers that stand once one is over. */
export const withoutOffer = (offers: readonly Offer[], who: string, what: Offered): Offer[] =>
  offers.filter((offer) => offer.who !== who || !sameOffer(offer.what, what));

/** Takes back what a person was asked to take; null if they were not. */
export function withdrawal(view: MeetingView, { id }: Person, what: Offered): Command | null {
  const stands = view.offers.some((offer) => offer.who === id && sameOffer(offer.what, what));
  return stands ? { type: 'withdraw_offer', who: id, what } : null;
}
