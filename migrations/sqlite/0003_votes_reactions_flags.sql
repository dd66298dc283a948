-- Votes, reactions and reports; comments that a moderator takes back keep a place where replies hang on them.

-- The table is built anew: `listed` follows from state and replies alone, and votes are counted in place of a score.
CREATE TABLE comments_new (
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
  listed          INTEGER NOT NULL,  -- everyone sees a place for it: published, or hidden or deleted with replies
  reply_count     INTEGER NOT NULL DEFAULT 0,  -- direct replies that are listed
  upvotes         INTEGER NOT NULL DEFAULT 0,
  downvotes       INTEGER NOT NULL DEFAULT 0,
  rank            REAL    NOT NULL DEFAULT 0,  -- what ‘best’ sorts by; follows from the votes
  reactions       TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(reactions)),  -- how many, by emoji
  pinned          INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  created_at      INTEGER NOT NULL,
  edited_at       INTEGER,
  CHECK (listed = (state = 'published' OR reply_count > 0))
) STRICT;

INSERT INTO comments_new
  SELECT number, id, thread_id, parent, depth, seq, author_id, author_name, author_website, body, body_hash, content,
         content_version, state, state = 'published' OR reply_count > 0, reply_count, 0, 0, 0, '{}', pinned, created_at,
         edited_at
  FROM comments ORDER BY number;
DROP TABLE comments;
ALTER TABLE comments_new RENAME TO comments;

-- Each list is one index in its own order, so that a page costs the same however long the thread is.
CREATE INDEX comments_roots   ON comments (thread_id, number) WHERE listed = 1 AND parent IS NULL AND pinned = 0;
CREATE INDEX comments_best    ON comments (thread_id, rank, number) WHERE listed = 1 AND parent IS NULL AND pinned = 0;
CREATE INDEX comments_pinned  ON comments (thread_id, number) WHERE listed = 1 AND parent IS NULL AND pinned = 1;
CREATE INDEX comments_replies ON comments (parent, number) WHERE listed = 1 AND parent IS NOT NULL;
CREATE INDEX comments_held    ON comments (thread_id, author_id, number) WHERE state = 'held';

-- Sites on which a comment of theirs was published, and none taken back by a moderator since.
ALTER TABLE viewers ADD COLUMN known_on TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(known_on));
UPDATE viewers SET known_on = published.sites
  FROM (SELECT c.author_id, json_group_array(DISTINCT s.key) AS sites
        FROM comments c JOIN threads t ON t.id = c.thread_id JOIN sites s ON s.id = t.site_id
        WHERE c.state = 'published' GROUP BY c.author_id) AS published
  WHERE published.author_id = viewers.id;

-- In the order in which a viewer’s page asks for them. Viewers who only vote have no row of their own.
CREATE TABLE votes (
  viewer_id  TEXT    NOT NULL,
  thread_id  INTEGER NOT NULL REFERENCES threads (id),
  comment    INTEGER NOT NULL REFERENCES comments (number),
  value      INTEGER NOT NULL CHECK (value IN (1, -1)),
  network    TEXT,  -- a guest’s network as a hash that is another one for each comment
  created_at INTEGER NOT NULL,
  PRIMARY KEY (viewer_id, thread_id, comment)
) STRICT, WITHOUT ROWID;
CREATE INDEX votes_comment ON votes (comment, network);

CREATE TABLE reactions (
  viewer_id  TEXT    NOT NULL,
  thread_id  INTEGER NOT NULL REFERENCES threads (id),
  comment    INTEGER NOT NULL REFERENCES comments (number),
  emoji      TEXT    NOT NULL,
  network    TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (viewer_id, thread_id, comment, emoji)
) STRICT, WITHOUT ROWID;
CREATE INDEX reactions_comment ON reactions (comment, emoji, network);

CREATE TABLE flags (
  comment    INTEGER NOT NULL REFERENCES comments (number),
  viewer_id  TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (comment, viewer_id)
) STRICT, WITHOUT ROWID;
