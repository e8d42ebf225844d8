/** Starts the real binary on a fresh demo, and stops the one it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Account {
  email: string;
  password: string;
}

export interface DemoServer {
  url: string;
  /** In the order in which they are printed: the administrator first. */
  accounts: Account[];
  stop: () => Promise<void>;
}

const startMs = 120_000;
const pollMs = 100;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Lines that hold an address and a password behind it. */
export function accountsIn(output: string): Account[] {
  return output.split('\n').flatMap((line) => {
    const found = /([\w.+-]+@[\w.-]+\.\w+)\s+(?:\S*[:=]\s*)?(\S{8,})/.exec(line);
    return found?.[1] && found[2] ? [{ email: found[1], password: found[2] }] : [];
  });
}

export async function startDemo(language: 'en' | 'zh'): Promise<DemoServer> {
  const binary = process.env.AZIMUTH_BIN;
  if (!binary) throw new Error('AZIMUTH_BIN names no binary; cargo xtask test sets it');
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'azimuth-e2e-'));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    binary,
    ['demo', '--listen', `127.0.0.1:${port}`, '--data', data, '--lang', language, '--no-open'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async () => {
    await end(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await healthy(url, child);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${output}`);
  }
  return { url, accounts: accountsIn(output), stop };
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + startMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`azimuth ended with ${child.exitCode}`);
    const isUp = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error('azimuth did not answer /health in time');
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
