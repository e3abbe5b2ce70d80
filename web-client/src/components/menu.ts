/** What a menu offers. */
export interface MenuItem {
  words: string;
  act: () => void;
  /** Something is lost by it. */
  danger?: boolean;
  /** Is on; the item is a switch. */
  checked?: boolean;
}

/** Items that belong together; a title is said before them. */
export interface MenuGroup {
  title?: string;
  items: MenuItem[];
}
