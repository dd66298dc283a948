-- Moderation: why a comment is where it is, who decided so, what it said before; bans, notes, the audit log.

ALTER TABLE comments ADD COLUMN version INTEGER NOT NULL DEFAULT 1;  -- raised by each change of text or state
ALTER TABLE comments ADD COLUMN reasons TEXT CHECK (json_valid(reasons));  -- what rules said of it; null: nothing
ALTER TABLE comments ADD COLUMN flag_count INTEGER NOT NULL DEFAULT 0;  -- reports since the last decision
ALTER TABLE comments ADD COLUMN author_state TEXT CHECK (author_state IN ('published', 'held'));  -- what its author is told instead
ALTER TABLE comments ADD COLUMN featured INTEGER NOT NULL DEFAULT 0 CHECK (featured IN (0, 1));
ALTER TABLE comments ADD COLUMN edited_by TEXT CHECK (edited_by = 'moderator');  -- who changed the text last, if not its author
ALTER TABLE comments ADD COLUMN notice TEXT;  -- a moderator’s word to the author
ALTER TABLE comments ADD COLUMN decision TEXT CHECK (json_valid(decision));  -- the last one by a person: state, by, at, reason, and what was before

UPDATE comments SET flag_count = (SELECT COUNT(*) FROM flags f WHERE f.comment = comments.number)
  WHERE number IN (SELECT comment FROM flags);

-- What moderators look through. An ordinary published comment is in none of the first three.
CREATE INDEX comments_hidden  ON comments (state, number) WHERE state IN ('held', 'rejected', 'spam');
CREATE INDEX comments_flagged ON comments (number) WHERE flag_count > 0;
-- Public because a person said so, or a rule: the program writes reasons without spaces, and quotes inside of them with a stroke.
CREATE INDEX comments_decided ON comments (number)
  WHERE state = 'published' AND (decision IS NOT NULL OR instr(reasons, '"action":"approve"') > 0);
-- Holds what the figures about an author are counted from.
CREATE INDEX comments_author  ON comments (author_id, number, state, thread_id);
-- What is shown to its author alone.
DROP INDEX comments_held;
CREATE INDEX comments_own ON comments (thread_id, author_id, number) WHERE state = 'held' OR author_state IS NOT NULL;

-- Earlier texts, the oldest first; they go when the comment is deleted.
CREATE TABLE revisions (
  comment         INTEGER NOT NULL REFERENCES comments (number),
  version         INTEGER NOT NULL,
  body            TEXT    NOT NULL,
  content         TEXT    NOT NULL CHECK (json_valid(content)),
  until           INTEGER NOT NULL,  -- when it was replaced
  PRIMARY KEY (comment, version)
) STRICT, WITHOUT ROWID;

-- What a moderator deleted, for as long as it can be taken back.
CREATE TABLE trash (
  comment  INTEGER PRIMARY KEY REFERENCES comments (number),
  row      TEXT    NOT NULL CHECK (json_valid(row)),
  erase_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bans (
  id         INTEGER PRIMARY KEY,
  site       TEXT,  -- null: all
  kind       TEXT    NOT NULL CHECK (kind IN ('user', 'email', 'address', 'name')),
  value      TEXT    NOT NULL,
  person     TEXT,  -- the viewer who was banned by it, among other things; null: it stands alone
  reason     TEXT,
  shadow     INTEGER NOT NULL DEFAULT 0 CHECK (shadow IN (0, 1)),
  by         TEXT    NOT NULL CHECK (json_valid(by)),
  created_at INTEGER NOT NULL,
  until      INTEGER
) STRICT;
CREATE INDEX bans_person ON bans (person) WHERE person IS NOT NULL;

CREATE TABLE notes (
  id         INTEGER PRIMARY KEY,
  viewer_id  TEXT    NOT NULL,
  site       TEXT,
  text       TEXT    NOT NULL,
  by         TEXT    NOT NULL CHECK (json_valid(by)),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_viewer ON notes (viewer_id, id);

-- Who did what, with what was before and after; never a comment’s text.
CREATE TABLE audit (
  id          INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  by          TEXT    NOT NULL CHECK (json_valid(by)),
  by_id       TEXT    NOT NULL,
  site        TEXT,
  action      TEXT    NOT NULL,
  target_kind TEXT    NOT NULL,
  target_id   TEXT    NOT NULL,
  before      TEXT    CHECK (json_valid(before)),
  after       TEXT    CHECK (json_valid(after)),
  reason      TEXT
) STRICT;
CREATE INDEX audit_target ON audit (target_id, id);
CREATE INDEX audit_actor  ON audit (by_id, id);
CREATE INDEX audit_site   ON audit (site, id);

-- A thread that a moderator opened by hand is not closed by its age.
ALTER TABLE threads ADD COLUMN kept_open INTEGER NOT NULL DEFAULT 0 CHECK (kept_open IN (0, 1));
ALTER TABLE threads ADD COLUMN last_comment_at INTEGER;  -- null: nobody wrote in it
UPDATE threads SET last_comment_at = written.at
  FROM (SELECT thread_id, MAX(created_at) AS at FROM comments GROUP BY thread_id) AS written
  WHERE written.thread_id = threads.id;
CREATE INDEX threads_open ON threads (site_id, created_at) WHERE state = 'open' AND kept_open = 0;

-- People in the order in which they were first seen.
CREATE INDEX viewers_created ON viewers (created_at, id);
