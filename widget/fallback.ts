/** Live without a socket: server-sent events, and where these are blocked as well, asking every few seconds. */
import type { LiveEvent } from '../protocol/events.ts';
import type { EventsPage } from '../protocol/rest.ts';
import type { Api } from './api.ts';
import type { Member } from './member.ts';

const OPEN_MS = 10_000;
const POLL_MS = 4_000;
const POLL_MAX_MS = 60_000;

/** Follows the member's thread until the returned function is called. Loaded on demand, so it imports types alone. */
export function followWithout(api: Api, member: Member): () => void {
  let stop = stream(api, member, () => {
    stop = poll(api, member);
  });
  return () => stop();
}

function stream(api: Api, member: Member, onBlocked: () => void): () => void {
  const { site, thread } = member;
  const source = new EventSource(api.url('/events', { site, thread, ...member.position() }));
  const parse = (event: Event): unknown => JSON.parse((event as MessageEvent<string>).data);
  const give = (): void => {
    stop();
    onBlocked();
  };
  const timer = setTimeout(give, OPEN_MS);
  const stop = (): void => {
    clearTimeout(timer);
    source.close();
  };
  source.onopen = () => {
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

function poll(api: Api, member: Member): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let wait = POLL_MS;
  let stopped = false;
  const ask = async (): Promise<void> => {
    let more = false;
    try {
      if (document.visibilityState === 'visible') more = await askOnce(api, member, () => stopped);
      wait = POLL_MS;
      if (!stopped) member.onStatus('live');
    } catch {
      wait = Math.min(POLL_MAX_MS, wait * 2);
      if (!stopped) member.onStatus('lost');
    }
    if (!stopped) timer = setTimeout(ask, more ? 0 : wait * (0.75 + Math.random() / 2));
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
  const page = await api.request<EventsPage>('/events', { query: { site, thread, ...member.position() } });
  if (isStopped()) return false;
  if (page.reset) member.onReset();
  else member.onEvents(page.events);
  return page.more && !page.reset;
}
