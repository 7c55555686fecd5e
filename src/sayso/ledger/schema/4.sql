-- Schema version 4: which claims were left out of the comparison, entities without their mentions, and keys of the index
-- that have room for places in long reports.

-- Of the comparison: the claims (their ids) that a person rejected, wherever that was found again. An earlier program did
-- not tell; what it left out is found by words until the ledger is compared again.
CREATE TABLE rejected (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE left_out (claim TEXT NOT NULL);
CREATE INDEX left_out_claim ON left_out (claim);
DROP INDEX judgement_rejected;

-- An entity in short: of some that speak much the whole row is ten megabytes.
CREATE TABLE head (
  entity TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL, claims INTEGER NOT NULL,
  profile TEXT NOT NULL
);
CREATE INDEX head_entity ON head (entity);
CREATE INDEX head_claims ON head (claims DESC, entity);

-- Which source's account changed from which claim to which, and how.
CREATE TABLE turned (source TEXT NOT NULL, turn TEXT NOT NULL, earlier TEXT NOT NULL, later TEXT NOT NULL);
CREATE INDEX turned_source ON turned (source);
CREATE INDEX turned_later ON turned (later);

-- No query asks which claims a proposition has: its own row tells.
DROP INDEX member_proposition;

-- The rows of the indexes get other keys, and are made anew from the record (`indexing.py`).
DELETE FROM indexed_claim;
DELETE FROM indexed_report;
