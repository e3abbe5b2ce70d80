/** An identity provider (OpenID Connect) of the organisation: npm's `oidc-provider`. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { expect, type Page } from '@playwright/test';
import type { Person } from './person.ts';

const SECRET = 'between the two of them';

export class IdentityProvider {
  readonly issuer: string;
  /** What a server is started with to use it. */
  readonly settings: string[];
  readonly #http: HttpServer;
  readonly #folder: string;

  private constructor(http: HttpServer, folder: string, secretFile: string) {
    this.#http = http;
    this.#folder = folder;
    this.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const named = ['--oidc-issuer', this.issuer, '--oidc-client-id', 'rondo'];
    this.settings = [
      ...named,
      '--oidc-client-secret-file',
      secretFile,
      '--oidc-name',
      'the clinic',
    ];
  }

  static async start(): Promise<IdentityProvider> {
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const folder = await mkdtemp(join(tmpdir(), 'rondo-provider-'));
    const secretFile = join(folder, 'secret');
    await writeFile(secretFile, `${SECRET}\n`);
    return new IdentityProvider(http, folder, secretFile);
  }

  /** The server is known there from now on. */
  knows(origin: string): void {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: 'rondo',
          client_secret: SECRET,
          redirect_uris: [`${origin}/sign-in/provider`],
        },
      ],
      claims: { profile: ['name', 'preferred_username'] },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: id, name: `${id} of the clinic` }),
      }),
    });
    this.#http.on('request', provider.callback());
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    this.#http.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** On its own pages: whoever has been there is known there. */
  async signIn(person: Person, login: string): Promise<void> {
    const { page } = person;
    await expect(page).toHaveURL(new RegExp(`^${this.issuer}/interaction/`));
    await page.getByPlaceholder('Enter any login').fill(login);
    await page.getByPlaceholder('and password').fill('x');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await this.agree(page);
  }

  async agree(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Continue' }).click();
  }
}
