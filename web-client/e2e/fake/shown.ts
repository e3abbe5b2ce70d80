import type { Page } from '@playwright/test';
import type { FakeHub, Scene } from './hub.ts';

/** A scene that has a picture: its file's name, how it is reached, and for whom. */
export interface Shown extends Scene {
  name: string;
  as?: string;
  act?: (page: Page, hub: FakeHub) => Promise<void>;
}
