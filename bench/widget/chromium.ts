/** The browser of the tests for the bench: found in the same way, started with the same quiet arguments. */
import { type Browser, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import find from '../../test/helpers/chromium.ts';
import type {} from '../../test/helpers/folders.ts';

/** Without a sandbox, which root may not have, and without calls home; frames come at a screen's pace all the same. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(): Promise<Browser> {
  let found: { executablePath: string; env: Record<string, string> } | undefined;
  const project = {
    provide: (_name: string, value: typeof found) => {
      found = value;
    },
  };
  await find(project as unknown as TestProject);
  if (!found) throw new Error('no Chromium was found');
  const { executablePath, env } = found;
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } as Record<string, string> });
}
