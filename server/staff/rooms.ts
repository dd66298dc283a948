/** Everything about staff, put together; their doors and the guard take from it what they need. */
import type { FastifyRequest } from 'fastify';
import type { StaffStore } from '../store/contract/staff.ts';
import { ApiKeys } from './api-keys.ts';
import { Cookies } from './cookies.ts';
import { Passkeys } from './passkeys.ts';
import { Passwords } from './passwords.ts';
import { Revocations } from './revocations.ts';
import { Sessions } from './sessions.ts';
import { SetUp } from './set-up.ts';
import { SignIn } from './sign-in.ts';
import { StaffAccess } from './staff-access.ts';
import { Team } from './team.ts';
import { Totp } from './totp.ts';
import { WidgetTokens } from './widget-tokens.ts';

export interface StaffRooms {
  readonly people: StaffStore;
  readonly access: StaffAccess;
  readonly cookies: Cookies;
  readonly keys: ApiKeys;
  readonly passkeys: Passkeys;
  readonly sessions: Sessions;
  readonly setUp: SetUp;
  readonly signIn: SignIn;
  readonly team: Team;
  readonly totp: Totp;
  readonly widgetTokens: WidgetTokens;
  /** Where browsers reach us. */
  readonly ownOrigin: (request: FastifyRequest) => string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The link that makes the first owner; undefined where there is one. Each call makes the one before it void. */
    setUpLink(url: string): Promise<string | undefined>;
  }
}

export function openStaff(options: {
  readonly people: StaffStore;
  readonly secret: string;
  readonly adminToken: string | undefined;
  readonly publicUrl: string | undefined;
}): StaffRooms {
  const { people, secret, adminToken, publicUrl } = options;
  const ownOrigin = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`;
  const cookies = new Cookies({ secret, publicUrl });
  const revocations = new Revocations();
  const sessions = new Sessions(people, cookies, revocations.tell);
  const keys = new ApiKeys(people, revocations.tell);
  const widgetTokens = new WidgetTokens(secret, sessions);
  const ownOrigins = (request: FastifyRequest) => [ownOrigin(request)];
  const access = new StaffAccess({ adminToken, ownOrigins, sessions, keys, widgetTokens, revocations });
  const passwords = new Passwords();
  const totp = new Totp(people, secret);
  return {
    people,
    access,
    cookies,
    keys,
    passkeys: new Passkeys(people.passkeys),
    sessions,
    setUp: new SetUp(people, passwords),
    signIn: new SignIn(people, passwords, totp),
    team: new Team(people, passwords, revocations.tell),
    totp,
    widgetTokens,
    ownOrigin,
  };
}
