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

const bearsMark = (node: Node): boolean => node instanceof Element && node.matches(MARKS);
const bringsMark = (node: Node): boolean =>
  bearsMark(node) || (node instanceof Element && node.querySelector(MARKS) !== null);

/** Looks at what changes only: a page may be long, and change often. */
export function watchForTranslation(): void {
  const page = document.documentElement;
  seen = bringsMark(page);
  const observer = new MutationObserver((changes) => {
    seen ||= changes.some(
      ({ target, addedNodes }) => bearsMark(target) || [...addedNodes].some(bringsMark),
    );
    if (seen) observer.disconnect();
  });
  observer.observe(page, { attributeFilter: ['class'] });
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['_msttexthash'],
  });
}
