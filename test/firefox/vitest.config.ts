/** `npm run test:firefox`: apart from the other tests, because no Firefox comes along by npm. */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: [join(import.meta.dirname, '../helpers/folders.ts')],
    include: ['test/firefox/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
