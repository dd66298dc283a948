/** `npm run test:firefox`: apart from the other tests, because no Firefox comes along by npm. */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: [join(import.meta.dirname, '../helpers/folders.ts')],
    include: ['test/firefox/*.test.ts'],
    // Of two windows only one is in front, and Firefox draws the other one seldom.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
