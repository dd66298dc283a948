/** The doors of this room under /api/v1/admin: the audit log. */
import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { AuditExportQuery, AuditPage, AuditQuery } from '../../protocol/admin/log.ts';
import type { Access } from '../staff/guard.ts';
import type { Store } from '../store/store.ts';
import { Audit } from './audit.ts';

const tags = ['audit'];
const config: { access: Access } = { access: { scope: 'audit:read', role: 'admin' } };

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
} as const;

const TEXT = Type.Unsafe<Readable>(Type.String());
const FILE = { 'text/csv': { schema: TEXT }, 'application/x-ndjson': { schema: TEXT } };

export const auditRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async (app, { rooms }) => {
  const audit = new Audit(rooms.store);

  app.get(
    '/audit',
    {
      config,
      schema: {
        summary: 'Who did what, the newest first',
        tags,
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
    },
    async ({ query: { limit, cursor, ...question }, staff }) => audit.page(question, staff, { limit, cursor }),
  );

  app.get(
    '/audit/export',
    {
      config,
      schema: {
        summary: 'The audit log as a file, CSV or NDJSON',
        tags,
        querystring: AuditExportQuery,
        response: { 200: { description: 'One record a line', content: FILE } },
      },
    },
    async ({ query: { format = 'csv', ...question }, staff }, reply) => {
      const file = audit.export(question, staff, format);
      reply.type(TYPES[format]).header('content-disposition', `attachment; filename="audit.${format}"`);
      return reply.send(file);
    },
  );
};
