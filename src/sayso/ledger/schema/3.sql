-- Schema version 3: where reports come from, what readings found, which runs are sealed, and what is searched.

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
