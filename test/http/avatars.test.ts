/** Pictures: drawn anew, kept as files of their own, and none of what else a file may hold. */
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, guest, post } from '../helpers/api.ts';
import { type Member, type MemberServer, startMembers } from '../helpers/members.ts';
import { page } from '../helpers/rest.ts';
import { startServer } from '../helpers/server.ts';

const AVATAR = '/api/v1/profile/avatar';

let server: MemberServer;
let url: string;
let ada: Member;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  ada = await server.signIn('ada@example.com', { name: 'Ada' });
});
afterAll(() => server.stop());

async function put(body: Buffer | string, type = 'image/png', token = ada.token) {
  const headers = { 'content-type': type, authorization: `Bearer ${token}` };
  const response = await fetch(url + AVATAR, { method: 'PUT', headers, body: Buffer.from(body) });
  // biome-ignore lint/suspicious/noExplicitAny: what came back is checked by each test
  const json = (await response.json()) as any;
  return { status: response.status, headers: response.headers, json };
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c02020' } });
const files = () => readdirSync(join(server.dataDir, 'avatars'));

test('each kind of picture becomes a square of pixels alone, which everybody gets for ever', async () => {
  const made = {
    png: await picture(640, 200).png().toBuffer(),
    jpeg: await picture(200, 640)
      .withExif({ IFD0: { Copyright: 'canary-exif' } })
      .jpeg()
      .toBuffer(),
    webp: await picture(10, 10).webp().toBuffer(),
    gif: await picture(300, 300).gif().toBuffer(),
    avif: await picture(300, 300).avif().toBuffer(),
  };
  expect(made.jpeg.includes('canary-exif')).toBe(true);
  await post(url, '/avatars', 'with a picture', {}, ada.token);
  for (const [type, bytes] of Object.entries(made)) {
    const { status, json } = await put(bytes, `image/${type}`);
    expect(status, type).toBe(200);
    const { avatar } = json.viewer;
    expect(avatar).toMatch(/^\/avatars\/[\w-]{22}\.webp$/);
    expect((await page(url, { thread: '/avatars' })).items[0]?.author.avatar).toBe(avatar);
    const kept = await fetch(url + avatar, { headers: { origin: 'https://anywhere.example' } });
    expect(Object.fromEntries(kept.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    });
    const drawn = Buffer.from(await kept.arrayBuffer());
    expect(await sharp(drawn).metadata()).toMatchObject({ format: 'webp', width: 192, height: 192 });
    expect(drawn.includes('canary-exif')).toBe(false);
    expect(files(), 'the one before is gone').toEqual([avatar.slice('/avatars/'.length)]);
  }
});

test('a picture is removed with its file', async () => {
  const { json } = await put(await picture(20, 20).png().toBuffer());
  expect((await call(url, 'DELETE', AVATAR, { token: ada.token })).json.viewer.avatar).toBeNull();
  expect(files()).toEqual([]);
  expect((await fetch(url + json.viewer.avatar)).status).toBe(404);
});

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, sum]);
}
/** A PNG of few bytes that would become gigabytes. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

test('what is no whole picture is refused with a sentence, and leaves no file', async () => {
  const png = await picture(400, 400).png().toBuffer();
  const jpeg = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, n) => (n * 7919) % 251)), {
    raw: { width: 300, height: 300, channels: 3 },
  })
    .jpeg()
    .toBuffer();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const broken: Record<string, Buffer | string> = {
    nothing: '',
    text: 'hello',
    'an SVG': svg,
    'an SVG with an XML head': `<?xml version="1.0"?>${svg}`,
    'HTML that calls itself a GIF': 'GIF89a/*<script>alert(1)</script>*/=1;',
    'a PDF': '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n',
    'a truncated PNG': png.subarray(0, png.length / 2),
    'a truncated JPEG': jpeg.subarray(0, jpeg.length / 2),
    'a TIFF': await picture(9, 9).tiff().toBuffer(),
    'a PNG bomb': bomb(60_000),
    'a PNG that is too large': bomb(6_000),
  };
  for (const [what, bytes] of Object.entries(broken)) {
    const { status, json } = await put(bytes);
    expect([status, json.code], `${what}: ${json.detail}`).toEqual([400, 'bad_image']);
    expect(json.detail).not.toMatch(/vips|sharp|stack/i);
  }
  expect((await put(svg, 'image/svg+xml')).json.code).toBe('bad_image');
  expect((await put('{}', 'application/json')).json.code).toBe('bad_image');
  expect((await put(Buffer.alloc(5_000_001))).json).toMatchObject({
    code: 'too_large',
    detail: expect.stringContaining('5 MB'),
  });
  for (let seed = 1; seed <= 60; seed += 1) {
    const copy = Buffer.from(seed % 2 ? png : jpeg);
    for (let n = 0; n < 20; n += 1) copy[(seed * 7919 + n * 104_729) % copy.length] = (seed * 31 + n * 17) % 256;
    const { status } = await put(copy, 'image/jpeg');
    expect([200, 400]).toContain(status);
  }
  await call(url, 'DELETE', AVATAR, { token: ada.token });
  expect(files()).toEqual([]);
});

test('a picture of who is banned is shown to nobody: who is told is turned away, who is not sees it alone', async () => {
  const bytes = await picture(30, 30).png().toBuffer();
  const told = await server.signIn('told@example.com', { name: 'Told' });
  await server.owner.call('PUT', `/users/${told.id}/ban`, {});
  const before = files();
  expect((await put(bytes, 'image/png', told.token)).json.code).toBe('banned');
  expect(files()).toEqual(before);

  const { id, token } = await server.signIn('shaded@example.com', { name: 'Shaded' });
  await post(url, '/avatars-shaded', 'before', {}, token);
  await server.owner.call('PUT', `/users/${id}/ban`, { shadow: true });
  const first = (await put(bytes, 'image/png', token)).json.viewer.avatar;
  const { avatar } = (await put(bytes, 'image/png', token)).json.viewer;
  expect((await fetch(url + avatar)).status).toBe(200);
  expect((await fetch(url + first)).status, 'the one before is gone').toBe(404);
  expect((await call(url, 'GET', '/api/v1/profile', { token })).json.viewer.avatar).toBe(avatar);
  expect((await page(url, { thread: '/avatars-shaded' })).items[0]?.author.avatar).toBeNull();
  expect((await call(url, 'DELETE', AVATAR, { token })).json.viewer.avatar).toBeNull();
  expect(files()).toEqual(before);
});

test('guests, and who has no token, are turned away before a byte of the picture is read', async () => {
  const gus = await guest(url);
  for (const [token, status] of [
    [gus.token, 401],
    ['nonsense', 401],
  ] as const) {
    const answered = await new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'image/png', 'content-length': 4_000_000, authorization: `Bearer ${token}` };
      const asking = request(url + AVATAR, { method: 'PUT', headers }, answer => {
        resolve(answer.statusCode ?? 0);
        asking.destroy();
      });
      asking.on('error', reject);
      asking.flushHeaders();
    });
    expect(answered).toBe(status);
  }
});

test('of pictures that somebody sends at once one stays, and no file of the others', async () => {
  const { token } = await server.signIn();
  const bytes = await picture(2_000, 2_000).jpeg().toBuffer();
  const before = new Set(files());
  const answers = await Promise.all(Array.from({ length: 4 }, () => put(bytes, 'image/jpeg', token)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { avatar } = (await call(url, 'GET', '/api/v1/profile', { token })).json.viewer;
  expect(files().filter(name => !before.has(name))).toEqual([avatar.slice('/avatars/'.length)]);
  expect((await call(url, 'DELETE', AVATAR, { token })).status).toBe(200);
});

test('no more than eight pictures come in at a time; the next is told when to come again', async () => {
  const headers = { 'content-type': 'image/png', 'content-length': 1_000, authorization: `Bearer ${ada.token}` };
  const waiting = Array.from({ length: 9 }, () => request(url + AVATAR, { method: 'PUT', headers }));
  // Whichever comes last, the other eight are in once it is refused.
  const refused = Promise.any(
    waiting.map(
      asking =>
        new Promise<number | undefined>(resolve => asking.on('response', ({ statusCode }) => resolve(statusCode))),
    ),
  );
  for (const asking of waiting) {
    asking.on('error', () => {});
    asking.write('x');
  }
  expect(await refused).toBe(503);
  const png = await picture(9, 9).png().toBuffer();
  expect((await put(png)).json.code).toBe('unavailable');
  expect((await put(png)).headers.get('retry-after')).toBe('5');
  for (const asking of waiting) asking.destroy();
  await expect.poll(async () => (await put(png)).status).toBe(200);
});

test('uploads are limited by address', async () => {
  const limited = await startMembers({ RATE_LIMITS: 'on' });
  const { token } = await limited.signIn();
  const headers = { 'content-type': 'image/png' };
  const codes: string[] = [];
  for (let n = 0; n < 21; n += 1) {
    codes.push((await call(limited.url, 'PUT', AVATAR, { token, headers, body: 'no picture' })).json.code);
  }
  expect(new Set(codes.slice(0, 20))).toEqual(new Set(['bad_image']));
  expect(codes[20]).toBe('rate_limited');
  await limited.stop();
});

test('what a crash left behind is swept at the next start, and what somebody has is kept', async () => {
  const { json } = await put(await picture(20, 20).png().toBuffer());
  const kept: string = json.viewer.avatar.slice('/avatars/'.length);
  await server.stop();
  const folder = join(server.dataDir, 'avatars');
  const old = new Date(Date.now() - 3_600_000);
  for (const name of [`${'a'.repeat(22)}.webp`, `${'b'.repeat(22)}.webp.part`, kept]) {
    if (name !== kept) writeFileSync(join(folder, name), 'left behind');
    utimesSync(join(folder, name), old, old);
  }
  const again = await startServer({ DATA_DIR: server.dataDir });
  expect(readdirSync(folder)).toEqual([kept]);
  expect(existsSync(join(folder, kept))).toBe(true);
  expect((await fetch(again.url + json.viewer.avatar)).status).toBe(200);
  await again.stop();
});
