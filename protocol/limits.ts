/** Every number that server and widget both keep to. This file imports nothing, so the widget may bundle it. */

/** The WebSocket subprotocol (RFC 6455 §1.9) that this version speaks. */
export const SUBPROTOCOL = 'live-comments.v1';

/** Where the live socket is opened. */
export const LIVE_PATH = '/api/v1/live';

/** Sent in the `welcome` frame; raised only by a breaking change of the frames. */
export const PROTOCOL_VERSION = 1;

/** The site of a request that names none. */
export const DEFAULT_SITE = 'default';

/** The longest comment: both must hold, bytes (UTF-8) are checked first because they are cheap to count. */
export const BODY_MAX_BYTES = 20_000;
export const BODY_MAX_GRAPHEMES = 5_000;

/** The longest name of a guest, in graphemes, and a bound in UTF-16 units that a schema can check. */
export const NAME_MAX_GRAPHEMES = 40;
export const NAME_MAX_UNITS = 400;

export const EMAIL_MAX_UNITS = 254;
export const BIO_MAX_UNITS = 500;
export const URL_MAX_UNITS = 2_000;
export const TITLE_MAX_UNITS = 300;
export const SITE_KEY_MAX_UNITS = 64;
export const THREAD_KEY_MAX_UNITS = 512;

/** Links in one comment; more is refused as `too_many_links`. */
export const LINKS_MAX = 20;

/** One client frame, in bytes; a longer one closes the socket with 1009. A longer comment goes over REST. */
export const FRAME_MAX_BYTES = 16 * 1024;

/** One REST request body, in bytes. */
export const REQUEST_MAX_BYTES = 64 * 1024;

/** An avatar as it is sent in, in bytes. */
export const AVATAR_MAX_BYTES = 5_000_000;

/** Origins of one site, and sites of one server. */
export const ORIGINS_MAX = 100;
export const SITES_MAX = 1_000;

/** Nested objects and arrays in anything that a client sends. */
export const JSON_MAX_DEPTH = 4;

/** Threads that one socket may watch at a time. */
export const SUBSCRIPTIONS_MAX = 16;

/** Emoji that a site may offer, and the UTF-16 units of one: a family of four with skin tones takes 19. */
export const REACTIONS_MAX = 12;
export const REACTION_MAX_UNITS = 32;

/** The longest time in which an owner lets comments be edited: ten years, in seconds. */
export const EDIT_WINDOW_MAX = 315_360_000;

/** The longest wait between two comments that an owner may ask for, in seconds. */
export const SLOW_MODE_MAX = 3_600;

/** The longest time after which threads close, in days. */
export const CLOSE_AFTER_MAX = 3_650;

/** The longest time for which an owner has things kept that are to go, in days. */
export const RETENTION_MAX = 3_650;

/** Why a comment is reported, in UTF-16 units. */
export const REASON_MAX_UNITS = 500;

/** Points of all rules together that hold a comment, or put it away as spam. */
export const HOLD_POINTS = 5;
export const SPAM_POINTS = 10;

/** Comments in one bulk decision. */
export const BULK_MAX = 1_000;

/** What is looked for, in UTF-16 units. */
export const SEARCH_MAX_UNITS = 200;

/** Page sizes of every list. */
export const PAGE_DEFAULT = 25;
export const PAGE_MAX = 100;

/** Events in one page of `GET /events` and in one replay frame. */
export const EVENTS_PAGE = 500;

/** Keys in one `GET /counts`. */
export const COUNTS_MAX = 100;

/**
 * How many first replies travel with a comment, by levels below it: a root brings 3, each of those 2, and so on.
 * With a full page this bounds an answer to 25 × (1 + 3 + 6 + 6 + 6) comments.
 */
export const REPLY_PREVIEW: readonly number[] = [3, 2, 1, 1];

/** What everybody is called who gives no name. */
export const NAMELESS = 'Guest';

/** A watcher who says `typing` counts as typing for this long; the widget repeats it sooner while keys are pressed. */
export const TYPING_MS = 6_000;
export const TYPING_REPEAT_MS = 3_000;

/** The server pings a socket this often and ends it when one ping went unanswered (rule L7: gone within 45 s). */
export const HEARTBEAT_MS = 20_000;

/** A widget that heard nothing for this long asks `ping`, and takes the link for dead without an answer in time. */
export const SILENCE_MS = 30_000;
export const PONG_MS = 5_000;
