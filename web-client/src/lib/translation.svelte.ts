/**
 * Browsers and extensions that translate a page replace its texts under it: what
 * changes later no longer shows, and everything that people write goes to the
 * service that translates. The page asks not to be translated; this notices
 * when it is all the same.
 */
let seen = $state(false);

/** Whether something has translated the page since it was loaded. */
export const isTranslated = (): boolean => seen;

/** Chrome marks the page, Edge what it changed; both and many extensions bring `font`, which we never use. */
const MARKS = '.translated-ltr, .translated-rtl, font, [_msttexthash]';

export function watchForTranslation(): void {
  const page = document.documentElement;
  const observer = new MutationObserver(() => {
    if (!page.matches(MARKS) && !page.querySelector(MARKS)) return;
    seen = true;
    observer.disconnect();
  });
  observer.observe(page, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.body, { childList: true, subtree: true });
}
