/** The room this tab was in last, so that there is a way back to it. Gone with the tab. */
import { storage } from './storage';

const KEPT_AS = 'rondo.room';

export const lastRoom = {
  get: (): string | null => storage.tab.get(KEPT_AS),
  keep: (room: string): void => storage.tab.set(KEPT_AS, room),
  forget: (): void => storage.tab.remove(KEPT_AS),
};
