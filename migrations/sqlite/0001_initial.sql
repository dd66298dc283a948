-- The first schema: sites, viewers, threads, comments, the event log and jobs. Times are milliseconds since 1970, UTC.

-- One row a fact about the whole database: the epoch of its event log, the number of its write transactions.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sites (
  id         INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,
  origins    TEXT    NOT NULL CHECK (json_valid(origins)),
  settings   TEXT    NOT NULL CHECK (json_valid(settings)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE viewers (
  id         TEXT    PRIMARY KEY,
  role       TEXT    NOT NULL CHECK (role IN ('guest', 'member', 'moderator', 'admin')),
  name       TEXT    NOT NULL,
  email      TEXT,
  website    TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE threads (
  id            INTEGER PRIMARY KEY,
  site_id       INTEGER NOT NULL REFERENCES sites (id),
  key           TEXT    NOT NULL,
  title         TEXT,
  url           TEXT,
  state         TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'locked')),
  seq           INTEGER NOT NULL DEFAULT 0,  -- the number of the newest event; raised in the event's own transaction
  comment_count INTEGER NOT NULL DEFAULT 0,  -- published comments
  created_at    INTEGER NOT NULL,
  UNIQUE (site_id, key)
) STRICT;

CREATE TABLE comments (
  number          INTEGER PRIMARY KEY,  -- order of arrival; never shown
  id              TEXT    NOT NULL UNIQUE COLLATE NOCASE,  -- the public UUID; where the client chose it, its idempotency key
  thread_id       INTEGER NOT NULL REFERENCES threads (id),
  parent          INTEGER REFERENCES comments (number),
  depth           INTEGER NOT NULL,
  seq             INTEGER NOT NULL,
  author_id       TEXT    NOT NULL REFERENCES viewers (id),
  author_name     TEXT    NOT NULL,  -- as it was signed: a guest who takes another name does not rename what stands
  author_website  TEXT,
  body            TEXT    NOT NULL,
  body_hash       INTEGER NOT NULL,  -- 48 bits of its SHA-256
  content         TEXT    NOT NULL,  -- the content tree, JSON
  content_version INTEGER NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('published', 'held', 'rejected', 'spam', 'deleted')),
  listed          INTEGER NOT NULL CHECK (listed IN (0, 1)),  -- everyone sees a place for it: published, or a tombstone with replies
  reply_count     INTEGER NOT NULL DEFAULT 0,  -- direct replies that are listed
  score           INTEGER NOT NULL DEFAULT 0,
  pinned          INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  created_at      INTEGER NOT NULL,
  edited_at       INTEGER,
  CHECK (listed = 0 OR state IN ('published', 'deleted'))  -- what is hidden is in no list
) STRICT;

-- Each list is one index in its own order, so that a page costs the same however long the thread is.
CREATE INDEX comments_roots   ON comments (thread_id, number) WHERE listed = 1 AND parent IS NULL;
CREATE INDEX comments_best    ON comments (thread_id, score, number) WHERE listed = 1 AND parent IS NULL;
CREATE INDEX comments_replies ON comments (parent, number) WHERE listed = 1 AND parent IS NOT NULL;
-- Finds a repeat of the same text at once, however much its author has written in the last minute.
CREATE INDEX comments_repeat  ON comments (author_id, body_hash);

-- The event log. It holds ids and not text: replay shows the row as it is now, so what was erased is gone everywhere.
CREATE TABLE events (
  thread_id  INTEGER NOT NULL REFERENCES threads (id),
  seq        INTEGER NOT NULL,
  type       TEXT    NOT NULL,
  comment    INTEGER REFERENCES comments (number),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (thread_id, seq)
) STRICT, WITHOUT ROWID;

-- Work that follows from a change, written in the change's own transaction.
CREATE TABLE jobs (
  id         INTEGER PRIMARY KEY,
  kind       TEXT    NOT NULL,
  payload    TEXT    NOT NULL CHECK (json_valid(payload)),
  run_at     INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  dead       INTEGER NOT NULL DEFAULT 0 CHECK (dead IN (0, 1))
) STRICT;
CREATE INDEX jobs_due ON jobs (run_at) WHERE dead = 0;
