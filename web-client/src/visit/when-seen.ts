/**
 * Tells once that an element was really on the screen: in view, in the foreground, and under no
 * dialog. Another `key` is another thing to see.
 */
export function whenSeen(key: unknown, seen: () => void) {
  return (element: HTMLElement) => {
    void key;
    let inView = false;
    const look = () => {
      const open = document.querySelector('dialog[open]') !== null;
      if (!inView || open || document.visibilityState !== 'visible') return;
      stop();
      seen();
    };
    const observer = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      look();
    });
    const stop = () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('close', look, true);
    };
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    // A dialog's `close` does not bubble.
    document.addEventListener('close', look, true);
    return stop;
  };
}
