/** Several real servers with one PostgreSQL, behind a balancer with the example of `deploy/`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from './server.ts';

const SERVERS = ['one', 'two', 'three'];
/** How many connections a user without rights may have here. */
const CONNECTIONS = 400;

const inRepository = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The examples as they are, but for what is of this machine. */
const EXAMPLES = {
  haproxy: {
    options: (path: string) => ['-db', '-f', path],
    config: (port: number, ports: readonly number[]) =>
      example('haproxy.cfg', [
        [/bind .*/g, `bind 127.0.0.1:${port}`],
        [/maxconn \d+/g, `maxconn ${CONNECTIONS}`],
        ...SERVERS.map((name, i): Change => [
          new RegExp(`server ${name} \\S+`, 'g'),
          `server ${name} 127.0.0.1:${ports[i]}`,
        ]),
      ]),
  },
  nginx: {
    options: (path: string) => ['-e', 'stderr', '-c', path],
    config: async (port: number, ports: readonly number[], folder: string) => {
      const block = await example('nginx-cluster.conf', [
        [/listen .*/g, `listen 127.0.0.1:${port};`],
        [/ssl_certificate.*/g, ''],
        [/server_name .*/g, ''],
        ...ports.map((server, i): Change => [
          new RegExp(`10\\.0\\.0\\.${5 + i}:8080`, 'g'),
          `127.0.0.1:${server}`,
        ]),
      ]);
      const files = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const folders = files.map((name) => `${name}_temp_path ${folder}/nginx-${name};`).join('\n');
      const main = `daemon off; pid ${folder}/nginx.pid; error_log stderr error;`;
      return `${main}\nevents {}\nhttp {\n${folders}\n${block}\n}\n`;
    },
  },
};

export type Balancer = keyof typeof EXAMPLES;
export const BALANCERS = Object.keys(EXAMPLES) as Balancer[];

type Change = [from: RegExp, to: string];

async function example(name: string, changes: readonly Change[]): Promise<string> {
  let text = await readFile(inRepository(`deploy/${name}`), 'utf8');
  for (const [from, to] of changes) {
    if (!from.test(text)) throw new Error(`deploy/${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

export class Cluster {
  readonly origin: string;
  readonly servers: Server[] = [];
  /** Where they reach each other. */
  readonly #peers: string[];
  readonly #folder: string;
  readonly #database: string;
  readonly #running: ChildProcess[] = [];

  private constructor(folder: string, origin: string, database: string, peers: string[]) {
    this.#peers = peers;
    this.#folder = folder;
    this.origin = origin;
    this.#database = database;
  }

  static async start(balancer: Balancer): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'rondo-e2e-cluster-'));
    // PostgreSQL runs as another user.
    await chmod(folder, 0o755);
    const [door, database, ...rest] = await freePorts(2 + 2 * SERVERS.length);
    const [ports, peerPorts] = [rest.slice(0, SERVERS.length), rest.slice(SERVERS.length)];
    const cluster = new Cluster(
      folder,
      `http://localhost:${door}`,
      `postgres://rondo@127.0.0.1:${database}`,
      peerPorts.map((port) => `127.0.0.1:${port}`),
    );
    await cluster.#startDatabase(database!);
    for (const [i, port] of ports.entries()) await cluster.#startServer(port, cluster.#peers[i]!);
    await cluster.#startBalancer(balancer, door!, ports);
    return cluster;
  }

  /** Which of them has the only room. */
  async owner(): Promise<number> {
    const sql = 'SELECT peer FROM room_owner JOIN node_lease USING (incarnation)';
    const peer = (await this.#psql('rows', sql)).trim();
    return this.#peers.indexOf(peer);
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    for (const child of this.#running.reverse()) {
      const ended = once(child, 'exit');
      child.stdin?.end();
      if (!child.stdin) child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #startDatabase(port: number): Promise<void> {
    const serve = [inRepository('tests/postgres/serve'), join(this.#folder, 'postgres')];
    const child = spawn('bash', [...serve, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#running.push(child);
    await once(child.stdout, 'data');
    for (const name of ['rows', 'keys']) await this.#psql('postgres', `CREATE DATABASE ${name}`);
  }

  async #startServer(port: number, peer: string): Promise<void> {
    const settings = [
      ['--database-url', `${this.#database}/rows`],
      ['--keys-url', `${this.#database}/keys`],
      ['--peer-listen', peer],
      ['--public-url', this.origin],
      ['--trusted-proxies', '127.0.0.1'],
    ];
    this.servers.push(await Server.startAt(port, this.servers[0], ...settings.flat()));
  }

  async #startBalancer(balancer: Balancer, port: number, ports: readonly number[]): Promise<void> {
    const path = join(this.#folder, balancer);
    await writeFile(path, await EXAMPLES[balancer].config(port, ports, this.#folder));
    const child = spawn(balancer, EXAMPLES[balancer].options(path), {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#running.push(child);
    let said = '';
    child.stderr.on('data', (line: Buffer) => (said += line.toString()));
    while (!(await answers(this.origin))) {
      if (child.exitCode !== null) throw new Error(`${balancer} ended\n${said}`);
    }
  }

  async #psql(database: string, sql: string): Promise<string> {
    const child = spawn('psql', ['-XqtA', '-c', sql, `${this.#database}/${database}`]);
    let said = '';
    child.stdout.on('data', (line: Buffer) => (said += line.toString()));
    child.stderr.on('data', (line: Buffer) => (said += line.toString()));
    const [code] = (await once(child, 'close')) as [number];
    if (code !== 0) throw new Error(said);
    return said;
  }
}

async function answers(origin: string): Promise<boolean> {
  const answer = await fetch(`${origin}/readyz`).catch(() => null);
  return answer?.ok ?? false;
}

/** All at a time, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const held = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(held.map((server) => once(server, 'listening')));
  const ports = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => once(server.close(), 'close')));
  return ports;
}
