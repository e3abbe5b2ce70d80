/** The room this page was in last, so that there is a way back to it. Kept nowhere: gone with the page. */
let last: string | null = null;

export const lastRoom = {
  get: (): string | null => last,
  keep: (room: string): void => {
    last = room;
  },
  forget: (): void => {
    last = null;
  },
};
