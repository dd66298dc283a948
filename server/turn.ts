/** The turns of the event loop: what is done at the end of one is done together. */
import { setImmediate as nextTurn } from 'node:timers/promises';

let ending: Promise<void> | undefined;

/**
 * Resolves when the event loop has read every socket that is ready, for all who ask in the same turn. Answers that go out
 * one after the other keep caches and clients busy with one thing; between reads, each costs up to twice as much. A
 * lone request waits for nobody.
 */
export function endOfTurn(): Promise<void> {
  ending ??= new Promise(resolve => {
    setImmediate(() => {
      ending = undefined;
      resolve();
    });
  });
  return ending;
}

/** What is asked for at once of a long piece of work: it shares a transaction, and whatever else waits has its turn after it. */
const STEP = 25;

/** Works through many things a few at a time; the results stand in the order of the things. */
export async function inSteps<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let n = 0; n < things.length; n += STEP) {
    results.push(...(await Promise.all(things.slice(n, n + STEP).map(work))));
    await nextTurn();
  }
  return results;
}
