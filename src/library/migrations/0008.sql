-- How many quotations each speaker has, counted as they come. The index of speakers did that before: names fall all over it,
-- so that it cost more than half of what was written while articles came in.
CREATE TABLE voices (
  who   TEXT PRIMARY KEY COLLATE NOCASE,
  times INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO voices (who, times)
  SELECT who, count(*) FROM quotes WHERE who IS NOT NULL GROUP BY who COLLATE NOCASE;
DROP INDEX quote_speakers;
CREATE TRIGGER voice_deleted AFTER DELETE ON quotes WHEN OLD.who IS NOT NULL BEGIN
  UPDATE voices SET times = times - 1 WHERE who = OLD.who;
  DELETE FROM voices WHERE who = OLD.who AND times < 1;
END;
CREATE TRIGGER voice_renamed AFTER UPDATE OF who ON quotes WHEN OLD.who IS NOT NEW.who BEGIN
  UPDATE voices SET times = times - 1 WHERE who = OLD.who;
  DELETE FROM voices WHERE who = OLD.who AND times < 1;
  INSERT INTO voices (who, times) SELECT NEW.who, 1 WHERE NEW.who IS NOT NULL
    ON CONFLICT (who) DO UPDATE SET times = times + 1;
END;
-- Larger steps of the indexes of words: of what a merge writes a part is written by every later merge again.
INSERT INTO article_text (article_text, rank) VALUES ('automerge', 8);
INSERT INTO article_text (article_text, rank) VALUES ('hashsize', 4194304);
INSERT INTO quote_text (quote_text, rank) VALUES ('automerge', 8);
