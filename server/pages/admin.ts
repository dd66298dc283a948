/** /admin/: the moderators’ dashboard, a page of our own with files of its own. */
import type { FastifyInstance } from 'fastify';

export async function adminPage(_app: FastifyInstance): Promise<void> {}
