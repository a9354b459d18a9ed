import type { KeyboardEvent } from 'react';

/**
 * Arrow keys of a tree as the ARIA Authoring Practices have them: one item at a time is in the tab order. Opening and
 * closing is the item's own; what it does not take comes here.
 */
export function moveInTree(event: KeyboardEvent<HTMLUListElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const from = items.indexOf(document.activeElement as HTMLElement);
  if (from < 0) return;
  const to = target(event.key, items, from);
  if (!to) return;
  event.preventDefault();
  for (const item of items) item.tabIndex = item === to ? 0 : -1;
  to.focus();
}

function target(key: string, items: readonly HTMLElement[], from: number): HTMLElement | undefined {
  const level = (item: HTMLElement | undefined) => Number(item?.ariaLevel ?? 0);
  const current = level(items[from]);
  switch (key) {
    case 'ArrowDown':
      return items[from + 1];
    case 'ArrowUp':
      return items[from - 1];
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    case 'ArrowRight':
      return level(items[from + 1]) > current ? items[from + 1] : undefined;
    case 'ArrowLeft':
      return items.slice(0, from).findLast((item) => level(item) < current);
    default:
      return undefined;
  }
}
