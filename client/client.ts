/** The REST API, typed by its own description: for programs, the dashboard and tests, in Node and in browsers. */
import createFetchClient, {
  type Client,
  type ClientOptions,
  type ClientPathsWithMethod,
  type ParamsOption,
  type RequestBodyOption,
} from 'openapi-fetch';
import type { paths } from './schema.d.ts';

export interface ApiOptions {
  /** Where the server is, like `https://comments.example.com`. */
  readonly server: string;
  /** An API key, or a reader’s token; in the dashboard the browser’s cookie says who asks. */
  readonly token?: string | undefined;
  /** Instead of the one that is there everywhere. */
  readonly fetch?: ClientOptions['fetch'];
}

export type ApiClient = Client<paths>;

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
/** The paths that know a method. */
export type PathOf<M extends Method> = ClientPathsWithMethod<ApiClient, M>;
/** The parameters and the body that a route takes. */
export type RequestOf<M extends Method, P extends PathOf<M>> = ParamsOption<paths[P][M]> &
  RequestBodyOption<paths[P][M]>;
/** What a route answers where all is well; undefined where that is nothing. */
export type AnswerOf<M extends Method, P extends PathOf<M>> = Success<paths[P][M]>;
type Success<Operation> = Operation extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202 | 204)]> : never;
type Json<R> = R extends { content: { 'application/json': infer J } } ? J : undefined;

/**
 * `const { data, error } = await client.GET('/api/v1/admin/comments', { params: { query: { queue: 'pending' } } })`:
 * `data` is typed by the route, and `error` is a problem document.
 */
export function createClient({ server, token, fetch }: ApiOptions): ApiClient {
  return createFetchClient<paths>({
    baseUrl: server.replace(/\/$/, ''),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    ...(fetch === undefined ? {} : { fetch }),
    // The API takes `thread` once or more, not as `thread[]`.
    querySerializer: { array: { style: 'form', explode: true } },
  });
}

export type { components, operations, paths } from './schema.d.ts';
