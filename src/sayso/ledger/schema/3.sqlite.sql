-- Nothing of its own.

-- Integrity.
CREATE TRIGGER run_kept BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER run_stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_kept BEFORE UPDATE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_stays BEFORE DELETE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
