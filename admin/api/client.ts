/** The one way from the dashboard to the server: the public admin REST API, with the session’s cookie. */

export const API = '/api/v1/admin';

type Value = string | number | boolean | null | undefined;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is undefined or null is left out. */
  readonly query?: Readonly<Record<string, Value>>;
  readonly body?: unknown;
  /** The version that the change is meant for; another one answers 412 `changed`. */
  readonly version?: number;
  readonly signal?: AbortSignal;
  /** For the sign-in itself: its refusal is its answer. */
  readonly open?: boolean;
}

/** A refusal of the server’s, or status 0 and `network` where there was none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, detail: string, retryAfter?: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** What was wrong, in the server’s words. */
  get detail(): string {
    return this.message;
  }
}

/** Asks whoever sits there; resolves with whether they did it. */
type Ask = () => Promise<boolean>;

const asks: { signIn: Ask; stepUp: Ask } = { signIn: async () => false, stepUp: async () => false };
/** Several requests may be refused at once, and are all served by one answer. */
const asking: { signIn?: Promise<boolean> | undefined; stepUp?: Promise<boolean> | undefined } = {};

/** How the app asks for a sign-in or for proof, over whatever is on the screen. */
export function whenAsked(ways: { signIn: Ask; stepUp: Ask }): void {
  Object.assign(asks, ways);
}

function ask(what: 'signIn' | 'stepUp'): Promise<boolean> {
  asking[what] ??= asks[what]().finally(() => {
    asking[what] = undefined;
  });
  return asking[what];
}

/**
 * Sends one request; who is signed out, or has to prove who they are, is asked, and then it is sent again.
 * @throws ApiError
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const init = initOf(options);
  const address = API + path + queryOf(options.query);
  for (;;) {
    const response = await reach(address, init, options.signal);
    if (response.ok) return (await bodyOf(response)) as T;
    const error = await errorOf(response);
    if (options.open || !(await mended(error))) throw error;
  }
}

async function mended(error: ApiError): Promise<boolean> {
  if (error.code === 'step_up_required') return ask('stepUp');
  return error.status === 401 && error.code !== 'code_required' && error.code !== 'bad_credentials' && ask('signIn');
}

function initOf({ method = 'GET', body, version }: RequestOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"v${version}"`;
  // The same for each try, so that a try whose answer was lost does nothing twice.
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
  return {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

export function queryOf(query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

async function reach(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(address, { ...init, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'network', 'The server cannot be reached.');
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = await response
    .json()
    .then((value: unknown) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}))
    .catch((): Record<string, unknown> => ({}));
  const { code, detail, retryAfter } = problem;
  const seconds = typeof retryAfter === 'number' ? retryAfter : Number(response.headers.get('retry-after'));
  return new ApiError(
    response.status,
    typeof code === 'string' ? code : 'unavailable',
    typeof detail === 'string' ? detail : `The server answered ${response.status}.`,
    seconds > 0 ? seconds : undefined,
  );
}
