/** How much an actor may still ask of the admin API, told in headers of the IETF draft’s three-field form (drafts 02 to 06). */
import type { FastifyInstance } from 'fastify';
import type { Visitors } from '../visitors.ts';

/** To be called in the scope of the admin routes, after its guard. */
export function rateHeaders(app: FastifyInstance, { visitors }: { readonly visitors: Visitors }): void {
  app.addHook('onRequest', async (request, reply) => {
    // Who is not signed in counts by their address alone.
    const staff = request.staff as typeof request.staff | null;
    const allowance = staff === null ? undefined : visitors.actor(`${staff.via} ${staff.id}`);
    if (allowance === undefined) return;
    try {
      allowance.take('admin');
    } finally {
      const { limit, remaining, reset } = allowance.state('admin');
      reply.headers({
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(reset),
      });
    }
  });
}
