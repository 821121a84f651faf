-- Links and emphasis of an article's earlier words, so that they come back with the words.
ALTER TABLE versions ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
