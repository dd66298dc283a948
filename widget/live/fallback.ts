/** Live without a socket: server-sent events, and where these are blocked as well, asking every few seconds. */
import type { LiveEvent } from '../../protocol/events.ts';
import type { EventsPage } from '../../protocol/rest.ts';
import type { Api } from '../session/api.ts';
import type { Member } from './member.ts';

const OPEN_MS = 10_000;
const POLL_MS = 4_000;
const POLL_MAX_MS = 20_000;
/** A stream is tried again after this long, and where none ever opened, each time after twice as long. */
const STREAM_AGAIN_MS = 60_000;

/** Follows the member's thread until the returned function is called. Loaded on demand, so it imports types alone. */
export function followWithout(api: Api, member: Member): () => void {
  let stop: () => void;
  let patience = STREAM_AGAIN_MS;
  const stream = (): void => {
    stop = openStream(api, member, wasOpen => {
      patience = wasOpen ? 0 : Math.max(STREAM_AGAIN_MS, patience * 2);
      // A browser does not open a stream again that was answered by an error, such as a stopping server's 503.
      stop = poll(api, member, patience, stream);
    });
  };
  stream();
  return () => stop();
}

function openStream(api: Api, member: Member, onEnd: (wasOpen: boolean) => void): () => void {
  const { site, thread } = member;
  const source = new EventSource(api.url('/events', { site, thread, ...member.position() }));
  const parse = (event: Event): unknown => JSON.parse((event as MessageEvent<string>).data);
  let wasOpen = false;
  const give = (): void => {
    stop();
    onEnd(wasOpen);
  };
  const timer = setTimeout(give, OPEN_MS);
  const stop = (): void => {
    clearTimeout(timer);
    source.close();
  };
  source.onopen = () => {
    wasOpen = true;
    clearTimeout(timer);
    member.onStatus('live');
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) give();
    else member.onStatus('lost');
  };
  source.addEventListener('events', event => {
    const data = parse(event) as LiveEvent | LiveEvent[];
    member.onEvents(Array.isArray(data) ? data : [data]);
  });
  source.addEventListener('reset', () => member.onReset());
  source.addEventListener('presence', event => {
    const { viewers, typing } = parse(event) as { viewers: number; typing: string[] };
    member.onPresence(viewers, typing);
  });
  return stop;
}

/** Asks again and again; once it is answered and `patience` is over, it ends with `onAgain`. */
function poll(api: Api, member: Member, patience: number, onAgain: () => void): () => void {
  const since = Date.now();
  let timer: ReturnType<typeof setTimeout>;
  let wait = POLL_MS;
  let stopped = false;
  const ask = async (): Promise<void> => {
    let more = false;
    try {
      if (document.visibilityState === 'visible') more = await askOnce(api, member, () => stopped);
      if (stopped) return;
      wait = POLL_MS;
      member.onStatus('live');
      if (Date.now() - since >= patience) return onAgain();
    } catch {
      if (stopped) return;
      wait = Math.min(POLL_MAX_MS, wait * 2);
      member.onStatus('lost');
    }
    timer = setTimeout(ask, more ? 0 : wait * (0.75 + Math.random() / 2));
  };
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Whether there is more to ask for at once. */
async function askOnce(api: Api, member: Member, isStopped: () => boolean): Promise<boolean> {
  const { site, thread } = member;
  const position = member.position();
  // Whoever loads anew comes back with another position.
  if (!position) return false;
  const page = await api.request<EventsPage>('/events', { query: { site, thread, ...position } });
  if (isStopped()) return false;
  if (page.reset) member.onReset();
  else member.onEvents(page.events);
  return page.more && !page.reset;
}
