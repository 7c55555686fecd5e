-- Schema version 1 on PostgreSQL: the index of words, and the guards of the record.

-- A path can be longer than an index of PostgreSQL takes; `record` asks before it adds one, and writers take turns.
ALTER TABLE collected DROP CONSTRAINT collected_document_path_key;
CREATE INDEX collected_document ON collected (document);

-- Words as SQLite's tokenizer cuts them: letters and digits, in small letters, without accents; and stems as it makes them.
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION words (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION words
  ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat WITH stem;

CREATE FUNCTION plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace(lower(normalize(left(said, 100000), NFKD) COLLATE "und-x-icu"), '[\u0300-\u036f]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g'
  )
$$;

CREATE TABLE search (seq BIGINT PRIMARY KEY REFERENCES claim (seq), words tsvector NOT NULL);
CREATE INDEX search_words ON search USING gin (words);

-- Content and source weigh more than the cue and the report's title. No query has a bar: no phrase is found across it.
CREATE VIEW indexed AS
SELECT
  seq,
  setweight(to_tsvector('words', plain(content)), 'A') || '''|'':1'
    || setweight(to_tsvector('words', plain(source)), 'A') || '''|'':1'
    || setweight(to_tsvector('words', plain(cue)), 'D') || '''|'':1'
    || setweight(to_tsvector('words', plain(title)), 'D') AS words
FROM searchable;

CREATE FUNCTION index_claim() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO search SELECT seq, words FROM indexed WHERE seq = new.seq;
  RETURN NULL;
END
$$;

CREATE TRIGGER claim_search AFTER INSERT ON claim FOR EACH ROW EXECUTE FUNCTION index_claim();

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a ledger is append-only';
END
$$;

CREATE TRIGGER ledger_kept BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER ledger_stays BEFORE TRUNCATE ON ledger EXECUTE FUNCTION refuse();
CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER entry_stays BEFORE TRUNCATE ON entry EXECUTE FUNCTION refuse();
CREATE TRIGGER program_kept BEFORE UPDATE OR DELETE ON program FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER program_stays BEFORE TRUNCATE ON program EXECUTE FUNCTION refuse();
CREATE TRIGGER document_kept BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER document_stays BEFORE TRUNCATE ON document EXECUTE FUNCTION refuse();
CREATE TRIGGER collected_kept BEFORE UPDATE OR DELETE ON collected FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER collected_stays BEFORE TRUNCATE ON collected EXECUTE FUNCTION refuse();
CREATE TRIGGER claim_kept BEFORE UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER claim_stays BEFORE TRUNCATE ON claim EXECUTE FUNCTION refuse();
CREATE TRIGGER judgement_kept BEFORE UPDATE OR DELETE ON judgement FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER judgement_stays BEFORE TRUNCATE ON judgement EXECUTE FUNCTION refuse();
