/** A small disk for tests that fill it; only root may mount one. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './server.ts';

export interface SmallDisk {
  readonly folder: string;
  fill(): void;
  /** Gives the space back. */
  free(): void;
  makeReadOnly(): void;
  unmount(): void;
}

/** undefined where this user may not mount. */
export function smallDisk(size: string): SmallDisk | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      writeFileSync(ballast, '');
      const { bavail, bsize } = statfsSync(folder);
      appendFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    free: () => {
      truncateSync(ballast, 0);
      rmSync(ballast);
    },
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder]),
    unmount: () => execFileSync('umount', ['-l', folder]),
  };
}
