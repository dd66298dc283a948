/** Sends an export as a file. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';

/** What the document says of it; it is written as it is read, and so not by this schema. */
export const ExportFile = Type.Object(
  {},
  { additionalProperties: true, description: 'a file, by kind of what is stored' },
);

export function sendExport(reply: FastifyReply, person: string, text: AsyncIterable<string>): FastifyReply {
  const name = person.replace(/[^\w-]/g, '');
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="live-comments-${name}.json"`)
    .send(Readable.from(text));
}
