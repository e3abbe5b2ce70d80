import Sortable from 'sortablejs';
import type { Attachment } from 'svelte/attachments';

/** Lets the children of a list be dragged by their handle; says from where to where. */
export function sortable(handle: string, onmove: (from: number, to: number) => void): Attachment {
  return (list) => {
    const made = Sortable.create(list as HTMLElement, {
      handle,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140,
      ghostClass: 'dragged',
      onEnd({ item, oldIndex: from, newIndex: to }) {
        if (from === undefined || to === undefined || from === to) return;
        // The page draws the new order itself, so the element goes back to where it was.
        item.remove();
        list.insertBefore(item, list.children[from] ?? null);
        onmove(from, to);
      },
    });
    return () => made.destroy();
  };
}
