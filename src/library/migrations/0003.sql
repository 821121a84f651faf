-- What a server of news follows for the reader, and what it last knew of the articles: where one
-- differs, something was read or starred here that the server has yet to hear of.
ALTER TABLE feeds ADD COLUMN stream TEXT;     -- the server's name for the feed; null: asked from here
CREATE TABLE synced (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  number  INTEGER NOT NULL UNIQUE,            -- the server's number for it
  read    INTEGER NOT NULL,
  starred INTEGER NOT NULL
);
