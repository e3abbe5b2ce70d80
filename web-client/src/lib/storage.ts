/** Web storage that may be missing or forbidden: reading gives null, writing is then a wish. */
export interface Keep {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  clear(): void;
}

function keep(area: () => Storage): Keep {
  return {
    get(key) {
      try {
        return area().getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        area().setItem(key, value);
      } catch {
        // Private mode or a full disk: the page works without it.
      }
    },
    remove(key) {
      try {
        area().removeItem(key);
      } catch {
        // As above.
      }
    },
    clear() {
      try {
        area().clear();
      } catch {
        // As above.
      }
    },
  };
}

export const storage = {
  local: keep(() => localStorage),
  /** Gone with the tab. */
  tab: keep(() => sessionStorage),
};
