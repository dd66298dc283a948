/** Who asks for a change, from where, and from which page. */
import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sender } from './comments.ts';

export interface PageSender extends Sender {
  readonly origin: string | undefined;
}

/** @throws Refusal `bad_token`, `token_expired`, or `not_allowed` for a key that may only read. */
export async function pageSender(accounts: Accounts, request: FastifyRequest): Promise<PageSender> {
  return { viewer: await accounts.writerOf(request), address: request.ip, origin: request.headers.origin };
}
