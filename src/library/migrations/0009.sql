-- What a server is being told, noted before it is asked: after an end in the middle nobody knows whether it heard.
ALTER TABLE synced ADD COLUMN telling INTEGER NOT NULL DEFAULT 0;       -- 1 read, 2 favourite
ALTER TABLE synced_tags ADD COLUMN telling INTEGER NOT NULL DEFAULT 0;  -- 1: on or off, as it is here
