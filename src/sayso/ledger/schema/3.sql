-- Schema version 3: where reports come from, what readings found, which runs are sealed, and what is searched.

-- Integrity. A row of `run` closes the stretch of entries `first` to `last` under a Merkle root over their chain hashes;
-- a row of `stamp` keeps what an authority outside said of the time of a root (RFC 3161).
CREATE TABLE run (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  root TEXT NOT NULL UNIQUE,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  sealed_at TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq)
);

CREATE TABLE stamp (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  root TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE INDEX stamp_root ON stamp (root);

-- A hash of each row that comparing yields, and of what is told of them all, so that one that was changed has a name. None
-- where an earlier program compared. `counts` is how many rows each table has.
ALTER TABLE proposition ADD COLUMN hash TEXT;
ALTER TABLE question ADD COLUMN hash TEXT;
ALTER TABLE relation ADD COLUMN hash TEXT;
ALTER TABLE reuse ADD COLUMN hash TEXT;
ALTER TABLE entity ADD COLUMN hash TEXT;
ALTER TABLE event ADD COLUMN hash TEXT;
ALTER TABLE statement ADD COLUMN hash TEXT;
ALTER TABLE change ADD COLUMN hash TEXT;
ALTER TABLE first ADD COLUMN hash TEXT;
ALTER TABLE comparison ADD COLUMN counts TEXT;
ALTER TABLE comparison ADD COLUMN hash TEXT;
