/** One place that talks to the server: cookie session, CSRF header, problem bodies. */
import { ProblemError } from './problem';

export type Query = Record<string, string | number | boolean | string[] | null | undefined>;
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

let csrf = '';

/** Every write of a cookie session carries this value; it comes with `GET /session`. */
export function setCsrf(value: string): void {
  csrf = value;
}

export const signedOutEvent = 'azimuth:signed-out';

function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) search.set(key, value.join(','));
    } else search.set(key, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

async function request<T>(method: Method, path: string, query?: Query, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-Azimuth-CSRF'] = csrf;
  if (method === 'POST') headers['Idempotency-Key'] = crypto.randomUUID();
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return answered<T>(path, query, { method, headers, ...sent });
}

async function answered<T>(path: string, query: Query | undefined, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url(path, query), { credentials: 'same-origin', ...init });
  } catch {
    throw ProblemError.unreachable();
  }
  if (response.status === 401 && !path.startsWith('/session')) {
    window.dispatchEvent(new Event(signedOutEvent));
  }
  if (!response.ok) throw await ProblemError.from(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: Query) => request<T>('GET', path, query);
export const post = <T>(path: string, body?: unknown) => request<T>('POST', path, undefined, body);
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, undefined, body);
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, undefined, body);
/** A file as it is. It carries no key to be repeated by: the server would have to keep all of it to compare. */
export const send = <T>(path: string, query: Query, file: Blob) =>
  answered<T>(path, query, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/octet-stream',
      'X-Azimuth-CSRF': csrf,
    },
    body: file,
  });
export const remove = <T>(path: string) => request<T>('DELETE', path);
