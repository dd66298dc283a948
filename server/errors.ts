/** The one error type that may reach a client, and the one table from its code to an HTTP status. */
import { ERROR_TITLES, type ErrorCode } from '../protocol/codes.ts';
import type { Problem } from '../protocol/rest.ts';

const STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  bad_json: 400,
  bad_cursor: 400,
  unknown_type: 400,
  body_empty: 400,
  body_too_long: 400,
  too_many_links: 400,
  bad_name: 400,
  unknown_reaction: 400,
  unsupported_protocol: 400,
  bad_token: 401,
  token_expired: 401,
  sign_in_required: 401,
  origin_refused: 403,
  not_yours: 403,
  not_allowed: 403,
  feature_off: 403,
  banned: 403,
  rejected: 403,
  bad_credentials: 401,
  code_required: 401,
  step_up_required: 403,
  link_over: 410,
  session_over: 401,
  wrong_site: 403,
  other_browser: 403,
  provider_failed: 502,
  mail_failed: 502,
  bad_image: 400,
  not_found: 404,
  already_exists: 409,
  changed: 412,
  undo_over: 409,
  key_reused: 409,
  unsafe_address: 400,
  edit_window_over: 403,
  thread_locked: 403,
  unknown_route: 404,
  unknown_site: 404,
  unknown_comment: 404,
  unknown_parent: 404,
  duplicate: 409,
  id_taken: 409,
  comment_deleted: 409,
  too_large: 413,
  wrong_media_type: 415,
  rate_limited: 429,
  too_many_votes: 429,
  slow_mode: 429,
  too_many_subscriptions: 429,
  internal: 500,
  unavailable: 503,
  shutting_down: 503,
  disk_full: 507,
};

/** A request that is refused, with a stable `code` and a sentence that says what, where, and the mend. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, detail: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(detail, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** What an operator should read of: not who was told to come again later, which in a flood would fill the disk. */
export function isFailure({ code, status, cause }: Refusal): boolean {
  return code === 'internal' || (status >= 500 && cause !== undefined);
}

export function unknownSite(key: string): Refusal {
  return new Refusal(
    'unknown_site',
    `There is no site ‘${key}’ on this server; without the site setting it is ‘default’.`,
  );
}

export function unknownParent(id: string): Refusal {
  return new Refusal('unknown_parent', `There is no comment ${id} in this thread.`);
}

export function unknownComment(id: string): Refusal {
  return new Refusal('unknown_comment', `There is no comment ${id}.`);
}

export function deletedComment(id: string): Refusal {
  return new Refusal('comment_deleted', `The comment ${id} was deleted.`);
}

export function lockedThread(): Refusal {
  return new Refusal('thread_locked', 'This thread is closed; nothing can be written in it.');
}

/** The RFC 9457 problem document of a refusal; `instance` is the path that was asked for. */
export function problemOf(refusal: Refusal, instance?: string): Problem {
  return {
    type: `urn:live-comments:problem:${refusal.code}`,
    title: ERROR_TITLES[refusal.code],
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    ...(instance === undefined ? {} : { instance }),
    ...(refusal.retryAfter === undefined ? {} : { retryAfter: refusal.retryAfter }),
  };
}

/** A setting, file or command line that keeps the program from starting: one sentence for the operator, no stack. */
export class StartError extends Error {
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.name = 'StartError';
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
