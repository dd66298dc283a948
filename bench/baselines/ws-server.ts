/** The shortest correct live server on `ws`: encodes a comment once and sends the same buffer to each socket. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { commentOf } from './comment.ts';

const http = createServer();
const server = new WebSocketServer({ server: http });
const readers = new Set<WebSocket>();
let seq = 0;

server.on('connection', socket => {
  socket.on('error', () => {});
  socket.on('close', () => readers.delete(socket));
  socket.on('message', data => {
    const frame = JSON.parse(String(data)) as { type: string; id: string; site: string; thread: string; body: string };
    const { site, thread } = frame;
    if (frame.type === 'subscribe') {
      readers.add(socket);
      socket.send(JSON.stringify({ type: 'subscribed', site, thread, epoch: '', seq, viewers: readers.size }));
      return;
    }
    seq += 1;
    const { body: _, ...comment } = commentOf(frame, seq);
    const event = { seq, type: 'comment.created', comment, commentCount: seq, replyCounts: {} };
    const prepared = Buffer.from(JSON.stringify({ type: 'events', site, thread, events: [event] }));
    for (const reader of readers) {
      if (reader.readyState === reader.OPEN) reader.send(prepared, { binary: false });
    }
    socket.send(JSON.stringify({ type: 'ack', id: frame.id, comment }));
  });
});

http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}\n`);
});
