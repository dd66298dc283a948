-- Rules that judge comments, what the word filter learned, and webhooks with the log of their deliveries.

CREATE TABLE rules (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- the audit log names it: no other may have it later
  site       TEXT    NOT NULL,
  position   INTEGER NOT NULL,  -- 0 is asked first
  kind       TEXT    NOT NULL,
  name       TEXT,
  enabled    INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  action     TEXT    NOT NULL CHECK (action IN ('approve', 'hold', 'reject', 'spam', 'score')),
  points     INTEGER NOT NULL,
  settings   TEXT    NOT NULL CHECK (json_valid(settings)),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rules_site ON rules (site, position);

-- A site gets its first rules once: whoever deletes them all does not find them again.
ALTER TABLE sites ADD COLUMN has_rules INTEGER NOT NULL DEFAULT 0 CHECK (has_rules IN (0, 1));

-- How many texts with a word moderators took for spam, and for ham; the row of '' counts the texts. Words stand here as
-- hashes: a comment that is erased must not be found word by word.
CREATE TABLE bayes (
  site TEXT    NOT NULL,
  word TEXT    NOT NULL,
  spam INTEGER NOT NULL DEFAULT 0,
  ham  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, word)
) STRICT, WITHOUT ROWID;

-- What was learned of each comment, so that it counts once and can be taken back.
CREATE TABLE learned (
  comment INTEGER PRIMARY KEY,
  site    TEXT    NOT NULL,
  kind    TEXT    NOT NULL CHECK (kind IN ('spam', 'ham')),
  words   TEXT    NOT NULL CHECK (json_valid(words))
) STRICT;

CREATE TABLE webhooks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the audit log and cursors name it
  site       TEXT,  -- null: all
  url        TEXT    NOT NULL,
  secret     TEXT    NOT NULL,  -- sealed with the server’s own
  events     TEXT    NOT NULL CHECK (json_valid(events)),
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE deliveries (
  number       INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,  -- the same for each try
  webhook      INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event        TEXT    NOT NULL,
  comment      INTEGER,  -- the text is read when it is sent, so that what was erased is not sent
  state        TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts     INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  tried_at     INTEGER,
  next_at      INTEGER,
  status       INTEGER,
  error        TEXT,
  milliseconds INTEGER
) STRICT;
CREATE INDEX deliveries_webhook ON deliveries (webhook, number);
CREATE INDEX deliveries_tried ON deliveries (webhook, tried_at) WHERE tried_at IS NOT NULL;
CREATE INDEX deliveries_due ON deliveries (webhook, next_at) WHERE state = 'waiting';
CREATE INDEX deliveries_age ON deliveries (created_at);
