/** Many at once: a server of its own, its posters and its readers, all gone when the test ends. */
import { Poster } from './poster.ts';
import { Reader } from './reader.ts';
import { type ServerProcess, spawnServer, temporaryFolder } from './server.ts';

/** Vitest's `onTestFinished`; tests that run at the same time have one each. */
type Finished = (cleanUp: () => void | Promise<void>) => void;

export async function freshServer(finished: Finished, env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await spawnServer({ DATA_DIR: temporaryFolder(), ...env });
  finished(async () => void (await server.end('SIGKILL')));
  return server;
}

export async function openPosters(finished: Finished, url: string, count: number): Promise<Poster[]> {
  const posters = await Promise.all(Array.from({ length: count }, () => Poster.open(url)));
  finished(() => {
    for (const poster of posters) poster.stop();
  });
  return posters;
}

export function openReaders(finished: Finished, url: string, thread: string, count: number): Reader[] {
  const readers = Array.from({ length: count }, () => new Reader({ url, thread, since: 0 }).start());
  finished(() => {
    for (const reader of readers) reader.stop();
  });
  return readers;
}

export async function postAll(posters: readonly Poster[], thread: string, count: number, from: number): Promise<void> {
  const text = 'A comment of some length. '.repeat(50);
  for (let n = from; n < from + count; n++) void posters[n % posters.length]?.post(thread, `${n} ${text}`);
  await Promise.all(posters.map(poster => poster.settled()));
}
