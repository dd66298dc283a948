-- What moderators and rules ask, at little cost to those who post.

-- Whether an author was ever refused: a comment that nobody refused is not in here.
CREATE INDEX comments_refused ON comments (author_id) WHERE state IN ('rejected', 'spam');

-- In the order of authors each post changed a page of its own. A new comment waits in the order of arrival, and a job files
-- many at once; who asks for an author’s comments looks in both. What stood here before is filed.
ALTER TABLE comments ADD COLUMN unfiled INTEGER NOT NULL DEFAULT 0 CHECK (unfiled IN (0, 1));
DROP INDEX comments_author;
CREATE INDEX comments_author  ON comments (author_id, number, state, thread_id) WHERE unfiled = 0;
CREATE INDEX comments_unfiled ON comments (number, author_id, state, thread_id) WHERE unfiled = 1;

-- The same comments as before. For a list of three SQLite builds a table in memory with each row that is written.
DROP INDEX comments_hidden;
CREATE INDEX comments_hidden ON comments (state, number) WHERE state <> 'published' AND state <> 'deleted';
