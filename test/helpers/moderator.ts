/** What an admin does over REST: settings of the site, decisions on comments. */
import { type Answer, call } from './api.ts';
import { startServer, type TestServer } from './server.ts';

export const ADMIN = 'admin-token-of-at-least-32-characters';

export interface ModeratedServer extends TestServer {
  /** Changes settings of the default site; fails the test when that is refused. */
  set(settings: Record<string, unknown>): Promise<void>;
  /** `PUT` or `DELETE` of a decision, as admin unless another token is given. */
  decide(method: 'PUT' | 'DELETE', id: string, decision: string, token?: string): Promise<Answer>;
}

export async function startModerated(env: Record<string, string> = {}): Promise<ModeratedServer> {
  const server = await startServer({ ADMIN_TOKEN: ADMIN, ...env });
  const { url } = server;
  return {
    ...server,
    set: async settings => {
      const { status, text } = await call(url, 'PATCH', '/api/v1/admin/sites/default', {
        body: { settings },
        token: ADMIN,
      });
      if (status !== 200) throw new Error(`${status} ${text}`);
    },
    decide: (method, id, decision, token = ADMIN) =>
      call(url, method, `/api/v1/admin/comments/${id}/${decision}`, { token }),
  };
}
