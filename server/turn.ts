/** The turns of the event loop: what is done at the end of one is done together. */

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
