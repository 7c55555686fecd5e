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
