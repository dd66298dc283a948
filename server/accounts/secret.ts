/** The server's own secret: made on the first start, kept beside the database, readable by its user alone. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, StartError } from '../errors.ts';

/**
 * @returns 64 hexadecimal digits.
 * @throws StartError when the file holds something else or cannot be read or made.
 */
export function readSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    // `wx` makes it only where there is none, so that nobody's session is lost to a second start.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new StartError(`The file ${file} cannot be made (${messageOf(error)}); give this user write access.`, {
        cause: error,
      });
    }
  }
  const secret = readText(file);
  if (!/^[0-9a-f]{64}$/.test(secret)) {
    throw new StartError(
      `The file ${file} does not hold the server’s secret (64 hexadecimal digits); restore it from a backup, or delete it to sign every guest out.`,
    );
  }
  return secret;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartError(`The file ${file} cannot be read (${messageOf(error)}); restore it from a backup.`, {
      cause: error,
    });
  }
}
