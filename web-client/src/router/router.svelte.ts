/**
 * History routing in one place. Pages link with plain `<a href>`; clicks on
 * links to this origin are taken over here.
 */
let navigation = $state.raw({ number: 0, path: '/' });
let headingWantsFocus = false;

/** The path of the page to draw. `number` changes with every navigation, also to the same path. */
export const currentNavigation = () => navigation;

export function startRouter(): void {
  show();
  addEventListener('popstate', () => {
    show();
    headingWantsFocus = true;
  });
  document.addEventListener('click', takeOverLink);
}

export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  show();
  focusNextHeading();
}

/** For a step within a page that brings its own heading. */
export function focusNextHeading(): void {
  headingWantsFocus = true;
  scrollTo(0, 0);
}

/**
 * For the `h1` of a page: takes the focus once after a navigation, so that
 * screen readers and the keyboard start at the new page. Not at the first
 * load, and not when the reader has already moved on.
 */
export function takeFocus(heading: HTMLElement): void {
  if (!headingWantsFocus) return;
  headingWantsFocus = false;
  const busyElsewhere = document.activeElement instanceof HTMLInputElement;
  if (!busyElsewhere) heading.focus({ preventScroll: true });
}

function show(): void {
  navigation = { number: navigation.number + 1, path: location.pathname };
}

function takeOverLink(event: MouseEvent): void {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || modified) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin) return;
  const inPage = link.hash && link.pathname === location.pathname;
  if (inPage) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}
