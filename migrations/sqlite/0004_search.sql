-- Search: which words stand in which published comment, and neither how often nor where. The program cuts and folds them, so
-- that one word is one token; two more of each comment say its thread and its site. Three letters of a word are a token, too: what
-- somebody has begun to type is looked up once, and not for each word that begins so.
CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '3');
-- The words of what was erased leave the file with it, and not when the index happens to be merged.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Comments to be indexed anew. Their old words are gone at once, by whichever statement the comment was changed.
CREATE TABLE search_changes (number INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER comments_search_update AFTER UPDATE OF content, state, thread_id ON comments
WHEN new.content IS NOT old.content OR new.state IS NOT old.state OR new.thread_id IS NOT old.thread_id
BEGIN
  DELETE FROM search WHERE rowid = old.number;
  INSERT OR IGNORE INTO search_changes SELECT new.number WHERE new.state = 'published';
END;
-- Many at once, as when a moderator has cleared a queue, are not left to the next search.
CREATE TRIGGER search_changes_many AFTER INSERT ON search_changes
WHEN (SELECT COUNT(*) FROM search_changes) % 100 = 0
BEGIN
  INSERT INTO jobs (kind, payload, run_at) VALUES ('search.index', '{}', 0);
END;
CREATE TRIGGER comments_search_delete AFTER DELETE ON comments
BEGIN
  DELETE FROM search WHERE rowid = old.number;
END;

-- Indexed are the numbers from first to last: upwards what comes in, downwards what was there before.
INSERT INTO meta VALUES
  ('search.first', (SELECT COALESCE(MAX(number), 0) + 1 FROM comments)),
  ('search.last', (SELECT COALESCE(MAX(number), 0) FROM comments));
INSERT INTO jobs (kind, payload, run_at) SELECT 'search.index', '{}', 0 WHERE EXISTS (SELECT 1 FROM comments);
