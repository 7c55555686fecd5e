CREATE TABLE ledger (
  schema_version INTEGER NOT NULL,
  program TEXT NOT NULL
);
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  chain TEXT NOT NULL
);
CREATE TABLE program (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  version TEXT NOT NULL UNIQUE
);
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
CREATE TABLE collected (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  document TEXT NOT NULL,
  path TEXT NOT NULL,
  collected_at TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES program (seq),
  UNIQUE (document, path)
);
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
CREATE VIEW current_document AS
SELECT * FROM document AS d
WHERE NOT EXISTS (
  SELECT 1 FROM document AS n WHERE n.id = d.id AND (n.program, n.rank, n.hash) > (d.program, d.rank, d.hash)
);
CREATE TABLE proposition (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE question (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE relation (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE reuse (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE entity (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE comparison (record TEXT NOT NULL, digest TEXT NOT NULL, counts TEXT, hash TEXT);
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
CREATE TABLE statement (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE change (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE first (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
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
CREATE VIEW complete_reading AS
SELECT * FROM reading AS r
WHERE r.whole = 1
AND NOT EXISTS (SELECT 1 FROM reading AS m WHERE m.document = r.document AND m.rank > r.rank)
AND NOT EXISTS (SELECT 1 FROM document AS m WHERE m.id = r.document AND m.rank > r.rank);
CREATE VIEW current_claim AS
SELECT * FROM claim AS c
WHERE NOT EXISTS (
  SELECT 1 FROM claim AS n WHERE n.id = c.id AND (n.program, n.hash) > (c.program, c.hash)
) AND NOT EXISTS (
  SELECT 1 FROM dropped AS d WHERE d.claim = c.id AND d.program > c.program
  AND d.program = (SELECT max(r.program) FROM complete_reading AS r WHERE r.document = d.document)
);
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
CREATE TABLE member (claim TEXT NOT NULL, proposition TEXT NOT NULL, stance TEXT NOT NULL, standing TEXT NOT NULL);
CREATE INDEX member_claim ON member (claim, stance, standing);
CREATE INDEX member_proposition ON member (proposition);
CREATE INDEX member_standing ON member (standing, claim);
CREATE TABLE speaker (claim TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX speaker_claim ON speaker (claim);
CREATE INDEX speaker_entity ON speaker (entity);
CREATE TABLE asked (proposition TEXT NOT NULL, question TEXT NOT NULL);
CREATE INDEX asked_proposition ON asked (proposition);
CREATE TABLE leaning (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE withdrawn (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL, hash TEXT);
CREATE TABLE rest (rests_on TEXT NOT NULL, claim TEXT NOT NULL, lean TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX rest_rests_on ON rest (rests_on);
CREATE INDEX rest_claim ON rest (claim);
CREATE TABLE copied (original TEXT NOT NULL, copy TEXT NOT NULL);
CREATE INDEX copied_original ON copied (original);
CREATE TABLE called (name TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX called_name ON called (name);
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
CREATE INDEX judgement_rejected ON judgement (target) WHERE body LIKE '%"verdict":"reject"%';
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
CREATE TRIGGER run_kept BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER run_stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_kept BEFORE UPDATE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER stamp_stays BEFORE DELETE ON stamp BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TABLE as_released (digest TEXT);
INSERT INTO ledger VALUES (3, 'sayso');
INSERT INTO entry VALUES (1, 'program', '0.1.0', 'e6f7de40897d073a3a8b838280eed568a815d92fcb6e317486d0663af5837878', '', '5f92e4fbaeadd9a8e11db930ac3bbe2fbbb2d9a471dedc4737920795effe085d');
INSERT INTO entry VALUES (2, 'document', 'd1:c67d2998a1419e8f91f6baaecb7daa3b', '3fee5ee1e2096535befdef7330df890c0d0406fe69da8c6d60192243f62b448c', '5f92e4fbaeadd9a8e11db930ac3bbe2fbbb2d9a471dedc4737920795effe085d', '9c1ef028bbe7ed115a66500e428d8cae00177870a79d12f3cc4770ff17e5f43e');
INSERT INTO entry VALUES (3, 'collected', 'in/courier.jsonl#1', '88a614a0e6fdbde6557bbd5d2ee1333b2e465912f16cb757899fcff8a5ada311', '9c1ef028bbe7ed115a66500e428d8cae00177870a79d12f3cc4770ff17e5f43e', '2195ad93c96314dad2873df8e3732468e107babe0476ea5818059171d1537b68');
INSERT INTO entry VALUES (4, 'reading', 'd1:c67d2998a1419e8f91f6baaecb7daa3b', '9ac25d467dedc1cb26d83e0d11046f969b9148d9255dd4d0ecb4103ecadea35e', '2195ad93c96314dad2873df8e3732468e107babe0476ea5818059171d1537b68', '2e601a882d6aedfd8e66cfb0a486416953c440b0d71a12c14527c22178d7e3ae');
INSERT INTO entry VALUES (5, 'claim', 'c1:ca104e99df813152d3c81d0e069d4f86', '0c336294645493a50061abeb3f9319274a9afa3126ef84d965c4703bf9b993c3', '2e601a882d6aedfd8e66cfb0a486416953c440b0d71a12c14527c22178d7e3ae', 'c00928bcc34c6f8e2b96c4c0f5023d6394c8b4b079902302e7dbf5ec1e4b36c5');
INSERT INTO entry VALUES (6, 'original', 'f1a77afa93d9685823cde20ef71fa69622ebe917c048b556ee2ece80baef1d78', 'ba6f0c9c47f27aefb3fd5284ee815eb1d66b7457011ce4a7a37674621ad6467a', 'c00928bcc34c6f8e2b96c4c0f5023d6394c8b4b079902302e7dbf5ec1e4b36c5', '5f953f9c8048d21b7e49e1463254bbf7f1f9871195c4a7b7d8655843c217c715');
INSERT INTO entry VALUES (7, 'custody', 'f1a77afa93d9685823cde20ef71fa69622ebe917c048b556ee2ece80baef1d78', 'e85db8f4d4ff8eb3267c5740294b62838b53bd17b9876c843b16852e6ce683d0', '5f953f9c8048d21b7e49e1463254bbf7f1f9871195c4a7b7d8655843c217c715', '15e398d6aa5933b93b9056c412dfbe89468a7b30987e1e28d55689ff63f6af9c');
INSERT INTO entry VALUES (8, 'document', 'd1:dd1942999ab90476a56abd5991bb0443', 'aa8c7341db61177c476b3d15f35ecdbf082bfac788a006e8a3d0ae50fdc29082', '15e398d6aa5933b93b9056c412dfbe89468a7b30987e1e28d55689ff63f6af9c', '016a31a227376c47e162ca121ada03c6599a061db3d7563d30f8e4a7e03b8f61');
INSERT INTO entry VALUES (9, 'collected', 'in/herald.txt', '445c955a1875dab26955b7c59d85fbd6b22f2ebde047e44133150bc33b4f766a', '016a31a227376c47e162ca121ada03c6599a061db3d7563d30f8e4a7e03b8f61', 'ac3a79756483336d463c57ab4e3dd82149703caa3ee6055110029bfa67fb19d1');
INSERT INTO entry VALUES (10, 'reading', 'd1:dd1942999ab90476a56abd5991bb0443', 'ffd215b04daa3fe89dae13c02624c3600386339d1b0815204b4feea69faf0cf9', 'ac3a79756483336d463c57ab4e3dd82149703caa3ee6055110029bfa67fb19d1', '5b0ddd1ca2a8dcbbee207aca8a91356530401b76ddfa7a1a4fec1d36d9405664');
INSERT INTO entry VALUES (11, 'claim', 'c1:c0513dc66840bb3c17c229755a9d06ef', '8556ee033a81142e1cf32064311c6860480dbd2c8f8abcefa9c73d4bcef9ddd4', '5b0ddd1ca2a8dcbbee207aca8a91356530401b76ddfa7a1a4fec1d36d9405664', '0cce4278f972bfdacb9b92f3fbb0f4a9f3dd76112f8e2ac07042720bd03702b8');
INSERT INTO entry VALUES (12, 'claim', 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', '0faefffe8fe9e6f644bb37af26a6d9415028c6a1b276c278ee4542f3fcee4d4a', '0cce4278f972bfdacb9b92f3fbb0f4a9f3dd76112f8e2ac07042720bd03702b8', 'c069399518a1e35e31281e981010fb9cc1fdbe061d247b0387f2973ec1bf3b33');
INSERT INTO entry VALUES (13, 'claim', 'c1:1f26b1f695f141dddf4bf8f3349ca6ed', '3fe5f407025710d5deef340885696cd25eba5b95d189527d4585284efae1c332', 'c069399518a1e35e31281e981010fb9cc1fdbe061d247b0387f2973ec1bf3b33', '80b3454cb565e74400d40d62f6be67553dde4b75be4163061bba3a272b84d6dc');
INSERT INTO entry VALUES (14, 'original', 'bef9f47723bd73df05f01bd387041a8bc429c878838720d4507378c774445c86', '821c2017d221a3352795c191b4d1eeeaace18cb4804f683d124e79cafd263288', '80b3454cb565e74400d40d62f6be67553dde4b75be4163061bba3a272b84d6dc', 'd14e8a9f907b11e72d6218cbfb12dbb202c060d6f1dabcc8bf925cd63696740f');
INSERT INTO entry VALUES (15, 'custody', 'bef9f47723bd73df05f01bd387041a8bc429c878838720d4507378c774445c86', '3096da9ac4a22ce93cbf7484786fb331e0e1d0228543fe1d7629ff4396c55109', 'd14e8a9f907b11e72d6218cbfb12dbb202c060d6f1dabcc8bf925cd63696740f', 'efdf805e0af816bbbba8358655a6379557c8c19a3ef4083677f943d990d1229c');
INSERT INTO entry VALUES (16, 'document', 'd1:e48821cf85ee9cd1cb7167400e7a2e15', '005a8995aa2f863ccb4e617559aa3a344d34ea54ede36ee3e452286d0141f87f', 'efdf805e0af816bbbba8358655a6379557c8c19a3ef4083677f943d990d1229c', '8d3bce12918f4d840e5125a5c1ce723efcc61482f6ec2a36c04c28f74cff1515');
INSERT INTO entry VALUES (17, 'collected', 'in/scan.pdf', 'f0bd8ed0f6af40e5d22ee05e2f5ddbfd1b6d9f1a287584601edd1334e4d037f3', '8d3bce12918f4d840e5125a5c1ce723efcc61482f6ec2a36c04c28f74cff1515', 'bfd69ce20050ee3fee727016406e4d309f7bbca11edb25d12778e17b3cd82c43');
INSERT INTO entry VALUES (18, 'reading', 'd1:e48821cf85ee9cd1cb7167400e7a2e15', 'e7556c7cd148bedd3db4e203ba0cb445ca59015a923fc53c1c914372a3ccfef3', 'bfd69ce20050ee3fee727016406e4d309f7bbca11edb25d12778e17b3cd82c43', 'c3a5e81548b6000a47b4074bad6ff23aaa5bb1f23a36281a16f40c247922c79d');
INSERT INTO entry VALUES (19, 'run', 'm1:2850b18457170394bc5065f372e3a8061a507186b00ba08cc9ceb4067c132f2b', '9088b5b361e48eb8fa963a65444f5875b147420c1dc6fce2ce907db0435dbeed', 'c3a5e81548b6000a47b4074bad6ff23aaa5bb1f23a36281a16f40c247922c79d', '5eaa91577d86447dd0f086a3a634460d677bcd3d9ede6abbe0174454d1fbe5b8');
INSERT INTO entry VALUES (20, 'judgement', 'j1:a', '6332f09db84b4e8229605bf5ca0b41fed07c8ce9349bbfec9205dec695273f8d', '5eaa91577d86447dd0f086a3a634460d677bcd3d9ede6abbe0174454d1fbe5b8', 'a13714ae19a31e4f6c3be5b5ba76c4d2d3eab3816869f157da0579fe8157e3b6');
INSERT INTO entry VALUES (21, 'run', 'm1:52b269102392c5627bc7126221c58d698b337569ae8354bbc051bd9178707ad4', 'd4636e6b122465d213d63a59ad0dc964d41e5a760fbb5a290e7ff7c0fb87ff18', 'a13714ae19a31e4f6c3be5b5ba76c4d2d3eab3816869f157da0579fe8157e3b6', '63f3fae9e6772d2376a4c2d0593d1115f6fe09ef6677c18c6ae352bce5239e92');
INSERT INTO program VALUES (1, '0.1.0');
INSERT INTO document VALUES (16, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', '59b5e6ab2df8259193588b463877903393a09771290624949ebd550ee6d920bd', 1, 0, '', '', '{"id":"d1:e48821cf85ee9cd1cb7167400e7a2e15","marks":[],"metadata":{"author":null,"language":null,"outlet":null,"published":null,"title":null,"url":null},"reason":"it holds pictures of text alone","status":"refused","text":""}');
INSERT INTO document VALUES (2, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'fd57ad183736987523d30430022bff196aad179e5b08d9048e04a58acb166652', 1, 1, 'Piers “cracked” – engineer', '2031-04-01T09:30:00+02:00', '{"id":"d1:c67d2998a1419e8f91f6baaecb7daa3b","marks":[],"metadata":{"author":null,"language":null,"outlet":"Ford Courier","published":"2031-04-01T09:30:00+02:00","title":"Piers “cracked” – engineer","url":null},"reason":"one paragraph is in another language","status":"partly","text":"Der Brückenbau zu Örlen 🌉 stockt: “Three of the piers are cracked,” an engineer told the Courier."}');
INSERT INTO document VALUES (8, 'd1:dd1942999ab90476a56abd5991bb0443', '6138c89986da6e8384d3e1fc82b945db5bc923be46ce6d94a8753ea59199ede6', 1, 2, 'Bridge to reopen', '2031-04-02', '{"id":"d1:dd1942999ab90476a56abd5991bb0443","marks":[{"kind":"dateline","span":[0,12]}],"metadata":{"author":null,"language":null,"outlet":"The Orlen Herald","published":"2031-04-02","title":"Bridge to reopen","url":null},"reason":null,"status":"read","text":"ORLEN FORD — The bridge will reopen in May, spokeswoman Ilka Brandvoll said. A surveyor, showing photographs, reportedly doubts it. The ferry runs daily. Also read: Weather"}');
INSERT INTO collected VALUES (17, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', 'in/scan.pdf', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO collected VALUES (3, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'in/courier.jsonl#1', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO collected VALUES (9, 'd1:dd1942999ab90476a56abd5991bb0443', 'in/herald.txt', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO claim VALUES (11, 'c1:c0513dc66840bb3c17c229755a9d06ef', '01e86d1fd3d7bce0faab6ee36f12b51a6371d0ade837f2bcb8ace8b8a18e1518', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 13, 'indirect', 'Spokeswoman Ilka Brandvoll', 'person', 'spokeswoman Ilka Brandvoll', 'The bridge will reopen in May', 'said', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[13,42]],"text":"The bridge will reopen in May"},"course":null,"cue":{"spans":[[71,75]],"text":"said"},"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":null,"evidence":[],"factuality":"true-certain","form":"indirect","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","bridge","will","reopen","in","may"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[],"id":"c1:c0513dc66840bb3c17c229755a9d06ef","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,172],"source":{"kind":"person","name":"Spokeswoman Ilka Brandvoll","spans":[[44,70]],"text":"spokeswoman Ilka Brandvoll","unnamed":null}}');
INSERT INTO claim VALUES (12, 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', 'a5601e39de0f55d8dcaeaadfa613bc37a5eaadd48d48951cd5fbac224ff90598', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 13, 'mixed', 'A Surveyor', 'anonymous', 'A surveyor', 'The bridge … reopen in May', 'doubts', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[13,23],[29,42]],"text":"The bridge … reopen in May"},"course":null,"cue":{"spans":[[121,127]],"text":"doubts"},"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":{"first":"2031-05-01","granularity":null,"last":null},"evidence":[{"by":null,"kind":"imagery","spans":[[97,108]],"text":"photographs","verification":"unverified"}],"factuality":"false-possible","form":"mixed","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","bridge","…","reopen","in","may"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[{"spans":[[110,120]],"text":"reportedly"}],"id":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","numbers":[],"places":[],"responds_to":null,"said_at":{"first":"2031-04-01","granularity":null,"last":"2031-04-02"},"sentence":[0,172],"source":{"kind":"anonymous","name":"A Surveyor","spans":[[77,87]],"text":"A surveyor","unnamed":null}}');
INSERT INTO claim VALUES (13, 'c1:1f26b1f695f141dddf4bf8f3349ca6ed', 'c550161e0b410eee17e5b36740f8dfe0a586d3e9fe0ee38840cb106f35a27b50', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 132, 'indirect', NULL, NULL, NULL, 'The ferry runs daily', NULL, '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[132,152]],"text":"The ferry runs daily"},"course":null,"cue":null,"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":null,"evidence":[],"factuality":"true-certain","form":"indirect","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","ferry","runs","daily"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[],"id":"c1:1f26b1f695f141dddf4bf8f3349ca6ed","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,172],"source":null}');
INSERT INTO claim VALUES (5, 'c1:ca104e99df813152d3c81d0e069d4f86', '40421b08cc821cdc7d2eff87c5073a11ad08c60b2ce8c0adc7ab7a37cda367e5', 1, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 35, 'direct', 'An Engineer', 'anonymous', 'an engineer', 'Three of the piers are cracked', 'told', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[35,65]],"text":"Three of the piers are cracked"},"course":null,"cue":{"spans":[[80,84]],"text":"told"},"dates":[],"document":"d1:c67d2998a1419e8f91f6baaecb7daa3b","event_time":null,"evidence":[],"factuality":"true-certain","form":"direct","gist":{"about":["🌉"],"adjuncts":[],"head":"crack","lemmas":["pier","crack"],"names":["Örlen"],"negated":false,"object":[],"planned":false,"quantities":[{"high":3.0,"low":3.0,"spans":[],"text":"Three","unit":"pier"}],"senses":"","subject":[]},"hedges":[],"id":"c1:ca104e99df813152d3c81d0e069d4f86","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,97],"source":{"kind":"anonymous","name":"An Engineer","spans":[[68,79]],"text":"an engineer","unnamed":null}}');
INSERT INTO judgement VALUES (20, 'j1:a', 'ec4989e2eac93f436c0eaa80704fe80f90ca8ba068a85953dcbf10c8d292e0e4', 1, 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', '2031-04-06T08:00:00.000000+00:00', '{"at":"2031-04-06T08:00:00Z","by":"M. Osei","id":"j1:a","note":"the photographs are old","on":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","verdict":"reject"}');
INSERT INTO proposition VALUES (0, 'p1:a', '{"claims":[{"claim":"c1:c0513dc66840bb3c17c229755a9d06ef","stance":"affirms"},{"claim":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","stance":"doubts"}],"grade":{"credibility":6,"reasons":[],"reliability":"F"},"id":"p1:a","origins":[{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"kind":"person","name":"Ilka Brandvoll","stance":"affirms","why":"one person"}],"standing":"contested","text":"the bridge reopens in May","why":"a surveyor doubts it"}', '3849ba28d3451d258f3134f7f83a28f89eb4367cc6cce9b01e3b13e55dbaae29');
INSERT INTO proposition VALUES (1, 'p1:b', '{"claims":[],"grade":{"credibility":6,"reasons":[],"reliability":"F"},"id":"p1:b","origins":[],"standing":"single-origin","text":"piers are cracked","why":"one engineer"}', '33d397e257b70528e950a1247760b6eeda50ff2a134bfceeecbdc4a1af25f8c8');
INSERT INTO question VALUES (0, 'q1:a', '{"answers":[{"origins":1,"propositions":["p1:a"],"text":"yes"},{"origins":1,"propositions":[],"text":"no"}],"id":"q1:a","text":"Does it reopen in May?","variable":"truth"}', '9f9518cc6b459a0423632a2c1fffccc6312a5d9cdb8ccd2dc7518fdf1d8e8913');
INSERT INTO relation VALUES (0, NULL, '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef","c1:ca104e99df813152d3c81d0e069d4f86"],"kind":"refutes","score":0.5,"why":"cracked piers carry no bridge"}', '58d8fe03ae46d882d125a5487ee6bfab3ef96b8dc9741fb8f844a94ab13e1d59');
INSERT INTO relation VALUES (1, NULL, '{"claims":["c1:3dc8a9010ae7e0427f5383b5b8a28ad9","c1:ca104e99df813152d3c81d0e069d4f86"],"kind":"supports","score":0.3333333333333333,"why":"both speak against it"}', '0b08d3f16388cef31fb81541fe1963edaee69c35e8a0593c3ad09f2e6e1a51d5');
INSERT INTO reuse VALUES (0, NULL, '{"copy":"d1:c67d2998a1419e8f91f6baaecb7daa3b","of":"d1:dd1942999ab90476a56abd5991bb0443","passages":[{"copy":[0,4],"of":[2,6]}],"why":"the same words"}', '81e1fce855d243ef563d54fcad4a9b4cdaa08d969d191c901b4381f123816c94');
INSERT INTO entity VALUES (0, 'e1:a', '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"id":"e1:a","joins":[],"kind":"person","mentions":[{"document":"d1:dd1942999ab90476a56abd5991bb0443","span":[56,70],"text":"Ilka Brandvoll"}],"name":"Ilka Brandvoll","offices":[],"why":"named once"}', 'e4d0aedec69606d7084029a85862bc5ceea7fa38277e01bd0dda59568fa01abe');
INSERT INTO event VALUES (0, NULL, '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"date":{"first":"2031-05-01","granularity":null,"last":"2031-05-31"},"others":[],"proposition":"","text":"reopening"}', '63752c84d5e86aef9f64628713e59a4b5501e584a8d51670bb3abace871d9213');
INSERT INTO comparison VALUES ('r1:157ec6e31f23991ee9fcc23d3acef05c2d80361faa18a5cb0195bcffe5611d90', 'v1:f0f967c4bffb6d51d7b59d53661965934216d5456e6e325550dbed2a16b5ccc9', '{"change":0,"entity":1,"event":1,"first":0,"leaning":1,"proposition":2,"question":1,"relation":2,"reuse":1,"statement":0,"withdrawn":1}', '39170b33ca3339b8672b744964b899a7513ccdb95ff50a3b3e2a79e65df344c5');
INSERT INTO original VALUES (14, 'bef9f47723bd73df05f01bd387041a8bc429c878838720d4507378c774445c86', 174, 'text/plain');
INSERT INTO original VALUES (6, 'f1a77afa93d9685823cde20ef71fa69622ebe917c048b556ee2ece80baef1d78', 106, 'text/plain');
INSERT INTO custody VALUES (15, 'bef9f47723bd73df05f01bd387041a8bc429c878838720d4507378c774445c86', 9, 'file', 'in/herald.txt', 'Ada', '2031-04-05T12:00:00.000000+00:00', 0, 1);
INSERT INTO custody VALUES (7, 'f1a77afa93d9685823cde20ef71fa69622ebe917c048b556ee2ece80baef1d78', 3, 'file', 'in/courier.jsonl#1', 'Ada', '2031-04-05T12:00:00.000000+00:00', 1, 1);
INSERT INTO content VALUES ('f1a77afa93d9685823cde20ef71fa69622ebe917c048b556ee2ece80baef1d78', X'789C73492D52702A3ABC27393B352F29B154A1AA54E1F0B4A29CD43C850FF37B3A158A4BF293B34BAC141E35CC09C9284A4D55C84F5328C9485528C84C2D2A56482C4A55482E4A04EA4DD179D4305721314F21352F3D332F156868497E4E0A58A9737E691150B51E0013772A0D');
INSERT INTO reading VALUES (10, 'd1:dd1942999ab90476a56abd5991bb0443', 1, 2, 1, '2031-04-05T12:00:00.000000+00:00');
INSERT INTO reading VALUES (18, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', 1, 0, 1, '2031-04-05T12:00:00.000000+00:00');
INSERT INTO reading VALUES (4, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 1, 1, 1, '2031-04-05T12:00:00.000000+00:00');
INSERT INTO run VALUES (19, 'm1:2850b18457170394bc5065f372e3a8061a507186b00ba08cc9ceb4067c132f2b', 1, 18, '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO run VALUES (21, 'm1:52b269102392c5627bc7126221c58d698b337569ae8354bbc051bd9178707ad4', 19, 20, '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO member VALUES ('c1:3dc8a9010ae7e0427f5383b5b8a28ad9', 'p1:a', 'doubts', 'contested');
INSERT INTO member VALUES ('c1:c0513dc66840bb3c17c229755a9d06ef', 'p1:a', 'affirms', 'contested');
INSERT INTO speaker VALUES ('c1:c0513dc66840bb3c17c229755a9d06ef', 'e1:a');
INSERT INTO asked VALUES ('p1:a', 'q1:a');
INSERT INTO leaning VALUES (0, NULL, '{"claim":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","lean":"claim","on":"c1:c0513dc66840bb3c17c229755a9d06ef","why":"one cites the other''s outlet"}', 'bac66c66442debd3d544002bd46f606af793217a571b307addde77cf44cf5920');
INSERT INTO withdrawn VALUES (0, NULL, '{"claim":"c1:ca104e99df813152d3c81d0e069d4f86","on":"d1:c67d2998a1419e8f91f6baaecb7daa3b","why":"it stands in that report"}', 'eb141be4de650bc7844c0b69a08a094b84b73c0cae818391efa06e5a8648059e');
INSERT INTO rest VALUES ('c1:c0513dc66840bb3c17c229755a9d06ef', 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', 'claim', 'one cites the other''s outlet');
INSERT INTO copied VALUES ('d1:dd1942999ab90476a56abd5991bb0443', 'd1:c67d2998a1419e8f91f6baaecb7daa3b');
INSERT INTO called VALUES ('Ilka Brandvoll', 'e1:a');
INSERT INTO indexed_claim VALUES (6400313057993555981, 11, 'c1:c0513dc66840bb3c17c229755a9d06ef', 'd1:dd1942999ab90476a56abd5991bb0443', 'The Orlen Herald', 'any0 statusread0 formindirect0 ownno0 kindperson0', NULL, NULL, NULL, NULL);
INSERT INTO indexed_claim VALUES (6400313057993555982, 12, 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', 'd1:dd1942999ab90476a56abd5991bb0443', 'The Orlen Herald', 'any0 statusread0 formmixed0 ownno0 kindanonymous0 evidenceimagery0 saidall1x24375x0 said12000x2x0 said1200x20x0 said120x203x0 said12x2031x0 said1x24375x0 eventall1x24376x0 event12000x2x0 event1200x20x0 event120x203x0 event12x2031x0 event1x24376x0 eventall1x24377x0 event1x24377x0 eventall1x24378x0 event1x24378x0 eventall1x24379x0 event1x24379x0 eventall1x24380x0 event1x24380x0 eventall1x24381x0 event1x24381x0 eventall1x24382x0 event1x24382x0 eventall1x24383x0 event1x24383x0 eventall12x2032x0 event12x2032x0 eventall12x2033x0 event12x2033x0 eventall12x2034x0 event12x2034x0 eventall12x2035x0 event12x2035x0 eventall12x2036x0 event12x2036x0 eventall12x2037x0 event12x2037x0 eventall12x2038x0 event12x2038x0 eventall12x2039x0 event12x2039x0 eventall120x204x0 event120x204x0 eventall120x205x0 event120x205x0 eventall120x206x0 event120x206x0 eventall120x207x0 event120x207x0 eventall120x208x0 event120x208x0 eventall120x209x0 event120x209x0 eventall1200x21x0 event1200x21x0 eventall1200x22x0 event1200x22x0 eventall1200x23x0 event1200x23x0 eventall1200x24x0 event1200x24x0 eventall1200x25x0 event1200x25x0 eventall1200x26x0 event1200x26x0 eventall1200x27x0 event1200x27x0 eventall1200x28x0 event1200x28x0 eventall1200x29x0 event1200x29x0 eventall12000x3x0 event12000x3x0 eventall12000x4x0 event12000x4x0 eventall12000x5x0 event12000x5x0 eventall12000x6x0 event12000x6x0 eventall12000x7x0 event12000x7x0 eventall12000x8x0 event12000x8x0 eventall12000x9x0 event12000x9x0', 741533, 741534, 741563, 3652059);
INSERT INTO indexed_claim VALUES (6400313057993556100, 13, 'c1:1f26b1f695f141dddf4bf8f3349ca6ed', 'd1:dd1942999ab90476a56abd5991bb0443', 'The Orlen Herald', 'any0 statusread0 formindirect0 ownyes0', NULL, NULL, NULL, NULL);
INSERT INTO indexed_claim VALUES (6400316371713458211, 5, 'c1:ca104e99df813152d3c81d0e069d4f86', 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'Ford Courier', 'any0 statuspartly0 formdirect0 ownno0 kindanonymous0', NULL, NULL, NULL, NULL);
INSERT INTO indexed_report VALUES (6400313057993555968, 8, 'd1:dd1942999ab90476a56abd5991bb0443', 'The Orlen Herald', 'any0 statusread0');
INSERT INTO indexed_report VALUES (6400316371713458176, 2, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'Ford Courier', 'any0 statuspartly0');
INSERT INTO indexed_report VALUES (8030963866212270080, 16, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', '', 'any0 statusrefused0');
INSERT INTO search (search) VALUES ('rebuild');
INSERT INTO text_search (text_search) VALUES ('rebuild');
INSERT INTO as_released VALUES ('l1:9da43501c20a7a203aa1ba026b1a3598b29573ff2b2fa7ad9fbba4428df3fafe');
