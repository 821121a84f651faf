-- A server's names for articles need not be numbers (The Old Reader has 24 hex digits); what it no longer has is
-- marked, since it says nothing of it any more; what it last sent again was looked at then.
CREATE TABLE synced_articles (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  name    TEXT NOT NULL UNIQUE,               -- the server's name for it; of numbers 16 hex digits
  read    INTEGER NOT NULL,                   -- what the server last knew
  starred INTEGER NOT NULL,
  gone    INTEGER NOT NULL DEFAULT 0,         -- the server does not have it any more
  looked  INTEGER NOT NULL DEFAULT 0          -- when its words last came from there
);
INSERT INTO synced_articles (article, name, read, starred)
  SELECT article, printf('%016x', number), read, starred FROM synced;
DROP TABLE synced;
ALTER TABLE synced_articles RENAME TO synced;
-- The tags that the server knows of articles.
CREATE TABLE synced_tags (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag     TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (article, tag)
) WITHOUT ROWID;
-- Whether a feed belongs on the server: null when that is not settled, as of a feed that was followed here since.
ALTER TABLE feeds ADD COLUMN served INTEGER;
UPDATE feeds SET served = stream IS NOT NULL;
ALTER TABLE feeds ADD COLUMN agreed TEXT;     -- name and tags on either side when they agreed last, as JSON
