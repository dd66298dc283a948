-- Members: people who signed in, how, their sessions and what they keep; and old keys of threads that moved.

-- What everybody sees of a person beside their name; a path on this server, or an address on one of the site’s origins.
ALTER TABLE viewers ADD COLUMN avatar TEXT;

CREATE TABLE members (
  id             TEXT    PRIMARY KEY REFERENCES viewers (id),
  site           TEXT    NOT NULL,  -- the one they belong to
  verified_email TEXT,  -- in small letters, where whoever vouches has seen that they receive mail there; the address as they write it stands with the viewer
  bio            TEXT    NOT NULL DEFAULT '',
  notifications  TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(notifications)),
  told_at        INTEGER NOT NULL DEFAULT 0,  -- as of when the site’s own token last told name and picture
  created_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX members_email ON members (site, verified_email) WHERE verified_email IS NOT NULL;

-- Who somebody is to whoever vouches for them: an OpenID Connect issuer and its subject, ‘mail’ and an address, ‘sso’ and an id.
CREATE TABLE identities (
  site       TEXT    NOT NULL,
  issuer     TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  member     TEXT    NOT NULL REFERENCES members (id),
  name       TEXT    NOT NULL,  -- of the way, as lists of sessions and profiles show it
  created_at INTEGER NOT NULL,
  PRIMARY KEY (site, issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_member ON identities (member);

CREATE TABLE member_sessions (
  id           TEXT    PRIMARY KEY,
  member       TEXT    NOT NULL REFERENCES members (id),
  site         TEXT    NOT NULL,
  way          TEXT    NOT NULL,
  device       TEXT    NOT NULL,
  generation   INTEGER NOT NULL DEFAULT 0,  -- of the refresh token that is good now; an older one that comes again ends the session
  attempt      TEXT,  -- who made the last step: the same may ask again until the next
  refreshable  INTEGER NOT NULL CHECK (refreshable IN (0, 1)),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_sessions_member ON member_sessions (member);
CREATE INDEX member_sessions_expiry ON member_sessions (expires_at);

-- Guests who became members: their tokens are over.
CREATE TABLE claims (
  guest  TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_member ON claims (member);

-- People who left and took all with them: of them nothing is kept but that their tokens are over.
CREATE TABLE erased (
  viewer TEXT    PRIMARY KEY,
  at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Whose tombstones nobody is to tell apart.
INSERT INTO viewers (id, role, name, created_at) VALUES ('erased', 'guest', '', 0);

-- Members whose names nobody else is to have; pictures that are on disk for somebody.
CREATE INDEX viewers_moderators ON viewers (id) WHERE role = 'moderator';
CREATE INDEX viewers_avatar     ON viewers (avatar) WHERE avatar IS NOT NULL;

CREATE TABLE mutes (
  viewer     TEXT    NOT NULL,
  muted      TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (viewer, muted)
) STRICT, WITHOUT ROWID;
CREATE INDEX mutes_muted ON mutes (muted);

-- What somebody reported is found when they sign in, and when they leave.
CREATE INDEX flags_viewer ON flags (viewer_id);

-- Sign-ins under way: a link that was mailed, a visit to a provider, a one-time code. Of secrets only hashes.
CREATE TABLE sign_ins (
  id         TEXT    PRIMARY KEY,  -- a hash of what comes back
  kind       TEXT    NOT NULL CHECK (kind IN ('mail', 'oauth', 'code')),
  site       TEXT    NOT NULL,
  challenge  TEXT    NOT NULL,
  data       TEXT    NOT NULL,  -- sealed with the server’s own secret
  tries      INTEGER NOT NULL DEFAULT 0,
  attempt    TEXT,  -- who used it up: for a minute the same may ask again
  session    TEXT,  -- what that began
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_expiry ON sign_ins (expires_at);

-- Services that the readers of a site may sign in with.
CREATE TABLE providers (
  id         TEXT    PRIMARY KEY,
  site       TEXT    NOT NULL,
  preset     TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  issuer     TEXT,
  client_id  TEXT    NOT NULL,
  secret     TEXT    NOT NULL,  -- sealed
  team_id    TEXT,
  key_id     TEXT,
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX providers_site ON providers (site);

-- Keys with which a site’s own program signs for its users.
CREATE TABLE sso_keys (
  id           TEXT    PRIMARY KEY,
  site         TEXT    NOT NULL,
  algorithm    TEXT    NOT NULL CHECK (algorithm IN ('HS256', 'EdDSA', 'disqus')),
  name         TEXT    NOT NULL,
  key          TEXT    NOT NULL,  -- a secret, sealed; of EdDSA the public key
  moderators   INTEGER NOT NULL DEFAULT 0 CHECK (moderators IN (0, 1)),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sso_keys_site ON sso_keys (site);

-- Tokens of sites’ own users that were used, until they would be refused for their age anyway.
CREATE TABLE sso_used (
  id         TEXT    PRIMARY KEY,  -- a hash of site, key and jti
  session    TEXT    NOT NULL,  -- what it began
  attempt    TEXT,  -- who used it: for a minute the same may ask again
  used_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sso_used_expiry ON sso_used (expires_at);

-- Old keys of threads. Where somebody wrote under such a key before it was one, the thread that is there wins.
CREATE TABLE aliases (
  site_id    INTEGER NOT NULL REFERENCES sites (id),
  key        TEXT    NOT NULL,
  thread_id  INTEGER NOT NULL REFERENCES threads (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_thread ON aliases (thread_id);
