/** Whether somebody looks at this page, and when that changes. */

/** A window that loses the focus for less than this was not left. */
const AWAY_MS = 1_000;

export const isLookedAt = (): boolean =>
  document.visibilityState === 'visible' && document.hasFocus();

/** Says so whenever it changes; of a page that goes out of sight at once, before it may be frozen. */
export function onLooking(say: (looks: boolean) => void): () => void {
  let said = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    const looks = isLookedAt();
    if (looks !== said) say((said = looks));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, AWAY_MS);
  };
  tell();
  addEventListener('focus', tell);
  addEventListener('blur', later);
  document.addEventListener('visibilitychange', tell);
  return () => {
    clearTimeout(timer);
    removeEventListener('focus', tell);
    removeEventListener('blur', later);
    document.removeEventListener('visibilitychange', tell);
  };
}
