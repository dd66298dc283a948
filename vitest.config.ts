/** Tests run the product at its doors: three files at a time on two cores, because many of them wait. */
import { defineConfig } from 'vitest/config';

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
  },
});
