-- A ledger, schema version 1: what both engines have. `schema.py` says how PostgreSQL reads INTEGER and TEXT.
--
-- Record tables (program, document, collected, claim, judgement) only grow, and each of their rows has an entry of the
-- same `seq` in the hash chain. View tables (proposition … event, comparison) can be made anew from the record, and are
-- replaced as a whole.

CREATE TABLE ledger (
  schema_version INTEGER NOT NULL,
  program TEXT NOT NULL
);

INSERT INTO ledger VALUES (1, 'sayso');

-- How the record came about, in order of writing. `hash` is over the row's columns, `chain` over this row.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  chain TEXT NOT NULL
);

-- The versions of the program that wrote here; a later one has a higher `seq`.
CREATE TABLE program (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  version TEXT NOT NULL UNIQUE
);

-- One row a reading of a report: a better reading has the same `id` and another `hash` (of its body).
-- `rank` is 2 for read, 1 for partly read, 0 for refused.
CREATE TABLE document (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  rank INTEGER NOT NULL,
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (id, program, rank, hash)
);

-- Where a report was met; a report can be met at several places.
CREATE TABLE collected (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  document TEXT NOT NULL,
  path TEXT NOT NULL,
  collected_at TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  UNIQUE (document, path)
);

-- One row a reading of a claim, as with documents. `position` is where its content begins, in code points.
CREATE TABLE claim (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  form TEXT NOT NULL,
  source TEXT,
  source_kind TEXT,
  source_text TEXT,
  content TEXT NOT NULL,
  cue TEXT,
  body TEXT NOT NULL,
  UNIQUE (id, program, hash)
);

CREATE INDEX claim_place ON claim (document, position, id);

CREATE TABLE judgement (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  target TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  body TEXT NOT NULL
);

CREATE INDEX judgement_target ON judgement (target);

-- The reading that counts: the newest program's; of one program's, the most complete, then the greatest hash, so that
-- it does not depend on the order of reading.
CREATE VIEW current_document AS
SELECT * FROM document AS d
WHERE NOT EXISTS (
  SELECT 1 FROM document AS n WHERE n.id = d.id AND (n.program, n.rank, n.hash) > (d.program, d.rank, d.hash)
);

CREATE VIEW current_claim AS
SELECT * FROM claim AS c
WHERE NOT EXISTS (
  SELECT 1 FROM claim AS n WHERE n.id = c.id AND (n.program, n.hash) > (c.program, c.hash)
);

-- What comparing yields: `position` is the place in the list, `id` is null where the kind has none.
CREATE TABLE proposition (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE question (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE relation (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE reuse (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE entity (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);

-- The digest of the record that was compared, and of the view tables made of it.
CREATE TABLE comparison (record TEXT NOT NULL, digest TEXT NOT NULL);

-- What can be searched; each engine has an index of its own over it.
CREATE VIEW searchable AS
SELECT
  c.seq AS seq,
  c.content AS content,
  coalesce(c.source || ' ' || c.source_text, '') AS source,
  coalesce(c.cue, '') AS cue,
  coalesce((SELECT d.title FROM document AS d WHERE d.id = c.document ORDER BY d.seq LIMIT 1), '') AS title
FROM claim AS c;
