-- Provenance and readings: their guards.
CREATE TRIGGER original_kept BEFORE UPDATE OR DELETE ON original FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER original_stays BEFORE TRUNCATE ON original EXECUTE FUNCTION refuse();
CREATE TRIGGER custody_kept BEFORE UPDATE OR DELETE ON custody FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER custody_stays BEFORE TRUNCATE ON custody EXECUTE FUNCTION refuse();
CREATE TRIGGER content_kept BEFORE UPDATE OR DELETE ON content FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER content_stays BEFORE TRUNCATE ON content EXECUTE FUNCTION refuse();
CREATE TRIGGER reading_kept BEFORE UPDATE OR DELETE ON reading FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER reading_stays BEFORE TRUNCATE ON reading EXECUTE FUNCTION refuse();
CREATE TRIGGER dropped_kept BEFORE UPDATE OR DELETE ON dropped FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER dropped_stays BEFORE TRUNCATE ON dropped EXECUTE FUNCTION refuse();

-- What is searched on PostgreSQL: a vector of words for each row of the views, in the order of the keys.
DROP TRIGGER claim_search ON claim;
DROP FUNCTION index_claim();
DROP VIEW indexed;
DROP TABLE search;
DROP VIEW searchable;

CREATE VIEW report_words AS
SELECT
  i.key AS key,
  replace(d.body, '\u0000', '\ufffd')::json ->> 'text' AS text,
  d.title AS title,
  i.outlet AS outlet,
  i.fields AS fields
FROM indexed_report AS i JOIN document AS d ON d.seq = i.seq;

-- Words of one field alone: each stem with a prefix that no query of another can have.
CREATE FUNCTION apart(prefix text, said text) RETURNS tsvector LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT regexp_replace(to_tsvector('words', plain(said))::text, '''([^'']+)''', '''' || prefix || '\1''', 'g')::tsvector
$$;
CREATE FUNCTION asking(prefix text, said text) RETURNS tsquery LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
  SELECT regexp_replace(
    phraseto_tsquery('words', plain(said))::text, '''([^'']+)''', '''' || prefix || '\1''', 'g'
  )::tsquery
$$;

-- No query has a bar at its end: no phrase is found across it.
CREATE VIEW searchable AS
SELECT
  key AS rowid,
  to_tsvector('words', plain(content)) || '''|'':1' || to_tsvector('words', plain(source)) || '''|'':1'
    || to_tsvector('words', plain(cue)) || '''|'':1' || to_tsvector('words', plain(title))
    || apart('source|', source) || apart('outlet|', outlet) || apart('field|', fields) AS words
FROM claim_words;
CREATE VIEW text_searchable AS
SELECT
  key AS rowid,
  to_tsvector('words', plain(text)) || '''|'':1' || to_tsvector('words', plain(title))
    || apart('outlet|', outlet) || apart('field|', fields) AS words
FROM report_words;

CREATE TABLE search (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_words ON search USING gin (words);
CREATE TABLE text_search (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX text_search_words ON text_search USING gin (words);

-- Integrity.
CREATE TRIGGER run_kept BEFORE UPDATE OR DELETE ON run FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER run_stays BEFORE TRUNCATE ON run EXECUTE FUNCTION refuse();
CREATE TRIGGER stamp_kept BEFORE UPDATE OR DELETE ON stamp FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER stamp_stays BEFORE TRUNCATE ON stamp EXECUTE FUNCTION refuse();
