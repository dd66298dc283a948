/** One folder for everything that a test run writes, gone when the run is over, however its workers ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    folder: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'live-comments-'));
  project.provide('folder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
