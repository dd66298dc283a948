/** The audit log as the store keeps it: written in the transaction of what it tells of. */
import type { ActorRef } from '../../../protocol/admin/shared.ts';

export interface AuditRecord {
  readonly by: ActorRef;
  /** Null for what concerns all sites. */
  readonly site: string | null;
  /** Subject and verb: `comment.reject`, `user.ban`, `api-key.create`. */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  /** What was, and what is; never a comment’s text, a secret or a whole mail address. */
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

export interface StoredAudit extends AuditRecord {
  readonly id: number;
  readonly at: number;
}

export interface AuditFilter {
  /** Null: all. */
  readonly sites: readonly string[] | null;
  readonly actor?: string | undefined;
  /** An action or the beginning of one. */
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface AuditStore {
  /** The newest first; below the id `before` where that is given. */
  list(filter: AuditFilter, before: number | null, limit: number): Promise<readonly StoredAudit[]>;
  /** For what changes no row of its own, such as a sign-in. */
  write(record: AuditRecord): Promise<void>;
}
