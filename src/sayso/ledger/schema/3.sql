-- Schema version 3: where reports come from, what readings found, which runs are sealed, and what is searched.

-- Provenance. `original` names the bytes that an input gave by their SHA-256; `content` keeps them, packed with zlib, and is
-- vouched for by that digest. `custody` says where, how, when and by whom the bytes were collected of which the report at
-- a place (`collected`, its `seq`) was made, and whether they were kept (1) or their digest alone (0).
CREATE TABLE original (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  digest TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  media TEXT NOT NULL
);

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  original TEXT NOT NULL REFERENCES original (digest),
  collected INTEGER NOT NULL REFERENCES collected (seq),
  means TEXT NOT NULL,
  place TEXT NOT NULL,
  collector TEXT NOT NULL,
  collected_at TEXT NOT NULL,
  kept INTEGER NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  UNIQUE (collected, original, kept)
);

CREATE TABLE content (digest TEXT PRIMARY KEY REFERENCES original (digest), packed BLOB NOT NULL);

-- Readings. One row for each program, completeness (`rank`, as of a document) and scope (`whole` is 0 where claims were left
-- out on purpose) in which a report was read; `dropped` has the claims that a whole reading by a newer program no longer found.
CREATE TABLE reading (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  document TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  rank INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  read_at TEXT NOT NULL,
  UNIQUE (document, program, rank, whole)
);

CREATE TABLE dropped (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  claim TEXT NOT NULL,
  document TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  UNIQUE (claim, program)
);

CREATE INDEX dropped_document ON dropped (document);

-- The claims that count: of each the newest reading, unless a newer program no longer found it.
DROP VIEW current_claim;
CREATE VIEW current_claim AS
SELECT * FROM claim AS c
WHERE NOT EXISTS (
  SELECT 1 FROM claim AS n WHERE n.id = c.id AND (n.program, n.hash) > (c.program, c.hash)
) AND NOT EXISTS (
  SELECT 1 FROM dropped AS d WHERE d.claim = c.id AND d.program > c.program
);
