/** The REST API for tests: one call, its answer taken apart. */
import Database from 'better-sqlite3';
import type { Comment, Session } from '../../protocol/comment.ts';

// biome-ignore lint/suspicious/noExplicitAny: what came back is checked by each test, not by the compiler
type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON. */
  readonly json: Json;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
}

/** A string `body` is sent as it is, anything else as JSON. */
export async function call(url: string, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { body, token, headers } = options;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

export const COMMENTS = '/api/v1/comments';

/** Posts as a guest, who is new unless `token` is given; fails the test when it is refused. */
export async function post(
  url: string,
  thread: string,
  body: string,
  more: Record<string, unknown> = {},
  token?: string,
): Promise<Comment & { session: Session }> {
  const answer = await call(url, 'POST', COMMENTS, { body: { thread, body, ...more }, token });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json;
}

export async function guest(url: string, name?: string): Promise<{ id: string; token: string }> {
  const { json } = await call(url, 'POST', '/api/v1/session/guest', { body: name === undefined ? {} : { name } });
  return { id: json.viewer.id, token: json.session.token };
}

/** A list's address; values are encoded. */
export function query(path: string, values: Record<string, string | number>): string {
  return `${path}?${new URLSearchParams(Object.entries(values).map(([k, v]) => [k, String(v)]))}`;
}

/** Opens a server's database beside it; with the server's own library, because two in one process undo each other's locks. */
export function openRows(dataDir: string): Database.Database {
  return new Database(`${dataDir}/live-comments.sqlite`, { timeout: 2_000 });
}

/** Changes rows behind the server's back: for states that no door of this version leads to. */
export function changeRows(dataDir: string, sql: string): void {
  const db = openRows(dataDir);
  db.exec(sql);
  db.close();
}
