-- Who runs the place: people with their ways of signing in, sessions, API keys.

CREATE TABLE staff (
  id             TEXT    PRIMARY KEY,  -- the viewer’s id, under which they write, too
  email          TEXT    NOT NULL UNIQUE COLLATE NOCASE,
  name           TEXT    NOT NULL,
  role           TEXT    NOT NULL CHECK (role IN ('owner', 'admin', 'moderator')),
  sites          TEXT    CHECK (json_valid(sites)),  -- null: all
  password       TEXT,  -- a salted hash; null: invited, and not yet here
  totp           TEXT,  -- the secret, sealed with the server’s own; null: none
  totp_step      INTEGER NOT NULL DEFAULT 0,  -- the last time step that was used: a code works once
  recovery_codes TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(recovery_codes)),  -- hashes of those that are left
  created_at     INTEGER NOT NULL,
  last_seen_at   INTEGER
) STRICT, WITHOUT ROWID;

-- Links that work once: an invitation, a new password.
CREATE TABLE invites (
  hash       TEXT    PRIMARY KEY,
  staff_id   TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  by_id      TEXT    NOT NULL,  -- whoever made it: it ends with their right to
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
  id           TEXT    PRIMARY KEY,  -- the credential’s id, base64url
  staff_id     TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  public_key   TEXT    NOT NULL,  -- COSE, base64url
  counter      INTEGER NOT NULL,
  transports   TEXT    NOT NULL CHECK (json_valid(transports)),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash          TEXT    PRIMARY KEY,  -- of the cookie: who reads the database cannot sign in with it
  id            TEXT    NOT NULL UNIQUE,
  staff_id      TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  device        TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  last_seen_at  INTEGER NOT NULL,
  stepped_up_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_staff ON sessions (staff_id);

CREATE TABLE api_keys (
  hash         TEXT    PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  name         TEXT    NOT NULL,
  prefix       TEXT    NOT NULL,
  scopes       TEXT    NOT NULL CHECK (json_valid(scopes)),
  sites        TEXT    CHECK (json_valid(sites)),  -- null: all
  by_id        TEXT    NOT NULL,  -- whoever made it: it may never do more than they
  by_name      TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

-- First answers of writes with an Idempotency-Key, for a day.
CREATE TABLE idempotency (
  key        TEXT    PRIMARY KEY,  -- who asked, what for, and their key, hashed
  request    TEXT    NOT NULL,  -- a hash of the body: the same key for another request is a mistake
  status     INTEGER,  -- null while it is under way
  body       TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (created_at);
