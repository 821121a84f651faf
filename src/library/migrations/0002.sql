-- Tells the reader's own tags from the categories that feeds give their articles: only the reader's
-- stand in the list of feeds.
ALTER TABLE article_tags ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
UPDATE article_tags SET own = 1
 WHERE EXISTS (SELECT 1 FROM changes WHERE field = 4 AND row = article AND key = tag COLLATE NOCASE AND after = 1)
    OR article IN (SELECT id FROM articles WHERE feed = 1);
CREATE INDEX own_tags ON article_tags (tag) WHERE own = 1;
