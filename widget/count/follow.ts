/** Follows counts live: one socket for every sixteen threads, on which nobody is counted as a reader. */
import { SUBPROTOCOL, SUBSCRIPTIONS_MAX } from '../../protocol/limits.ts';

type Ask = (places: readonly string[]) => unknown;
type Draw = (place: string, n: number | undefined) => void;
/** Follows exactly these places: server, site and thread, a line each. */
export type Follow = (places: readonly string[], ask: Ask, draw: Draw) => void;

/** A socket that takes longer to say that it watches is not waited for. */
const PATIENCE_MS = 2_000;
const RETRY_MS = 5_000;
const RETRIES_COUNTED = 12;
/** From this close code on, the server says not to come back. */
const STOP = 4_100;

const closings: (() => void)[] = [];
/** The places that the sockets watch. */
let watched = '';
let failures = 0;
/** What was asked for last, for when the page comes back. */
let last: Parameters<Follow> | undefined;

export const follow: Follow = (places, ask, draw) => {
  last = [places, ask, draw];
  const unique = [...new Set(places)].sort();
  if (unique.join() === watched) return;
  watched = unique.join();
  for (const close of closings.splice(0)) close();
  for (const at of new Set(unique.map(siteOf))) {
    const all = unique.filter(place => siteOf(place) === at);
    while (all.length > 0) closings.push(watch(at, all.splice(0, SUBSCRIPTIONS_MAX), ask, draw));
  }
};

function siteOf(place: string): string {
  return place.slice(0, place.lastIndexOf('\n'));
}

/** Returns how to stop. */
function watch(at: string, places: readonly string[], ask: Ask, draw: Draw): () => void {
  const [server = '', site] = at.split('\n');
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/api/v1/live`, SUBPROTOCOL);
  // The numbers are asked for when nothing can be missed any more, or when that takes too long.
  let waiting = places.length;
  let timer = setTimeout(ask, PATIENCE_MS, places);
  socket.onopen = () => {
    for (const place of places) {
      const thread = place.slice(at.length + 1);
      socket.send(JSON.stringify({ type: 'subscribe', site, thread, present: false }));
    }
  };
  socket.onmessage = ({ data }) => {
    const { type, thread, events = [] } = JSON.parse(data as string);
    if (type === 'subscribed' && --waiting === 0) {
      clearTimeout(timer);
      failures = 0;
      ask(places);
    }
    for (const event of events) draw(`${at}\n${thread}`, event.commentCount ?? event.thread?.commentCount);
  };
  socket.onclose = ({ code }) => {
    if (waiting > 0) ask(places);
    clearTimeout(timer);
    failures = Math.min(RETRIES_COUNTED, failures + 1);
    if (code < STOP) timer = setTimeout(again, RETRY_MS * failures * (0.5 + Math.random()));
  };
  return () => {
    clearTimeout(timer);
    socket.onclose = null;
    socket.close();
  };
}

function again(): void {
  watched = '';
  if (last) follow(...last);
}

// An open socket would keep the page out of the back-forward cache.
addEventListener('pagehide', () => {
  const before = last;
  if (before) follow([], before[1], before[2]);
  last = before;
});
addEventListener('pageshow', ({ persisted }) => persisted && again());
