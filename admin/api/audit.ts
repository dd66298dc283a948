/** The audit log. */
import type { AuditEntry } from '../../protocol/admin/log.ts';
import { addressOf, call } from './client.ts';

export interface AuditQuestion {
  readonly site?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function listAudit(
  question: AuditQuestion,
  cursor: string | undefined,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  return call('get', '/audit', { params: { query: { ...question, cursor, limit: 50 } } });
}

/** The address of the log as a file; the browser downloads it by itself. */
export function auditFile(question: AuditQuestion, format: 'csv' | 'ndjson'): string {
  return addressOf('/audit/export', { ...question, format });
}
