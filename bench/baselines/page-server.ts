/** Fastify alone: gives back what was put at an address, a string where it is plain, a Buffer where it is compressed. */
import Fastify from 'fastify';

interface Kept {
  readonly content: string | Buffer;
  readonly encoding: string | undefined;
}

const kept = new Map<string, Kept>();
const app = Fastify();

// What is kept is what was sent, whatever it is.
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 1 << 24 }, (_request, body, done) => done(null, body));

app.put<{ Params: { name: string }; Body: Buffer }>('/:name', (request, reply) => {
  const encoding = request.headers['content-encoding'];
  kept.set(request.params.name, { content: encoding ? request.body : request.body.toString(), encoding });
  reply.code(204).send();
});

app.get<{ Params: { name: string } }>('/:name', (request, reply) => {
  const found = kept.get(request.params.name);
  if (found === undefined) {
    reply.code(404).send();
    return;
  }
  reply.type('application/json; charset=utf-8');
  if (found.encoding !== undefined) reply.header('content-encoding', found.encoding);
  reply.send(found.content);
});

process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
