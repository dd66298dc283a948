/** Tests run the product at its doors: three files at a time on two cores, because many of them wait. */

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short to read and long to run, because they wait for real time or for programs to start and to stop. */
const WAITING =
  /\/(chaos\/(slow|kill|fuzz|greedy|drain)|cli\/(start|stop|mail|bench)|e2e\/(two-readers|poisoned|connection))\.test\.ts$/;

/** Where no times are known yet, the larger files begin first, and one that waits with every two of them, not at the end. */
class Interleaved extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ moduleId }) => WAITING.test(moduleId));
    const busy = sorted.filter(({ moduleId }) => !WAITING.test(moduleId));
    return busy.flatMap((each, n) => (n % 2 === 0 ? [...waiting.splice(0, 1), each] : [each])).concat(waiting);
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/chromium.ts', 'test/helpers/folders.ts'],
    include: ['test/**/*.test.ts'],
    // It needs a browser that npm does not bring: npm run test:firefox.
    exclude: ['test/firefox/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, as it would be, is too short for a click, a commit and three screens on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 3,
    sequence: { sequencer: Interleaved },
  },
});
