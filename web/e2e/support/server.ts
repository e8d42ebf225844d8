/** The real binary: started on a free port with a folder of its own, stopped and swept away whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { binary } from './environment';

export type Language = 'en' | 'zh';

/** A development build lives through the demo's whole year before it answers. */
const startMs = 170_000;
const stopMs = 15_000;

export class Server {
  readonly url: string;
  /** The folder below which data sources may read. */
  readonly files: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  #output = '';

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
    this.files = filesOf(folder);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.#output += data.toString();
      });
    }
    // A worker that is ended from outside must not leave its server behind.
    process.once('exit', () => this.#signal('SIGKILL'));
  }

  /** The demo company in a language, on the day it begins. */
  static async demo(language: Language): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'azimuth-e2e-'));
    cpSync(await filled(language), join(folder, 'data'), { recursive: true });
    return Server.#start('demo', ['--lang', language, '--no-open'], folder);
  }

  /** An installation that nobody has set up. */
  static empty(): Promise<Server> {
    return Server.#start('serve', [], mkdtempSync(join(tmpdir(), 'azimuth-e2e-')));
  }

  /** Lives through the demo's year once and keeps what it wrote. */
  static async fill(language: Language, data: string): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'azimuth-e2e-'));
    const server = await Server.#start('demo', ['--lang', language, '--no-open'], folder);
    await server.#end();
    const part = `${data}.part`;
    for (const old of [part, data]) rmSync(old, { recursive: true, force: true });
    cpSync(join(folder, 'data'), part, { recursive: true });
    renameSync(part, data);
    rmSync(folder, { recursive: true, force: true });
  }

  static async #start(command: string, extra: string[], folder: string): Promise<Server> {
    const address = `127.0.0.1:${await freePort()}`;
    const data = join(folder, 'data');
    const files = filesOf(folder);
    mkdirSync(files, { recursive: true });
    const child = spawn(binary, [command, '--listen', address, '--data', data, ...extra], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        AZIMUTH_PUBLIC_URL: `http://${address}`,
        AZIMUTH_SOURCE_FILES: files,
      },
    });
    const server = new Server(`http://${address}`, child, folder);
    try {
      await server.#untilHealthy();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Everything it has printed. */
  get output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    const isOver = () => this.#child.exitCode !== null || this.#child.signalCode !== null;
    if (isOver()) return;
    const over = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), stopMs);
    await over;
    clearTimeout(timer);
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.exitCode === null) this.#child.kill(signal);
  }

  async #untilHealthy(): Promise<void> {
    const until = Date.now() + startMs;
    while (Date.now() < until) {
      if (this.#child.exitCode !== null) {
        throw new Error(`azimuth ended with ${this.#child.exitCode}:\n${this.#output}`);
      }
      const answer = await fetch(`${this.url}/health`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`azimuth did not answer within ${startMs} ms:\n${this.#output}`);
  }
}

const filesOf = (folder: string) => join(folder, 'files');

/** Where filled demos wait to be copied. */
const shelf = resolve('node_modules/.cache/azimuth-demo');
/** The demo's clock goes on while it lies there; a newer binary tells its own story. */
const freshMs = 60 * 60_000;

async function filled(language: Language): Promise<string> {
  const stamp = String(Math.round(statSync(binary).mtimeMs));
  const data = join(shelf, stamp, language);
  if (existsSync(data) && Date.now() - statSync(data).mtimeMs < freshMs) return data;
  mkdirSync(join(shelf, stamp), { recursive: true });
  for (const other of readdirSync(shelf)) {
    if (other !== stamp) rmSync(join(shelf, other), { recursive: true, force: true });
  }
  await Server.fill(language, data);
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was given'));
      });
    });
  });
}
