/** One person with a browser of their own, and what people do with it. */
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures.ts';
import { german, english, type Words } from './words.ts';

export interface Setting {
  /** A phone instead of a desk. */
  phone?: boolean;
  german?: boolean;
  /** Never touches the mouse. */
  keyboard?: boolean;
}

type Pressable = 'button' | 'link' | 'menuitem' | 'checkbox' | 'radio';

/** More stops than any page has. */
const TABS_MAX = 120;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export class Person {
  readonly name: string;
  readonly page: Page;
  readonly words: Words;
  /** Of the conversation. */
  readonly log: Locator;
  readonly field: Locator;
  /** Every frame that any page of theirs was sent. */
  readonly heard: string[] = [];
  readonly #context: BrowserContext;
  readonly #keyboard: boolean;
  readonly #phone: boolean;
  readonly #pictures: (name: string) => string | null;

  constructor(
    name: string,
    page: Page,
    setting: Setting,
    pictures: (name: string) => string | null,
  ) {
    this.name = name;
    this.page = page;
    this.words = setting.german ? german : english;
    this.log = page.getByRole('region', { name: this.words.conversation });
    this.field = page.getByRole('textbox', { name: this.words.yourWords });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.heard.push(String(payload)));
    });
    this.#context = page.context();
    this.#keyboard = setting.keyboard ?? false;
    this.#phone = setting.phone ?? false;
    this.#pictures = pictures;
  }

  // ── Hands ─────────────────────────────────────────────────────────────────

  async press(name: string | RegExp, role: Pressable = 'button'): Promise<void> {
    await this.touch(this.page.getByRole(role, { name, exact: true }));
  }

  async touch(target: Locator): Promise<void> {
    if (!this.#keyboard) return target.click();
    await this.#tabTo(target);
    const isBox = await target.evaluate((element) => element instanceof HTMLInputElement);
    await this.page.keyboard.press(isBox ? 'Space' : 'Enter');
  }

  async write(target: Locator, text: string): Promise<void> {
    if (!this.#keyboard) return target.fill(text);
    await this.#tabTo(target);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.write(this.page.getByRole('textbox', { name: label, exact: true }), text);
  }

  /** With nothing but the key that goes from one thing to the next. */
  async #tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    for (let tabs = 0; tabs < TABS_MAX && !(await isThere()); tabs += 1) {
      await this.page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  }

  // ── Coming in ─────────────────────────────────────────────────────────────

  /** From the invitation to the waiting room; accepting is asked once. */
  async join(link: string, steps: { look?: string } = {}): Promise<void> {
    await this.takeSeat(link, steps);
    const door = this.page.getByRole('heading', { name: this.words.atDoor(this.name) });
    const consent = this.page.getByRole('button', { name: this.words.consent });
    await expect(door.or(consent)).toBeVisible();
    if (await consent.isVisible()) {
      if (steps.look) await this.look(`${steps.look}-consent`);
      await this.touch(this.page.getByRole('checkbox', { name: this.words.agree }));
      await this.touch(consent);
      await this.leaveForAnEmergency(steps);
    }
    await expect(door).toBeVisible();
    if (steps.look) await this.look(`${steps.look}-waiting`);
  }

  /** A therapy group asks for each meeting. */
  async leaveForAnEmergency(steps: { look?: string } = {}): Promise<void> {
    const { page, words } = this;
    await this.write(page.getByLabel(words.contact), 'My sister, 030 123456');
    await this.write(page.getByLabel(words.place), 'Lindenweg 3');
    if (steps.look) await this.look(`${steps.look}-emergency`);
    await this.press(words.goOn);
  }

  async takeSeat(link: string, steps: { look?: string } = {}): Promise<void> {
    const { page, words } = this;
    const see = async (what: string) => {
      if (steps.look) await this.look(`${steps.look}-${what}`);
    };
    // Of a page that is open already the same link changes the fragment alone, and the page begins again
    // some time after `goto` has returned.
    await page.goto('about:blank');
    await page.goto(link);
    const next = page.getByRole('button', { name: words.toName });
    const name = page.getByLabel(words.nameLabel);
    await expect(next.or(name)).toBeVisible();
    await see('join');
    if (await next.isVisible()) {
      await this.touch(next);
      await expect(name).toBeVisible();
    }
    await this.write(name, this.name);
    await expect(page.getByText(words.nameFree)).toBeVisible();
    await this.touch(page.getByRole('checkbox'));
    await see('join-name');
    await this.press(words.submit);
    await expect(page.getByRole('heading', { name: words.code })).toBeVisible();
    await see('code');
    await this.press(words.kept);
  }

  /** From the room's page, with an account that leads it. */
  async comeInToLead(): Promise<void> {
    await this.press(/^(Open|Enter) the room$/, 'link');
    await this.touch(this.page.getByRole('checkbox', { name: /^I accept these/ }));
    await this.press('Come in');
    await expect(this.page.getByRole('group', { name: 'Leading' })).toBeVisible();
  }

  // ── In the meeting ────────────────────────────────────────────────────────

  /** Takes the offered turn. */
  async share(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.words.offer })).toBeVisible();
    await this.press(this.words.share);
    await expect(this.field).toBeFocused();
  }

  /** Passes the offered turn. Before the offer the same button gives up the place in the round. */
  async pass(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.words.offer })).toBeVisible();
    await this.press(this.words.pass);
  }

  /** Writes and sends; it is there when it is in the conversation. */
  async say(text: string): Promise<void> {
    await this.write(this.field, text);
    await this.send();
    await this.sees(text);
    await expect(this.page.getByText(this.words.sending)).toBeHidden();
  }

  /** Of the conversation: a field for whispers has a button of its own. */
  async send(): Promise<void> {
    const { page, words } = this;
    const field = page.getByRole('region', { name: words.yourWords });
    await this.touch(field.getByRole('button', { name: words.send, exact: true }));
  }

  async done(): Promise<void> {
    await this.press(this.words.done);
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.log.getByText(text)).toBeVisible();
  }

  /** All of these, each once, and in this order. */
  async hasRead(texts: readonly string[]): Promise<void> {
    await expect(this.log.getByText(new RegExp(texts.map(plain).join('|')))).toHaveText([...texts]);
  }

  /** What the page says of the floor: the one sentence, which is also read out. */
  async isTold(sentence: string | RegExp): Promise<void> {
    await expect(
      this.page.getByRole('status').filter({ hasText: sentence }).first(),
    ).toBeAttached();
  }

  /** Of the menu behind a button. */
  async choose(menu: string, item: string | RegExp): Promise<void> {
    await this.press(menu);
    await this.press(item, 'menuitem');
  }

  /** For another person: from the list of everyone here. */
  async chooseFor(name: string, item: string): Promise<void> {
    const list = this.page.getByRole('button', { name: 'Show as a list' });
    if (await list.isVisible()) await this.touch(list);
    if (this.#phone) await this.choose('More', 'Everyone here');
    await this.choose(`What to do for ${name}`, item);
  }

  // ── The wire ──────────────────────────────────────────────────────────────

  async goOffline(): Promise<void> {
    await this.#context.setOffline(true);
    await this.page.evaluate(() => {
      for (const socket of window.rondoSockets) socket.close();
    });
  }

  async comeBack(): Promise<void> {
    await this.#context.setOffline(false);
  }

  /** A request of the page's own, without the page. */
  async ask<Answer>(path: string, body: object): Promise<Answer> {
    return this.page.evaluate(
      async ({ path, body }) => {
        const headers = { 'Content-Type': 'application/json' };
        const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      },
      { path, body },
    );
  }

  /** What a changed client could try: these commands by a socket of its own. `@Name` is their id. */
  async forge(commands: readonly Command[]): Promise<string[]> {
    const room = new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
    const { token } = await this.ask<{ token: string }>(`/api/rooms/${room}/token`, {});
    return this.page.evaluate(
      async ({ room, token, commands }) => {
        const socket = new WebSocket(`ws://${location.host}/ws/${room}`, 'rondo.v2');
        socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', token, resume: null }));
        const answers: string[] = [];
        return new Promise<string[]>((resolve) => {
          socket.onmessage = ({ data }) => {
            const frame = JSON.parse(String(data)) as Frame;
            if (frame.type === 'accepted') answers[frame.ref] = 'accepted';
            if (frame.type === 'refused') answers[frame.ref] = frame.code;
            if (frame.type === 'snapshot') {
              const ids = new Map(frame.view.people.map(({ id, name }) => [`@${name}`, id]));
              commands.forEach((command, ref) => {
                const known = Object.entries(command).map(([key, value]) => [
                  key,
                  ids.get(String(value)) ?? value,
                ]);
                const forged: unknown = Object.fromEntries(known);
                const id = `forged-${Date.now()}-${ref}`;
                socket.send(JSON.stringify({ type: 'command', ref, id, command: forged }));
              });
            }
            if (Object.keys(answers).length < commands.length) return;
            socket.close();
            resolve(answers);
          };
        });
      },
      { room, token, commands },
    );
  }

  // ── Looking ───────────────────────────────────────────────────────────────

  /** A picture for people, and the findings of axe. */
  async look(name: string): Promise<void> {
    await this.page.evaluate(() => document.fonts.ready);
    const path = this.#pictures(name);
    if (path) await this.page.screenshot({ path });
    await expectAccessible(this.page);
    await expectNoSidewaysScroll(this.page);
  }
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Command = { type: string } & Record<string, unknown>;
type Frame =
  | { type: 'accepted'; ref: number }
  | { type: 'refused'; ref: number; code: string }
  | { type: 'snapshot'; view: { people: { id: string; name: string }[] } };

declare global {
  interface Window {
    /** Every socket the page has opened. */
    rondoSockets: WebSocket[];
  }
}
