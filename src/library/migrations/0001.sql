-- The first shelf. Never edited once released: changes come as 0002.sql and on.
-- Times are seconds since 1970. A flag is 0 or 1.

-- Where articles come from. Row 1 is the reader's own: what was added by hand.
CREATE TABLE feeds (
  id        INTEGER PRIMARY KEY,
  url       TEXT NOT NULL UNIQUE,         -- http:, https:, file: or exec:; empty for row 1
  title     TEXT NOT NULL DEFAULT '',     -- as the feed gives it
  home      TEXT,                         -- the page it belongs to
  -- the reader's settings
  name      TEXT,                         -- shown in place of the title
  full_text INTEGER NOT NULL DEFAULT 0,   -- fetch each new article's page
  every     INTEGER,                      -- refresh at most so often, seconds
  keep      INTEGER,                      -- days to keep what is read and not marked; null: for ever
  removed   INTEGER NOT NULL DEFAULT 0,   -- no longer followed; its articles stay
  -- the last refresh
  etag      TEXT,
  modified  TEXT,
  checked   INTEGER,                      -- when the source last answered
  wait      INTEGER NOT NULL DEFAULT 0,   -- do not ask before this time
  failures  INTEGER NOT NULL DEFAULT 0,   -- in a row
  error     TEXT,                         -- the last failure's sentence
  -- kept true by the triggers below
  total     INTEGER NOT NULL DEFAULT 0,
  unread    INTEGER NOT NULL DEFAULT 0
);
INSERT INTO feeds (id, url, title) VALUES (1, '', 'Kept articles');

CREATE TABLE feed_tags (
  feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  tag  TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (feed, tag)
) WITHOUT ROWID;

-- What lists show. The words are in `texts`, so that these rows stay small.
CREATE TABLE articles (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  feed      INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  item      TEXT NOT NULL,                -- tells it from the others of its feed
  title     TEXT NOT NULL,
  byline    TEXT,
  site      TEXT,
  url       TEXT,
  published TEXT,                         -- as the source gives it, ISO 8601
  lang      TEXT,
  excerpt   TEXT,
  damage    TEXT,                         -- what became of a broken source: one sentence
  at        INTEGER NOT NULL,             -- orders every list: published, else saved
  saved     INTEGER NOT NULL,
  changed   INTEGER,                      -- when a later text replaced the first
  read      INTEGER NOT NULL DEFAULT 0,
  starred   INTEGER NOT NULL DEFAULT 0,
  hidden    INTEGER NOT NULL DEFAULT 0,
  place     INTEGER NOT NULL DEFAULT 0,   -- the byte at the top of the screen when last left
  words     INTEGER NOT NULL DEFAULT 0,
  quotes    INTEGER NOT NULL DEFAULT 0,
  story     INTEGER NOT NULL DEFAULT 0,   -- the same for one story in several feeds
  UNIQUE (feed, item)
);
CREATE INDEX shelf ON articles (at, id) WHERE hidden = 0;
CREATE INDEX shelf_unread ON articles (at, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX shelf_starred ON articles (at, id) WHERE hidden = 0 AND starred = 1;
CREATE INDEX shelf_feed ON articles (feed, at, id) WHERE hidden = 0;
CREATE INDEX shelf_feed_unread ON articles (feed, at, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_stories ON articles (story, at) WHERE hidden = 0 AND story <> 0;
CREATE INDEX article_urls ON articles (url);

CREATE TRIGGER count_added AFTER INSERT ON articles BEGIN
  UPDATE feeds SET total = total + (NEW.hidden = 0), unread = unread + (NEW.hidden = 0 AND NEW.read = 0)
   WHERE id = NEW.feed;
END;
CREATE TRIGGER count_deleted AFTER DELETE ON articles BEGIN
  UPDATE feeds SET total = total - (OLD.hidden = 0), unread = unread - (OLD.hidden = 0 AND OLD.read = 0)
   WHERE id = OLD.feed;
END;
CREATE TRIGGER count_marked AFTER UPDATE OF read, hidden ON articles BEGIN
  UPDATE feeds SET total = total + (NEW.hidden = 0) - (OLD.hidden = 0),
    unread = unread + (NEW.hidden = 0 AND NEW.read = 0) - (OLD.hidden = 0 AND OLD.read = 0)
   WHERE id = NEW.feed;
END;

-- The words of an article. Notes are derived: an old `annotator` means "annotate again".
CREATE TABLE texts (
  article   INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  hash      INTEGER NOT NULL,             -- of what the source gave: a change makes a version
  page      INTEGER NOT NULL DEFAULT 0,   -- the words come from its page, not from the feed
  body      TEXT NOT NULL,
  blocks    TEXT NOT NULL,
  marks     TEXT NOT NULL,
  notes     TEXT NOT NULL DEFAULT '',
  annotator INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX text_annotators ON texts (annotator);

-- What an updated story said before.
CREATE TABLE versions (
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  until   INTEGER NOT NULL,               -- when the next text replaced it
  title   TEXT NOT NULL,
  body    TEXT NOT NULL,
  blocks  TEXT NOT NULL
);
CREATE INDEX version_articles ON versions (article);

CREATE VIEW article_words AS
  SELECT articles.id, title, byline, body FROM articles JOIN texts ON article = articles.id;
CREATE VIRTUAL TABLE article_text USING fts5(
  title, byline, body,
  content = 'article_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE article_tags (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag     TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (tag, article)
) WITHOUT ROWID;
CREATE INDEX article_tag_names ON article_tags (article, tag);

-- Every quotation on the shelf, for `said`.
CREATE TABLE quotes (
  id        INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  nth       INTEGER NOT NULL,             -- its place in the article's notes
  kind      INTEGER NOT NULL,             -- 0 direct, 1 indirect, 2 mixed
  words     TEXT NOT NULL,
  speaker   TEXT,                         -- as the annotator found
  who       TEXT,                         -- the same after the reader's corrections
  certainty REAL NOT NULL                 -- of the speaker, 0 to 1
);
CREATE INDEX quote_articles ON quotes (article);
CREATE INDEX quote_speakers ON quotes (who COLLATE NOCASE);
CREATE VIRTUAL TABLE quote_text USING fts5(
  words, who,
  content = 'quotes', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER quote_added AFTER INSERT ON quotes BEGIN
  INSERT INTO quote_text (rowid, words, who) VALUES (NEW.id, NEW.words, NEW.who);
END;
CREATE TRIGGER quote_deleted AFTER DELETE ON quotes BEGIN
  INSERT INTO quote_text (quote_text, rowid, words, who) VALUES ('delete', OLD.id, OLD.words, OLD.who);
END;
CREATE TRIGGER quote_renamed AFTER UPDATE OF who ON quotes BEGIN
  INSERT INTO quote_text (quote_text, rowid, words, who) VALUES ('delete', OLD.id, OLD.words, OLD.who);
  INSERT INTO quote_text (rowid, words, who) VALUES (NEW.id, NEW.words, NEW.who);
END;

-- The reader's notes on passages. `exact` finds the passage again when the text has changed.
CREATE TABLE remarks (
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  exact   TEXT NOT NULL,
  words   TEXT,                           -- null once taken back
  at      INTEGER NOT NULL
);
CREATE INDEX remark_articles ON remarks (article);

-- The reader's corrections: who said these words, and which names are one person.
CREATE TABLE corrections (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  words   TEXT NOT NULL,
  who     TEXT NOT NULL,
  PRIMARY KEY (article, words)
) WITHOUT ROWID;
CREATE TABLE merges (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  who  TEXT NOT NULL
) WITHOUT ROWID;

-- Saved queries, shown as feeds; filters run on what arrives.
CREATE TABLE queries (
  name  TEXT PRIMARY KEY COLLATE NOCASE,
  query TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE filters (
  id    INTEGER PRIMARY KEY,
  query TEXT NOT NULL,
  act   TEXT                              -- hide, star, read or tag:NAME; null once taken away
);

-- Every act of the reader, so that it can be undone; also after the program has ended.
CREATE TABLE acts (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  what   TEXT NOT NULL,                   -- one sentence
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE changes (
  act    INTEGER NOT NULL REFERENCES acts ON DELETE CASCADE,
  field  INTEGER NOT NULL,                -- which column of which table
  row    INTEGER NOT NULL,
  key    TEXT NOT NULL,                   -- a tag or a name where `row` does not say it all
  before,
  after,
  PRIMARY KEY (act, field, row, key)
) WITHOUT ROWID;
