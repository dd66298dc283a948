/** Every word that tells what went wrong: error codes and WebSocket close codes. Imports nothing, so the widget may bundle it. */

/**
 * Stable error codes, the same in a problem document (REST, field `code`) and in an `error` frame.
 * The text beside each is the problem's `title`: what kind of fault it is; the `detail` says what and where.
 */
export const ERROR_TITLES = {
  bad_request: 'The request is not of the expected form',
  bad_json: 'The text is not valid JSON',
  bad_cursor: 'The cursor does not belong to this list',
  unknown_type: 'The frame type is not known',
  body_empty: 'The comment is empty',
  body_too_long: 'The comment is too long',
  too_many_links: 'The comment holds too many links',
  bad_name: 'The name cannot be used',
  bad_token: 'The token is not valid',
  token_expired: 'The token has expired',
  sign_in_required: 'This needs a token',
  origin_refused: 'This page’s origin is not allowed',
  not_yours: 'Only its author may do this',
  not_allowed: 'This is for moderators',
  banned: 'You may not write here',
  rejected: 'The comment was not accepted',
  bad_credentials: 'The sign-in was refused',
  code_required: 'A second factor is needed',
  step_up_required: 'This needs a fresh proof of who you are',
  link_over: 'The link was used or is too old',
  session_over: 'The session is over',
  wrong_site: 'The session belongs to another site',
  other_browser: 'This was begun in another browser',
  provider_failed: 'The provider did not confirm the sign-in',
  mail_failed: 'The mail could not be sent',
  bad_image: 'The picture cannot be used',
  not_found: 'There is no such thing',
  already_exists: 'It exists already',
  changed: 'It was changed in the meantime',
  undo_over: 'The time to take this back is over',
  key_reused: 'The idempotency key belongs to another request',
  unsafe_address: 'The server may not send to this address',
  edit_window_over: 'The time to edit this comment is over',
  unknown_route: 'There is nothing at this address',
  unknown_site: 'There is no such site',
  unknown_comment: 'There is no such comment',
  unknown_parent: 'The comment to answer is not in this thread',
  feature_off: 'The site’s owner has switched this off',
  unknown_reaction: 'This site does not have that reaction',
  too_many_votes: 'Too many guests of one network have voted here',
  slow_mode: 'Comments are slowed down on this site',
  duplicate: 'The same text was posted a moment ago',
  id_taken: 'This id belongs to another site’s comment',
  comment_deleted: 'The comment was deleted',
  thread_locked: 'The thread is closed',
  too_large: 'The request is too large',
  wrong_media_type: 'Only application/json is understood',
  rate_limited: 'Too many requests',
  too_many_subscriptions: 'Too many threads on one socket',
  unsupported_protocol: 'No common subprotocol',
  disk_full: 'The server’s disk is full',
  shutting_down: 'The server is restarting',
  unavailable: 'The server cannot do this right now',
  internal: 'Something failed in the server',
} as const;

export type ErrorCode = keyof typeof ERROR_TITLES;

/**
 * Close codes that the server sends (rule L6): 1001, 1012 and 4000–4099 mean "come back, with jitter"; 4100–4199 mean
 * "stop, and show the reason"; 4400 answers a client that does not speak the protocol.
 */
export const CLOSE = {
  restart: 1012,
  internal: 4000,
  slow: 4001,
  idle: 4002,
  busy: 4003,
  signedOut: 4100,
  protocol: 4400,
} as const;

/** Whether a client should come back after its socket closed with `code` (rule L6). */
export function mayReconnect(code: number): boolean {
  return code < 4100;
}
