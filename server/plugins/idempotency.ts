/** `Idempotency-Key` on writes of the admin API: who sends one again gets the first answer, and nothing is done twice. */
import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Seal } from '../accounts/seal.ts';
import { messageOf, Refusal } from '../errors.ts';
import type { FirstAnswer } from '../store/contract/idempotency.ts';
import type { Store } from '../store/store.ts';

const KEPT_MS = 86_400_000;
const WRITES: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** What is kept of an answer besides its body. */
const HEADERS = ['content-type', 'etag', 'location'] as const;
const COMMENT = '/comments/:id';

interface Kept {
  readonly headers: Readonly<Record<string, string>>;
  /** Null where a comment was answered: its text may have been erased since, so it is read anew. */
  readonly body: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which the first answer is to be kept; undefined where it is not. */
    idempotency: string | undefined;
  }
}

/** To be called in the scope of the admin routes, after its guard. Answers hold secrets, so they are sealed. */
export function idempotency(
  app: FastifyInstance,
  { store, seal }: { readonly store: Store; readonly seal: Seal },
): void {
  const running = new Set<string>();
  app.decorateRequest('idempotency', undefined);

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    if (given === undefined || !isWrite(request)) return;
    const key = keyOf(request, given);
    const print = hash('sha256', JSON.stringify([request.body ?? null, request.headers['if-match'] ?? null]));
    if (running.has(key)) throw underWay();
    running.add(key);
    try {
      const first = await store.idempotency.begin(key, print, Date.now() - KEPT_MS);
      if (first === undefined) {
        request.idempotency = key;
        return;
      }
      running.delete(key);
      await replay(app, request, reply, openAnswer(first, print, seal));
      return reply;
    } catch (error) {
      running.delete(key);
      throw error;
    }
  });

  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const key = request.idempotency;
    if (key === undefined) return payload;
    request.idempotency = undefined;
    try {
      // A refusal has changed nothing, so the same request may be tried again.
      if (reply.statusCode >= 300) await store.idempotency.forget(key);
      else
        await store.idempotency.finish(key, {
          status: reply.statusCode,
          body: seal.seal(kept(request, reply, payload)),
        });
    } catch (error) {
      // What was asked for is done, and that has to be told.
      request.log.error({ err: error }, `an answer could not be kept: ${messageOf(error)}`);
    } finally {
      running.delete(key);
    }
    return payload;
  });
}

/**
 * What only looks may be done twice, and so may what people do about their own account: a trace of those requests would be
 * one of their passwords.
 */
function isWrite({ method, routeOptions: { config } }: FastifyRequest): boolean {
  const { access } = config;
  if (access === undefined || typeof access === 'string' || !WRITES.includes(method)) return false;
  return access.scope.endsWith(':write');
}

/** @throws Refusal `bad_request` */
function keyOf({ staff, method, url }: FastifyRequest, given: string | string[]): string {
  if (typeof given !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(given)) {
    throw new Refusal(
      'bad_request',
      'The Idempotency-Key must be 1 to 200 characters without spaces; a UUID is a good one.',
    );
  }
  return hash('sha256', JSON.stringify([staff.via, staff.id, method, url, given]), 'base64url');
}

function kept(request: FastifyRequest, reply: FastifyReply, payload: unknown): string {
  const headers = Object.fromEntries(
    HEADERS.flatMap(name => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  );
  const isComment = request.routeOptions.url?.includes(COMMENT) === true && reply.statusCode === 200;
  return JSON.stringify({ headers, body: isComment || typeof payload !== 'string' ? null : payload } satisfies Kept);
}

/** @throws Refusal `key_reused` */
function openAnswer({ request, answer }: FirstAnswer, print: string, seal: Seal): Kept & { readonly status: number } {
  if (request !== print) {
    throw new Refusal('key_reused', 'This Idempotency-Key came with another request before; choose a new one.');
  }
  const opened = answer === null ? undefined : seal.open(answer.body);
  if (answer === null || opened === undefined) {
    throw new Refusal(
      'key_reused',
      'The server ended while it did this request; look whether it is done, and if not, send it with a new key.',
    );
  }
  return { status: answer.status, ...(JSON.parse(opened) as Kept) };
}

function underWay(): Refusal {
  return new Refusal('key_reused', 'The request with this Idempotency-Key is still under way; ask again in a second.', {
    retryAfter: 1,
  });
}

async function replay(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: Kept & { readonly status: number },
): Promise<void> {
  reply.header('idempotency-replayed', 'true');
  const { url = '' } = request.routeOptions;
  if (body === null && status === 200 && url.includes(COMMENT)) {
    const { id } = request.params as { readonly id: string };
    const path = url.slice(0, url.indexOf(COMMENT)) + COMMENT.replace(':id', encodeURIComponent(id));
    const { authorization, cookie, origin, host } = request.headers;
    const answer = await app.inject({
      method: 'GET',
      url: path,
      headers: defined({ authorization, cookie, origin, host }),
      remoteAddress: request.ip,
    });
    const { etag } = answer.headers;
    if (etag !== undefined) reply.header('etag', etag);
    reply.code(answer.statusCode).type(String(answer.headers['content-type'])).send(answer.body);
    return;
  }
  reply.code(status).headers(headers).send(body);
}

function defined(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
