import { readSecret } from '../lib/secret';

/**
 * History routing in one place. Pages link with plain `<a href>`; clicks on
 * links to this origin are taken over here.
 */
let navigation = $state.raw({ number: 0, path: '/' });
let headingWantsFocus = false;
/** The `id` of the heading that the address asks for; empty when it asks for the page alone. */
let part = '';

/** The path of the page to draw. `number` changes with every navigation, also to the same path. */
export const currentNavigation = () => navigation;

/** Is asked before the reader leaves the page, and goes on by calling what it is given. */
type Guard = (onward: () => void) => void;
let guard: Guard | null = null;

/** Asks this before every way to another page, until it is lifted by what this returns. */
export function guardLeaving(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

export function startRouter(): void {
  show();
  addEventListener('popstate', () => {
    // Another fragment is no other page, unless it brings a secret to open it with.
    if (location.pathname === navigation.path && !readSecret(location.hash)) return;
    if (guard) {
      // The browser has gone already: back to the page, and on from there if the reader says so.
      history.pushState(null, '', navigation.path);
      return guard(() => {
        guard = null;
        history.back();
      });
    }
    show();
    headingWantsFocus = true;
  });
  document.addEventListener('click', takeOverLink);
}

export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (guard) guard(() => go(path, options));
  else go(path, options);
}

function go(path: string, options: { replace?: boolean }): void {
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
  if (!busyElsewhere()) heading.focus({ preventScroll: true });
}

const busyElsewhere = () => document.activeElement instanceof HTMLInputElement;

/**
 * For the heading of a part that other pages link to by its `id`: takes the focus from the page's
 * own heading, once, and comes into view.
 */
export function takePart(heading: HTMLElement): void {
  if (heading.id !== part) return;
  part = '';
  if (busyElsewhere()) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** A link within the page moves the focus. The fragment is left alone: it belongs to secrets. */
function moveTo(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus();
}

function show(): void {
  restoreFragment();
  part = readSecret(location.hash) ? '' : location.hash.slice(1);
  navigation = { number: navigation.number + 1, path: location.pathname };
}

/** On its way a link's `#` may have been written out; what follows it is then part of the path. */
function restoreFragment(): void {
  const [path, ...rest] = location.pathname.split(/%(?:25)*23/i);
  if (rest.length === 0) return;
  history.replaceState(history.state, '', `${path}#${rest.join('')}`);
}

function takeOverLink(event: MouseEvent): void {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || modified) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin) return;
  event.preventDefault();
  if (link.getAttribute('href')?.startsWith('#')) return moveTo(link.hash.slice(1));
  navigate(link.pathname + link.search + link.hash);
}
