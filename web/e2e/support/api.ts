/** The API as a test uses it: to sign a context in, and to learn what a page ought to show. */
import type { APIRequestContext } from '@playwright/test';

export const password = 'azimuth-2013';
export const administrator = 'eleanor.morgan@nyc-air.example';
/** Answers for key results of the company and of others. */
export const operations = 'grace.okafor@nyc-air.example';
/** Signs in and has no special role. */
export const member = 'tomas.silva@nyc-air.example';

interface Session {
  user: { version: number; email: string };
  person: { id: string; name: string } | null;
  csrf: string;
  now: string;
  today: string;
}

export interface Look {
  theme?: 'light' | 'dark' | 'system';
  locale?: 'en' | 'zh-CN';
  density?: 'comfortable' | 'compact';
}

export class Api {
  readonly #request: APIRequestContext;
  readonly #url: string;

  constructor(request: APIRequestContext, url: string) {
    this.#request = request;
    this.#url = url;
  }

  async get<T>(path: string): Promise<T> {
    return this.#checked<T>(await this.#request.get(`${this.#url}/api/v1${path}`));
  }

  async post<T>(path: string, data: object = {}): Promise<T> {
    return this.#checked<T>(
      await this.#request.post(`${this.#url}/api/v1${path}`, {
        data,
        headers: await this.#headers(path),
      }),
    );
  }

  async put<T>(path: string, data: object): Promise<T> {
    return this.#checked<T>(
      await this.#request.put(`${this.#url}/api/v1${path}`, {
        data,
        headers: await this.#headers(path),
      }),
    );
  }

  async patch<T>(path: string, data: object): Promise<T> {
    return this.#checked<T>(
      await this.#request.patch(`${this.#url}/api/v1${path}`, {
        data,
        headers: await this.#headers(path),
      }),
    );
  }

  session(): Promise<Session> {
    return this.get<Session>('/session');
  }

  async signIn(email: string): Promise<void> {
    await this.post('/session', { email, password });
  }

  /** Theme, language and density of whoever is signed in. */
  async look(look: Look): Promise<void> {
    const { user } = await this.session();
    await this.patch('/account', { version: user.version, ...look });
  }

  async #headers(path: string): Promise<Record<string, string>> {
    if (path === '/session') return {};
    return { 'X-Azimuth-CSRF': (await this.session()).csrf };
  }

  async #checked<T>(answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
    if (!answer.ok())
      throw new Error(`${answer.url()} → ${answer.status()}: ${await answer.text()}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }
}
