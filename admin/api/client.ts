/** The one way from the dashboard to the server: the public admin REST API’s typed client, with the session’s cookie. */
import { createClient, type Method } from '../../client/client.ts';
import { type Answer, API, type Options, type Path } from './routes.ts';

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

/** `call` gives the types: the compiler cannot follow a path that is put together. */
const { request } = createClient({ server: location.origin, fetch: reach }) as unknown as {
  request(
    method: Method,
    path: string,
    options: object,
  ): Promise<{ data?: unknown; error?: unknown; response: Response }>;
};

/**
 * Sends one request; who is signed out, or has to prove who they are, is asked, and then it is sent again.
 * @throws ApiError
 */
export async function call<M extends Method, P extends Path<M>>(
  method: M,
  path: P,
  ...[options]: Record<never, never> extends Options<M, P> ? [Options<M, P>?] : [Options<M, P>]
): Promise<Answer<M, P>> {
  const { open = false, ...rest }: { readonly open?: boolean } = options ?? {};
  const headers = {
    accept: 'application/json',
    // The same for each try, so that a try whose answer was lost does nothing twice.
    ...(method === 'post' ? { 'idempotency-key': crypto.randomUUID() } : {}),
  };
  const init = { ...rest, headers, cache: 'no-store', querySerializer: queryOf };
  for (;;) {
    const { data, error, response } = await request(method, API + path, init);
    if (response.ok) return data as Answer<M, P>;
    const refusal = refusalOf(response, error);
    if (open || !(await mended(refusal))) throw refusal;
  }
}

/** The version that a change is meant for; another one answers 412 `changed`. */
export function ifMatch(version: number): { 'if-match': string } {
  return { 'if-match': `"v${version}"` };
}

/** A route’s address with its query, for what the browser loads by itself. */
export function addressOf<P extends Path<'get'>>(
  path: P,
  query: Options<'get', P> extends { params?: { query?: infer Q } } ? NonNullable<Q> : never,
): string {
  return `${API}${path}?${queryOf(query)}`;
}

/** What is undefined, null or empty is left out. */
function queryOf(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

async function mended(error: ApiError): Promise<boolean> {
  if (error.code === 'step_up_required') return ask('stepUp');
  return error.status === 401 && error.code !== 'code_required' && error.code !== 'bad_credentials' && ask('signIn');
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiError(0, 'network', 'The server cannot be reached.');
  }
}

/** A proxy in front of the server may refuse too, in its own form. */
function refusalOf({ status, headers }: Response, problem: unknown): ApiError {
  const { code, detail, retryAfter }: { code?: unknown; detail?: unknown; retryAfter?: unknown } =
    typeof problem === 'object' && problem !== null ? problem : {};
  const seconds = typeof retryAfter === 'number' ? retryAfter : Number(headers.get('retry-after'));
  return new ApiError(
    status,
    typeof code === 'string' ? code : 'unavailable',
    typeof detail === 'string' ? detail : `The server answered ${status}.`,
    seconds > 0 ? seconds : undefined,
  );
}
