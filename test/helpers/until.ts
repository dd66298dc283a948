/** Waiting in tests: until something holds, and at a steady pace. */

/** Looks every few milliseconds until `holds`; fails with `what` after `timeout` milliseconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
  timeout = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(typeof what === 'string' ? what : what());
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** Calls `action` with 0, 1, 2 … so often per second, for so long; makes up for a late timer. */
export async function paced(perSecond: number, seconds: number, action: (n: number) => void): Promise<void> {
  const started = performance.now();
  for (let done = 0; done < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, ((performance.now() - started) / 1000) * perSecond);
    for (; done < due; done++) action(done);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
