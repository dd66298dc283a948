/** Programs that sign for a site’s own users, with the site and the key filled in; the secret stays in their environment. */
import type { SsoKey } from '../../../protocol/admin/sign-in.ts';

export function serverSnippet(site: string, { id, algorithm }: SsoKey): string {
  if (algorithm === 'disqus') return DISQUS.join('\n');
  const isPair = algorithm === 'EdDSA';
  return [
    `import { ${isPair ? 'randomUUID, sign' : 'createHmac, randomUUID'} } from 'node:crypto';`,
    '',
    'export function tokenFor(user) {',
    '  const now = Math.floor(Date.now() / 1000);',
    `  const header = { alg: '${algorithm}', typ: 'JWT', kid: '${id}' };`,
    `  const claims = { ...user, aud: '${site}', iat: now, exp: now + 300, jti: randomUUID() };`,
    "  const encode = part => Buffer.from(JSON.stringify(part)).toString('base64url');",
    "  const signed = [header, claims].map(encode).join('.');",
    isPair
      ? "  const signature = sign(null, Buffer.from(signed), process.env.LIVE_COMMENTS_PRIVATE_KEY).toString('base64url');"
      : "  const signature = createHmac('sha256', process.env.LIVE_COMMENTS_SECRET).update(signed).digest('base64url');",
    "  return [signed, signature].join('.');",
    '}',
    '',
    "const token = tokenFor({ sub: '42', name: 'Ada' });",
  ].join('\n');
}

const DISQUS = [
  "import { createHmac } from 'node:crypto';",
  '',
  'export function tokenFor(user) {',
  "  const message = Buffer.from(JSON.stringify(user)).toString('base64');",
  '  const time = Math.floor(Date.now() / 1000);',
  "  const hmac = createHmac('sha1', process.env.LIVE_COMMENTS_SECRET);",
  "  const signature = hmac.update([message, time].join(' ')).digest('hex');",
  "  return [message, signature, time].join(' ');",
  '}',
  '',
  "const token = tokenFor({ id: '42', username: 'Ada', email: 'ada@example.com' });",
];

export function pageSnippet(site: string): string {
  return `<live-comments site="${site}" token="…"></live-comments>`;
}
