-- What stands before and after a passage, so that it is found again; and whether the passage itself is highlighted.
ALTER TABLE remarks ADD COLUMN prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE remarks ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE remarks ADD COLUMN lit INTEGER NOT NULL DEFAULT 0;
