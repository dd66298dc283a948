-- Repeats of a text are found in memory: an index in the order of authors made each post change a page of its own.
DROP INDEX comments_repeat;
