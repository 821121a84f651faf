-- A small library of the first schema, as the first pullquote wrote it. Made up.
BEGIN;
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
CREATE TABLE feed_tags (
  feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  tag  TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (feed, tag)
) WITHOUT ROWID;
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
CREATE TABLE versions (
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  until   INTEGER NOT NULL,               -- when the next text replaced it
  title   TEXT NOT NULL,
  body    TEXT NOT NULL,
  blocks  TEXT NOT NULL
);
CREATE VIRTUAL TABLE article_text USING fts5(
  title, byline, body,
  content = 'article_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE article_tags (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag     TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (tag, article)
) WITHOUT ROWID;
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
CREATE VIRTUAL TABLE quote_text USING fts5(
  words, who,
  content = 'quotes', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE remarks (
  id      INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  exact   TEXT NOT NULL,
  words   TEXT,                           -- null once taken back
  at      INTEGER NOT NULL
);
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
CREATE TABLE queries (
  name  TEXT PRIMARY KEY COLLATE NOCASE,
  query TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE filters (
  id    INTEGER PRIMARY KEY,
  query TEXT NOT NULL,
  act   TEXT                              -- hide, star, read or tag:NAME; null once taken away
);
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
CREATE VIEW article_words AS
  SELECT articles.id, title, byline, body FROM articles JOIN texts ON article = articles.id;
INSERT INTO feeds (id, url, title, home, name, full_text, every, keep, removed, etag, modified, checked, wait, failures, error, total, unread) VALUES (1, '', 'Kept articles', NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL, 1, 1);
INSERT INTO feeds (id, url, title, home, name, full_text, every, keep, removed, etag, modified, checked, wait, failures, error, total, unread) VALUES (2, 'https://lamp.example.org/feed.xml', 'The Lamp', 'https://lamp.example.org/', NULL, 0, NULL, NULL, 0, NULL, NULL, 1794182400, 0, 0, NULL, 2, 1);
INSERT INTO feed_tags (feed, tag) VALUES (2, 'sea');
INSERT INTO articles (id, feed, item, title, byline, site, url, published, lang, excerpt, damage, at, saved, changed, read, starred, hidden, place, words, quotes, story) VALUES (1, 2, 'ferry', 'Council keeps the ferry, for now', NULL, 'The Lamp', 'https://lamp.example.org/ferry', '2026-11-06T08:00:00Z', NULL, 'The council voted seven to two. “The ferry stays,” said Sean Okafor, the harbour master.', NULL, 1793952000, 1794182400, 1794182400, 0, 1, 0, 0, 15, 1, -6504150110337240521);
INSERT INTO articles (id, feed, item, title, byline, site, url, published, lang, excerpt, damage, at, saved, changed, read, starred, hidden, place, words, quotes, story) VALUES (2, 2, 'bread', 'Bread dearer', NULL, 'The Lamp', 'https://lamp.example.org/bread', '2026-11-05T08:00:00Z', NULL, NULL, NULL, 1793865600, 1794182400, NULL, 1, 0, 0, 0, 10, 1, -7704303220531126567);
INSERT INTO articles (id, feed, item, title, byline, site, url, published, lang, excerpt, damage, at, saved, changed, read, starred, hidden, place, words, quotes, story) VALUES (3, 1, 'letter.txt', 'A letter from the island', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1794182400, 1794182400, NULL, 0, 0, 0, 0, 7, 1, -2341136088557791474);
INSERT INTO texts (article, hash, page, body, blocks, marks, notes, annotator) VALUES (1, -2990328395382557604, 0, 'The council voted seven to two.

“The ferry stays,” said Sean Okafor, the harbour master.', '[[0,31,"Paragraph",0],[2,60,"Paragraph",0]]', '[]', '{"sentences":[0,31,2,60],"quotes":[{"parts":[{"start":33,"end":55}],"kind":"direct","cue":{"start":56,"end":60},"speaker":{"mention":{"start":61,"end":92},"entity":0,"confidence":0.98},"confidence":0.98}],"entities":[{"kind":"PER","name":"Sean Okafor","role":"harbour master","mentions":[{"start":61,"end":72}]}]}', 5);
INSERT INTO texts (article, hash, page, body, blocks, marks, notes, annotator) VALUES (2, 5985136272110499811, 0, '“Flour is dear,” Rosa Hale said. “It will be dearer.”', '[[0,61,"Paragraph",0]]', '[]', '{"sentences":[0,36,1,24],"quotes":[{"parts":[{"start":0,"end":20},{"start":37,"end":61}],"kind":"direct","cue":{"start":31,"end":35},"speaker":{"mention":{"start":21,"end":30},"entity":0,"confidence":0.98},"confidence":0.98}],"entities":[{"kind":"PER","name":"Rosa Hale","role":null,"mentions":[{"start":21,"end":30}]}]}', 5);
INSERT INTO texts (article, hash, page, body, blocks, marks, notes, annotator) VALUES (3, -6935552735039077469, 1, '“We miss the boat,” wrote Ana Ruiz.', '[[0,39,"Paragraph",0]]', '[]', '{"sentences":[0,39],"quotes":[{"parts":[{"start":0,"end":23}],"kind":"direct","cue":{"start":24,"end":29},"speaker":{"mention":{"start":30,"end":38},"entity":0,"confidence":0.98},"confidence":0.98}],"entities":[{"kind":"PER","name":"Ana Ruiz","role":null,"mentions":[{"start":30,"end":38}]}]}', 5);
INSERT INTO versions (id, article, until, title, body, blocks) VALUES (1, 1, 1794182400, 'Council keeps the ferry', 'The council voted eight to one.

“The ferry stays,” said Sean Okafor, the harbour master.', '[[0,31,"Paragraph",0],[2,60,"Paragraph",0]]');
INSERT INTO article_tags (article, tag) VALUES (1, 'boats');
INSERT INTO article_tags (article, tag) VALUES (1, 'news');
INSERT INTO article_tags (article, tag) VALUES (2, 'food');
INSERT INTO article_tags (article, tag) VALUES (3, 'letters');
INSERT INTO quotes (id, article, nth, kind, words, speaker, who, certainty) VALUES (2, 2, 0, 0, '“Flour is dear,” “It will be dearer.”', 'Rosa Hale', 'Rosa M. Hale', 0.9800000190734863);
INSERT INTO quotes (id, article, nth, kind, words, speaker, who, certainty) VALUES (3, 3, 0, 0, '“We miss the boat,”', 'Ana Ruiz', 'Ana Ruiz', 0.9800000190734863);
INSERT INTO quotes (id, article, nth, kind, words, speaker, who, certainty) VALUES (4, 1, 0, 0, '“The ferry stays,”', 'Sean Okafor', 'Sean Okafor', 0.9800000190734863);
INSERT INTO remarks (id, article, start, exact, words, at) VALUES (1, 1, 33, '“The ferry stays,”', 'Ask him again', 1794182400);
INSERT INTO corrections (article, words, who) VALUES (2, '“Flour is dear,” “It will be dearer.”', 'Rosa M. Hale');
INSERT INTO merges (name, who) VALUES ('Okafor', 'Sean Okafor');
INSERT INTO queries (name, query) VALUES ('Ferry', 'ferry');
INSERT INTO filters (id, query, act) VALUES (1, 'strike', 'hide');
INSERT INTO acts (id, at, what, undone) VALUES (1, 1794182400, 'feed changed', 0);
INSERT INTO acts (id, at, what, undone) VALUES (2, 1794182400, 'tagged (1 article)', 0);
INSERT INTO acts (id, at, what, undone) VALUES (3, 1794182400, 'made a favourite (1 article)', 0);
INSERT INTO acts (id, at, what, undone) VALUES (4, 1794182400, 'marked read (1 article)', 0);
INSERT INTO acts (id, at, what, undone) VALUES (5, 1794182400, 'saved query changed', 0);
INSERT INTO acts (id, at, what, undone) VALUES (6, 1794182400, 'names joined', 0);
INSERT INTO acts (id, at, what, undone) VALUES (7, 1794182400, 'filter changed', 0);
INSERT INTO acts (id, at, what, undone) VALUES (8, 1794182400, 'note changed', 0);
INSERT INTO acts (id, at, what, undone) VALUES (9, 1794182400, 'speaker corrected', 0);
INSERT INTO changes (act, field, row, key, before, after) VALUES (1, 13, 2, 'sea', NULL, 1);
INSERT INTO changes (act, field, row, key, before, after) VALUES (2, 4, 1, 'boats', NULL, 1);
INSERT INTO changes (act, field, row, key, before, after) VALUES (3, 2, 1, '', 0, 1);
INSERT INTO changes (act, field, row, key, before, after) VALUES (4, 1, 2, '', 0, 1);
INSERT INTO changes (act, field, row, key, before, after) VALUES (5, 14, 0, 'Ferry', NULL, 'ferry');
INSERT INTO changes (act, field, row, key, before, after) VALUES (6, 7, 0, 'Okafor', NULL, 'Sean Okafor');
INSERT INTO changes (act, field, row, key, before, after) VALUES (7, 15, 1, '', NULL, 'hide');
INSERT INTO changes (act, field, row, key, before, after) VALUES (8, 5, 1, '', NULL, 'Ask him again');
INSERT INTO changes (act, field, row, key, before, after) VALUES (9, 6, 2, '“Flour is dear,” “It will be dearer.”', NULL, 'Rosa M. Hale');
INSERT INTO article_text (article_text) VALUES ('rebuild');
INSERT INTO quote_text (quote_text) VALUES ('rebuild');
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
CREATE INDEX text_annotators ON texts (annotator);
CREATE INDEX version_articles ON versions (article);
CREATE INDEX article_tag_names ON article_tags (article, tag);
CREATE INDEX quote_articles ON quotes (article);
CREATE INDEX quote_speakers ON quotes (who COLLATE NOCASE);
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
CREATE INDEX remark_articles ON remarks (article);
PRAGMA user_version = 1;
COMMIT;
