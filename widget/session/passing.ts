/** Which failures are over in a moment; nothing before the first comments asks for it. */
import type { Failure } from './api.ts';

const PASSING: readonly string[] = ['network', 'shutting_down', 'unavailable', 'internal'];

/** Whether the same request may succeed a moment later. */
export function isPassing({ code }: Failure): boolean {
  return PASSING.includes(code);
}
