/** The real server: started, killed, and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARY =
  process.env.RONDO_BIN ?? fileURLToPath(new URL('../../../target/debug/rondo', import.meta.url));
/** A debug build on a busy machine opens its database and hashes a password. */
const START_MS_MAX = 30_000;

/** What servers that share a database have in common (docs/operating.md, "Several servers"). */
const SHARED = [
  'signing-keys.json',
  'push-key',
  'webhook-key',
  'second-factor-key',
  'keys/root.key',
];

export class Server {
  /** What it said, all starts together. */
  log = '';
  #printed = '';
  #process: ChildProcess | null = null;
  /** Where it listens, once it is known. */
  #listen = '127.0.0.1:0';
  readonly #dataDir: string;
  readonly #command: string[];

  private constructor(dataDir: string, command: readonly string[]) {
    this.#dataDir = dataDir;
    this.#command = [...command];
  }

  static async start(...command: string[]): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), 'rondo-e2e-')), command);
    await server.#run();
    server.#listen = new URL(server.origin).host;
    return server;
  }

  /** One of several at a port, with the files that it has to share with the first of them. */
  static async startAt(
    port: number,
    first: Server | undefined,
    ...command: string[]
  ): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rondo-e2e-'));
    if (first) for (const file of SHARED) await cp(join(first.#dataDir, file), join(dataDir, file));
    const server = new Server(dataDir, command);
    server.#listen = `127.0.0.1:${port}`;
    await server.#run();
    return server;
  }

  get origin(): string {
    return this.#find(/Open (http:\/\/\S+)/);
  }

  /** A link that was printed, by its page. */
  link(page: 'setup' | 'join' | 'claim'): string {
    return this.#find(new RegExp(`(http://\\S+/${page}#\\S+)`));
  }

  /** It is told to stop, and is gone once it has handed its rooms over. */
  async end(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** `kill -9`: nothing is said, and nothing is written any more. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** On the same port and with the same data. */
  async startAgain(): Promise<void> {
    await this.#run();
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  /** The keys of series are lost, and whoever starts the server again says so. */
  async loseKeys(): Promise<void> {
    await rm(join(this.#dataDir, 'keys'), { recursive: true });
    this.#command.unshift('--accept-lost-series');
  }

  /** The files of the data directory that hold this text. */
  async filesWith(text: string): Promise<string[]> {
    const entries = await readdir(this.#dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
    const contents = await Promise.all(files.map((file) => readFile(file)));
    return files.filter((_, i) => contents[i]?.includes(text));
  }

  async #run(): Promise<void> {
    const settings = ['--listen', this.#listen, '--data-dir', this.#dataDir, '--log-level', 'warn'];
    const child = spawn(BINARY, [...settings, ...this.#command], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const begun = this.#printed.length;
    child.stderr.on('data', (said: Buffer) => (this.log += said.toString()));
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${BINARY} ${why}\n${this.log}`));
      const timer = setTimeout(() => fail('did not say where it listens'), START_MS_MAX);
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code) => fail(`ended with ${code}`));
      child.stdout.on('data', (said: Buffer) => {
        this.#printed += said.toString();
        // All that it prints comes in one piece.
        if (!this.#printed.slice(begun).includes('Open http')) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  #find(what: RegExp): string {
    const found = what.exec(this.#printed)?.[1];
    if (!found) throw new Error(`${what} was not printed:\n${this.#printed}`);
    return found;
  }
}
