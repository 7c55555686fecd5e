-- Schema version 1 on SQLite: the index of words, and the guards of the record.

CREATE VIRTUAL TABLE search USING fts5 (
  content, source, cue, title,
  content='searchable', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER claim_search AFTER INSERT ON claim BEGIN
  INSERT INTO search (rowid, content, source, cue, title)
  SELECT seq, content, source, cue, title FROM searchable WHERE seq = new.seq;
END;

CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER entry_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER program_kept BEFORE UPDATE ON program BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER program_stays BEFORE DELETE ON program BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER document_kept BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER collected_kept BEFORE UPDATE ON collected BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER collected_stays BEFORE DELETE ON collected BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER judgement_kept BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
