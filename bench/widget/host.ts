/** Somebody's article on a server of its own: with the widget under it, and without, for what the page costs by itself. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PARAGRAPH =
  'Feed it once a day, at about the same time, with as much flour as water by weight. Keep it where you see it, for a ' +
  'starter that is out of sight is out of food.';

export interface Host {
  readonly origin: string;
  /** The page without the widget. */
  bare(): string;
  /** The page with the widget on this thread, 50 comments to a page; as our docs say, it leaves the widget room. */
  page(thread: string, hasRoom?: boolean): string;
  stop(): void;
}

/** @param server asks for the address of the comment server, which has to know this page's origin before it starts. */
export async function startHost(server: () => string): Promise<Host> {
  const host = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://host').searchParams;
    const thread = query.get('thread');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(article(thread === null ? '' : widget(server(), thread, query.has('room'))));
  });
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  return {
    origin,
    bare: () => origin,
    page: (thread, hasRoom = true) => `${origin}/?thread=${thread}${hasRoom ? '&room' : ''}`,
    stop: () => {
      host.close();
      host.closeAllConnections();
    },
  };
}

function widget(server: string, thread: string, hasRoom: boolean): string {
  const room = hasRoom ? ' style="display: block; min-height: 100vh"' : '';
  return `<live-comments thread="${thread}" page-size="50" sort="newest"${room}></live-comments>
<script async src="${server}/embed.js"></script>`;
}

function article(script: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A starter</title>
<style>body { max-width: 44rem; margin: 1rem auto; padding: 0 1rem; font: 17px/1.6 sans-serif }</style></head>
<body><h1>How to keep a starter</h1><p>${PARAGRAPH}</p>${script}<footer><p>${PARAGRAPH}</p></footer></body></html>`;
}
