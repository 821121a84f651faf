-- What arrives is counted and indexed by plain statements: a trigger made SQLite write down its indexes for every article.
DROP TRIGGER count_added;
DROP TRIGGER quote_added;
-- Some feeds gave the whole story as its summary, so that it was kept twice.
UPDATE articles SET excerpt = substr(excerpt, 1, 500) || ' …' WHERE length(excerpt) > 600;
-- `texts.notes` may be deflated from now on; what is there is deflated when it is annotated again.
