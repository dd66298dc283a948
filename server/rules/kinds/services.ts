/** What services outside have in common: little time, and a comment waits for a person where they fail. */
import { messageOf } from '../../errors.ts';
import type { OutboundAnswer } from '../../outbound/http.ts';
import type { Finding } from '../case.ts';

export const TIMEOUT_MS = 2_000;

export function answered({ status, body }: OutboundAnswer): string {
  if (status >= 200 && status < 300) return body;
  throw new Error(`it answered with status ${status}`);
}

export function unanswered(service: string, error: unknown): Finding {
  return { action: 'hold', detail: `${service} could not be asked: ${messageOf(error)}.` };
}
