/** Answers with a page that many share: 304 for who has it already, compressed for who can decode it. */
import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endOfTurn } from '../turn.ts';
import type { Encoding, SharedPage } from './shared-page.ts';

/**
 * Browsers may keep the page and must ask each time whether it still stands, so what was deleted is in no answer after
 * its commit (rule L4).
 */
export async function sendPage(request: FastifyRequest, reply: FastifyReply, page: SharedPage): Promise<FastifyReply> {
  reply.header('cache-control', 'no-cache').header('etag', page.etag);
  if (matches(request.headers['if-none-match'], page.etag)) return reply.code(304).send();
  const encoding = encodingOf(request.headers['accept-encoding']);
  const encoded = encoding && (await page.encoded(encoding));
  await endOfTurn();
  if (encoded) reply.header('content-encoding', encoding);
  return reply.header('content-type', 'application/json; charset=utf-8').send(encoded ?? page.plain);
}

/** Answers with a text under an ETag; 304 for who has it already. */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const etag = `W/"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
  reply.header('etag', etag);
  return matches(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(text);
}

/** RFC 9110 §13.1.2, by weak comparison. */
function matches(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false;
  const value = etag.slice(2);
  return asked.split(',').some(each => ['*', value].includes(each.trim().replace(/^W\//, '')));
}

/** A name in Accept-Encoding whose weight is not 0 (RFC 9110 §12.5.3). */
const accepting = (name: string) => new RegExp(`(?:^|,)\\s*${name}\\s*(?:,|$|;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$)))`, 'i');
const BROTLI = accepting('br');
const GZIP = accepting('gzip');

/** The smallest form that a client accepts; undefined for none of ours. */
function encodingOf(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined) return undefined;
  return BROTLI.test(accepted) ? 'br' : GZIP.test(accepted) ? 'gzip' : undefined;
}
