/**
 * How much of the page is seen. Where the keyboard of a phone lies over the page (iOS), the page would
 * go on under it: its height is taken from what is left, in `--shown-height` and `--shown-top`.
 */

/** What a keyboard covers is more than this; a bar of the browser is less. */
const COVERED_PX_MIN = 100;

class ShownHeight {
  /** In pixels; null where nothing covers the page. */
  current = $state<number | null>(null);

  /** Follows the keyboard for as long as the page is open. */
  follow(): void {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = () => {
      // Magnified by hand, less is seen, and no keyboard is there.
      const height = viewport.height * viewport.scale;
      const covered = window.innerHeight - height > COVERED_PX_MIN;
      this.current = covered ? height : null;
      const { style } = document.documentElement;
      set(style, '--shown-height', covered ? height : null);
      set(style, '--shown-top', covered ? viewport.offsetTop : null);
    };
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    measure();
  }
}

function set(style: CSSStyleDeclaration, name: string, px: number | null): void {
  if (px === null) style.removeProperty(name);
  else style.setProperty(name, `${px}px`);
}

export const shownHeight = new ShownHeight();
