/** What a host writes for the public directory. */
import type { Listing, NewListing } from '../api/generated';

export const LINES = ['led_by', 'asks', 'happens', 'suits', 'not_for', 'cost'] as const;
type Line = (typeof LINES)[number];

export class ListingDraft {
  lines = $state<Record<Line, string>>({
    led_by: '',
    asks: '',
    happens: '',
    suits: '',
    not_for: '',
    cost: '',
  });
  language = $state('');
  joinable = $state(true);

  /** Of a listing, or of a room without one, whose language is taken to be the reader's. */
  static of(listing: Listing, language: string): ListingDraft {
    const draft = new ListingDraft();
    for (const line of LINES) draft.lines[line] = listing[line];
    draft.language = listing.language ?? language;
    draft.joinable = listing.joinable || !listing.listed_at;
    return draft;
  }

  /** Takes up what was kept. */
  resume({ joinable, language, public: _, ...lines }: NewListing): void {
    this.lines = { ...this.lines, ...lines };
    this.language = language;
    this.joinable = joinable;
  }

  /** As the server takes it. */
  details(isPublic: boolean): NewListing {
    const { joinable, language } = this;
    return { public: isPublic, joinable, language, ...$state.snapshot(this.lines) };
  }
}
