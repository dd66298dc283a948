/** Sites from the command line: made, changed and listed while no server runs, with faults that say the mend. */
import { expect, test } from 'vitest';
import { call, query } from '../helpers/api.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { runProgram } from '../helpers/program.ts';
import { startServer, temporaryFolder } from '../helpers/server.ts';

test('a site is made and changed, and the server then serves it so', async () => {
  const DATA_DIR = temporaryFolder();
  const site = (...args: string[]) => runProgram('bin/live-comments.js', ['site', ...args], { DATA_DIR });
  const made = await site(
    'add',
    'blog',
    'https://blog.example',
    'https://*.blog.example',
    'name=My blog',
    'guests=false',
  );
  expect(made).toMatchObject({ code: 0, out: 'blog (My blog): https://blog.example, https://*.blog.example\n' });
  expect(await site('set', 'blog', 'lang=de', 'editWindow=60', 'reactions=👍,🎉')).toMatchObject({ code: 0 });
  const faults: [string[], string][] = [
    [['add', 'blog'], 'There is a site ‘blog’ already'],
    [['set', 'blog', 'votes=maybe'], 'updown or up or off'],
    [['set', 'blog', 'origins=https://blog.example/post'], 'here https://blog.example.'],
  ];
  for (const [args, mend] of faults) {
    const { code, err } = await site(...args);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(err).toContain(mend);
  }
  const server = await startServer({ DATA_DIR, ADMIN_TOKEN: ADMIN });
  try {
    const { json } = await call(server.url, 'GET', '/api/v1/admin/sites/blog', { token: ADMIN });
    expect(json).toMatchObject({
      origins: ['https://blog.example', 'https://*.blog.example'],
      settings: {
        name: 'My blog',
        lang: 'de',
        guests: false,
        editWindow: 60,
        reactions: ['👍', '🎉'],
        votes: 'updown',
      },
    });
    const audit = await call(server.url, 'GET', '/api/v1/admin/audit?action=site.', { token: ADMIN });
    expect(audit.json.items).toMatchObject([
      { action: 'site.change', by: { via: 'operator' } },
      { action: 'site.change' },
      { action: 'site.create', by: { via: 'operator' } },
    ]);
    const feed = await call(server.url, 'GET', query('/feed.atom', { site: 'blog' }));
    expect(feed.text).toMatch(/<feed [^>]*xml:lang="de">/);
    expect(feed.text).toContain('<title>Comments: My blog</title>');
    const thread = await call(server.url, 'GET', query('/thread', { site: 'blog', thread: '/x' }));
    expect(thread.text).toContain('<html lang="de">');
    const locked = await site('list');
    expect(locked.code).toBe(1);
    expect(locked.err).toContain('/admin/sites');
  } finally {
    await server.stop();
  }
  const { out } = await site('list');
  expect(out).toContain('default: http://localhost:*');
  expect(out).toContain('blog (My blog): https://blog.example');
});
