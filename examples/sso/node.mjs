// Prints a token for one of your site’s users:
//   LIVE_COMMENTS_SECRET=… LIVE_COMMENTS_KID=… LIVE_COMMENTS_SITE=default node node.mjs '{"sub":"42","name":"Ada"}'
// The secret belongs into the environment of your server, and never into a page or a repository.
import { createHmac, randomUUID } from 'node:crypto';

const { LIVE_COMMENTS_SECRET: secret, LIVE_COMMENTS_KID: kid, LIVE_COMMENTS_SITE: site = 'default' } = process.env;

/** `sub` is the user’s id as text, and never changes; docs/sso.md lists what else may be told. */
export function tokenFor(user) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'HS256', typ: 'JWT', kid };
  const claims = { ...user, aud: site, iat: now, exp: now + 300, jti: randomUUID() };
  const encode = part => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

process.stdout.write(`${tokenFor(JSON.parse(process.argv[2]))}\n`);
