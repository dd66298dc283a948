/** The audit log over REST: page by page, by filter, as a file. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, guest, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

const AUDIT = '/api/v1/admin/audit';
let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(() => server.stop());

const read = (values: Record<string, string | number>, path = AUDIT) =>
  call(url, 'GET', query(path, values), { token: ADMIN });

/** Records as an earlier day would have left them. */
const insert = (count: number, actor: string, reason: string, at = Date.now()) =>
  changeRows(
    server.dataDir,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO audit (at, by, by_id, site, action, target_kind, target_id, before, after, reason)
     SELECT ${at}, '{"id":"${actor}","name":"${actor}","via":"session"}', '${actor}', 'default', 'comment.reject',
            'comment', printf('%d', i), '{"state":"held"}', NULL, '${reason}' FROM n`,
  );

test('it is read page by page, the newest first, without a gap while more is written', async () => {
  insert(7, 'pager', 'x');
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, json } = await read({ actor: 'pager', limit: 3, ...(cursor ? { cursor } : {}) });
    expect(status).toBe(200);
    found.push(...json.items.map((each: { target: { id: string } }) => each.target.id));
    cursor = json.next;
    insert(1, 'pager', 'later');
  }
  expect(found).toEqual(['7', '6', '5', '4', '3', '2', '1']);
  for (const cursor of ['x', Buffer.from('audit:x').toString('base64url')]) {
    expect(await read({ cursor })).toMatchObject({ status: 400, json: { code: 'bad_cursor' } });
  }
});

test('it is found by actor, by an action or its beginning, by target and by time', async () => {
  insert(1, 'finder', 'x', Date.parse('2026-01-02T03:04:05Z'));
  const { id } = await post(url, '/found', 'canary');
  await server.decide('PUT', id, 'spam');
  await server.decide('DELETE', id, 'spam');
  const count = async (values: Record<string, string>) => (await read(values)).json.items.length;
  expect(await count({ target: id })).toBe(2);
  expect(await count({ target: id, action: 'comment.spam' })).toBe(2);
  expect(await count({ target: id, action: 'comment.spam.undo' })).toBe(1);
  expect(await count({ target: id, action: 'user' })).toBe(0);
  expect(await count({ actor: 'finder', from: '2026-01-02T04:04:05+01:00' })).toBe(1);
  expect(await count({ actor: 'finder', to: '2026-01-02T03:04:05Z' })).toBe(0);
  expect(await count({ target: id, site: 'elsewhere' })).toBe(0);
  expect((await read({ target: id })).text).not.toContain('canary');
  for (const from of ['yesterday', '2026-13-01T00:00:00Z']) {
    expect(await read({ from })).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  }
});

test('readers may not have it, in either form', async () => {
  const { token } = await guest(url);
  for (const path of [AUDIT, `${AUDIT}/export`]) {
    expect((await call(url, 'GET', path)).json.code).toBe('sign_in_required');
    expect((await call(url, 'GET', path, { token })).json.code).toBe('not_allowed');
  }
});

test('as a file it is whole, and what somebody wrote in it is no formula', async () => {
  insert(1_201, 'exporter', '=HYPERLINK("https://evil.example")');
  const address = url + query(`${AUDIT}/export`, { actor: 'exporter', format: 'ndjson' });
  const lines = await fetch(address, { headers: { authorization: `Bearer ${ADMIN}` } });
  expect(lines.headers.get('content-type')).toContain('application/x-ndjson');
  const entries = (await lines.text()).trimEnd().split('\n');
  expect(entries.map(line => Number(JSON.parse(line).target.id))).toEqual(
    Array.from({ length: 1_201 }, (_, n) => 1_201 - n),
  );
  const table = await read({ actor: 'exporter' }, `${AUDIT}/export`);
  expect(table.headers.get('content-type')).toContain('text/csv');
  expect(table.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  const rows = table.text.trimEnd().split('\n');
  expect(rows[0]?.replaceAll('"', '')).toBe(
    'id,at,by_id,by_name,by_via,site,action,target_kind,target_id,before,after,reason',
  );
  expect(rows).toHaveLength(1_202);
  expect(rows[1]).toContain(
    `,"exporter","exporter","session","default","comment.reject","comment","1201","{""state"":""held""}",,`,
  );
  expect(rows[1]).toMatch(/,"'=HYPERLINK\(""https:\/\/evil\.example""\)"$/);
});

test('what a spreadsheet of another locale takes for the end of a cell begins none', async () => {
  const { id } = await post(url, '/semicolon', 'x');
  await call(url, 'PUT', `/api/v1/admin/comments/${id}/rejection`, { body: { reason: '\uff1b=1' }, token: ADMIN });
  const { text } = await read({ target: id }, `${AUDIT}/export`);
  expect(text.trimEnd()).toMatch(/,";=1"$/);
});
