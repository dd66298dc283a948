/** How the ways end that leave the page and come back: a session for who was vouched for, in a cookie or in the answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../../protocol/account.ts';
import type { SessionRooms } from '../members/routes.ts';
import { deviceOf } from '../staff/device.ts';
import type { Redeemed } from './codes.ts';

interface Wish {
  /** The token of the guest that this browser was. */
  readonly guest: string | undefined;
  /** Whether a cookie is to hold the refresh token. */
  readonly cookie: boolean | undefined;
}

/** @throws Refusal `session_over` for who was erased meanwhile. */
export async function beginSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { newcomer, session }: Redeemed,
  { guest, cookie }: Wish,
  { accounts, members, memberCookies }: Pick<SessionRooms, 'accounts' | 'members' | 'memberCookies'>,
): Promise<SignedIn> {
  const device = deviceOf(request.headers['user-agent']);
  const by = { guest: accounts.guestOf(guest), device, refreshable: true, session };
  return memberCookies.keep(request, reply, await members.signIn(newcomer, by), cookie);
}
