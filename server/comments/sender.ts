/** Who asks for a change, from where, and from which page. */
import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sender } from './comments.ts';

export interface PageSender extends Sender {
  readonly origin: string | undefined;
}

/** @throws Refusal `bad_token` or `token_expired`. */
export async function pageSender(accounts: Accounts, request: FastifyRequest): Promise<PageSender> {
  const { viewer } = await accounts.ofRequest(request);
  return { viewer, address: request.ip, origin: request.headers.origin };
}
