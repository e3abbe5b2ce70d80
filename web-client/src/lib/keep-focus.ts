import type { Attachment } from 'svelte/attachments';

const WRITES = 'textarea, input, [contenteditable]';
const PRESSED = 'button, [role="option"], summary';

/**
 * What is pressed in here leaves the focus in the field that somebody writes in, so a phone keeps its
 * keyboard open.
 */
export const keepFocus: Attachment<HTMLElement> = (node) => {
  const keep = (event: MouseEvent) => {
    const focused = document.activeElement;
    const writes = focused?.matches(WRITES) === true && node.contains(focused);
    const pressed = event.target instanceof Element && event.target.closest(PRESSED) !== null;
    if (writes && pressed) event.preventDefault();
  };
  node.addEventListener('mousedown', keep);
  return () => node.removeEventListener('mousedown', keep);
};
