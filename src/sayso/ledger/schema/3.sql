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
-- out on purpose) in which a report was read; `dropped` has what a program that left nothing out did not find of what older
-- programs had.
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

-- The readings that left nothing out and are as complete as any of their report.
CREATE VIEW complete_reading AS
SELECT * FROM reading AS r
WHERE r.whole = 1
AND NOT EXISTS (SELECT 1 FROM reading AS m WHERE m.document = r.document AND m.rank > r.rank)
AND NOT EXISTS (SELECT 1 FROM document AS m WHERE m.id = r.document AND m.rank > r.rank);

-- The claims that count: as the newest program found them, but for what the newest complete reading did not find and no
-- later one.
DROP VIEW current_claim;
CREATE VIEW current_claim AS
SELECT * FROM claim AS c
WHERE NOT EXISTS (
  SELECT 1 FROM claim AS n WHERE n.id = c.id AND (n.program, n.hash) > (c.program, c.hash)
) AND NOT EXISTS (
  SELECT 1 FROM dropped AS d WHERE d.claim = c.id AND d.program > c.program
  AND d.program = (SELECT max(r.program) FROM complete_reading AS r WHERE r.document = d.document)
);

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

-- What a comparison ties together, for looking up by id; it follows from the propositions, entities and questions, and
-- is replaced with them. A claim is the member of a proposition; its speaker is the entity whose word it is; a
-- proposition is asked about where it answers a question.
CREATE TABLE member (claim TEXT NOT NULL, proposition TEXT NOT NULL, stance TEXT NOT NULL, standing TEXT NOT NULL);
CREATE INDEX member_claim ON member (claim, stance, standing);
CREATE INDEX member_proposition ON member (proposition);
CREATE INDEX member_standing ON member (standing, claim);
CREATE TABLE speaker (claim TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX speaker_claim ON speaker (claim);
CREATE INDEX speaker_entity ON speaker (entity);
CREATE TABLE asked (proposition TEXT NOT NULL, question TEXT NOT NULL);
CREATE INDEX asked_proposition ON asked (proposition);

-- What claims lean on beside their own words, and which count for nothing as what they rest on was withdrawn: of the
-- comparison, as the tables of step 1. By the others all that rests on a thing is looked up, and a source by its names.
CREATE TABLE leaning (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE withdrawn (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE rest (rests_on TEXT NOT NULL, claim TEXT NOT NULL, lean TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX rest_rests_on ON rest (rests_on);
CREATE INDEX rest_claim ON rest (claim);
CREATE TABLE copied (original TEXT NOT NULL, copy TEXT NOT NULL);
CREATE INDEX copied_original ON copied (original);
CREATE TABLE called (name TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX called_name ON called (name);

-- What is searched: a row for each claim and each report that counts, under a key in whose order they come, the newest
-- report first (`indexing.py` makes it of day, report and place). `fields` are the words of its fields; days are counted
-- as Python counts them. All of it follows from the record; each engine has an index of words over it.
CREATE TABLE indexed_claim (
  key INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  claim TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  outlet TEXT NOT NULL,
  fields TEXT NOT NULL,
  said_first INTEGER,
  said_last INTEGER,
  event_first INTEGER,
  event_last INTEGER
);
CREATE INDEX indexed_claim_document ON indexed_claim (document);
CREATE TABLE indexed_report (
  key INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  document TEXT NOT NULL UNIQUE,
  outlet TEXT NOT NULL,
  fields TEXT NOT NULL
);

CREATE VIEW claim_words AS
SELECT
  i.key AS key,
  c.content AS content,
  coalesce(c.source || ' ' || c.source_text, '') AS source,
  coalesce(c.cue, '') AS cue,
  (SELECT d.title FROM document AS d WHERE d.id = i.document ORDER BY d.seq LIMIT 1) AS title,
  i.outlet AS outlet,
  i.fields AS fields
FROM indexed_claim AS i JOIN claim AS c ON c.seq = i.seq;
-- Few of the judgements; a search leaves out what they are on.
CREATE INDEX judgement_rejected ON judgement (target) WHERE body LIKE '%"verdict":"reject"%';
