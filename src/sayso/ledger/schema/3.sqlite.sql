-- Provenance and readings: their guards.
CREATE TRIGGER original_kept BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER original_stays BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER custody_kept BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER custody_stays BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER content_kept BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER content_stays BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER dropped_kept BEFORE UPDATE ON dropped BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER dropped_stays BEFORE DELETE ON dropped BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;

-- What is searched on SQLite: indexes of words that lie over the views, in the order of the keys.
DROP TRIGGER claim_search;
DROP TABLE search;
DROP VIEW searchable;

CREATE VIEW report_words AS
SELECT
  i.key AS key,
  replace(coalesce(json_extract(d.body, '$.text'), ''), char(0), char(65533)) AS text,
  d.title AS title,
  i.outlet AS outlet,
  i.fields AS fields
FROM indexed_report AS i JOIN document AS d ON d.seq = i.seq;

CREATE VIRTUAL TABLE search USING fts5 (
  content, source, cue, title, outlet, fields,
  content='claim_words', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE text_search USING fts5 (
  text, title, outlet, fields,
  content='report_words', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);

-- Integrity.
CREATE TRIGGER run_kept BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER run_stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_kept BEFORE UPDATE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_stays BEFORE DELETE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
