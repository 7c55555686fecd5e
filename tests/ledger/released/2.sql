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
CREATE VIEW current_claim AS
SELECT * FROM claim AS c
WHERE NOT EXISTS (
  SELECT 1 FROM claim AS n WHERE n.id = c.id AND (n.program, n.hash) > (c.program, c.hash)
);
CREATE TABLE proposition (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE question (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE relation (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE reuse (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE entity (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE comparison (record TEXT NOT NULL, digest TEXT NOT NULL);
CREATE VIEW searchable AS
SELECT
  c.seq AS seq,
  c.content AS content,
  coalesce(c.source || ' ' || c.source_text, '') AS source,
  coalesce(c.cue, '') AS cue,
  coalesce((SELECT d.title FROM document AS d WHERE d.id = c.document ORDER BY d.seq LIMIT 1), '') AS title
FROM claim AS c;
CREATE VIRTUAL TABLE search USING fts5 (
  content, source, cue, title,
  content='searchable', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER claim_search AFTER INSERT ON claim BEGIN
  INSERT INTO search (rowid, content, source, cue, title)
  SELECT seq, content, source, cue, title FROM searchable WHERE seq = new.seq;
END;
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
CREATE TABLE statement (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE change (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE first (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
CREATE TABLE as_released (digest TEXT);
INSERT INTO ledger VALUES (2, 'sayso');
INSERT INTO entry VALUES (1, 'program', '0.1.0', 'e6f7de40897d073a3a8b838280eed568a815d92fcb6e317486d0663af5837878', '', '5f92e4fbaeadd9a8e11db930ac3bbe2fbbb2d9a471dedc4737920795effe085d');
INSERT INTO entry VALUES (2, 'document', 'd1:c67d2998a1419e8f91f6baaecb7daa3b', '3fee5ee1e2096535befdef7330df890c0d0406fe69da8c6d60192243f62b448c', '5f92e4fbaeadd9a8e11db930ac3bbe2fbbb2d9a471dedc4737920795effe085d', '9c1ef028bbe7ed115a66500e428d8cae00177870a79d12f3cc4770ff17e5f43e');
INSERT INTO entry VALUES (3, 'collected', 'in/courier.jsonl#1', '88a614a0e6fdbde6557bbd5d2ee1333b2e465912f16cb757899fcff8a5ada311', '9c1ef028bbe7ed115a66500e428d8cae00177870a79d12f3cc4770ff17e5f43e', '2195ad93c96314dad2873df8e3732468e107babe0476ea5818059171d1537b68');
INSERT INTO entry VALUES (4, 'claim', 'c1:ca104e99df813152d3c81d0e069d4f86', '0c336294645493a50061abeb3f9319274a9afa3126ef84d965c4703bf9b993c3', '2195ad93c96314dad2873df8e3732468e107babe0476ea5818059171d1537b68', '06b1ee7e6ac2104516058c62473e7e61aeaf6ac6f877ea17500e6e7eeba9110d');
INSERT INTO entry VALUES (5, 'document', 'd1:dd1942999ab90476a56abd5991bb0443', 'aa8c7341db61177c476b3d15f35ecdbf082bfac788a006e8a3d0ae50fdc29082', '06b1ee7e6ac2104516058c62473e7e61aeaf6ac6f877ea17500e6e7eeba9110d', '61741b10a88fe50d4c4b64ee93b564e0d86fc45824032b5f0cb05743b5dde720');
INSERT INTO entry VALUES (6, 'collected', 'in/herald.txt', '445c955a1875dab26955b7c59d85fbd6b22f2ebde047e44133150bc33b4f766a', '61741b10a88fe50d4c4b64ee93b564e0d86fc45824032b5f0cb05743b5dde720', 'a7d81c121cfb5dff41252c4ef1f596cbc0a1a53289f724b5dfab43fdccffb8bd');
INSERT INTO entry VALUES (7, 'claim', 'c1:c0513dc66840bb3c17c229755a9d06ef', '8556ee033a81142e1cf32064311c6860480dbd2c8f8abcefa9c73d4bcef9ddd4', 'a7d81c121cfb5dff41252c4ef1f596cbc0a1a53289f724b5dfab43fdccffb8bd', 'c804fa918779df2629f83439f4f98b3c9b71c78db1fa3bc57f64bb08877bbf03');
INSERT INTO entry VALUES (8, 'claim', 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', '0faefffe8fe9e6f644bb37af26a6d9415028c6a1b276c278ee4542f3fcee4d4a', 'c804fa918779df2629f83439f4f98b3c9b71c78db1fa3bc57f64bb08877bbf03', 'a46f24f557c5090bea71b8d4c63c3627bd6d45d3ac5f7704fb3d2074156c79af');
INSERT INTO entry VALUES (9, 'claim', 'c1:1f26b1f695f141dddf4bf8f3349ca6ed', '3fe5f407025710d5deef340885696cd25eba5b95d189527d4585284efae1c332', 'a46f24f557c5090bea71b8d4c63c3627bd6d45d3ac5f7704fb3d2074156c79af', 'c59a664154a9d531719e9be63f7e56ab45f669f3755e451c535586ebf0f965ae');
INSERT INTO entry VALUES (10, 'document', 'd1:e48821cf85ee9cd1cb7167400e7a2e15', '005a8995aa2f863ccb4e617559aa3a344d34ea54ede36ee3e452286d0141f87f', 'c59a664154a9d531719e9be63f7e56ab45f669f3755e451c535586ebf0f965ae', '127393ea4fd1d5ff5cc2e31aa89f1d2f07020f0964fe3633418b72398396fe7e');
INSERT INTO entry VALUES (11, 'collected', 'in/scan.pdf', 'f0bd8ed0f6af40e5d22ee05e2f5ddbfd1b6d9f1a287584601edd1334e4d037f3', '127393ea4fd1d5ff5cc2e31aa89f1d2f07020f0964fe3633418b72398396fe7e', 'bc57b0e8cff1b4c513f3e024e9a669327f82d77b22ea768d362a62547cf63250');
INSERT INTO entry VALUES (12, 'judgement', 'j1:a', '6332f09db84b4e8229605bf5ca0b41fed07c8ce9349bbfec9205dec695273f8d', 'bc57b0e8cff1b4c513f3e024e9a669327f82d77b22ea768d362a62547cf63250', '656e10ae4e919eadb951641960a0e32a85603e0a75d6601e9f70eb69cfa0f5a2');
INSERT INTO program VALUES (1, '0.1.0');
INSERT INTO document VALUES (2, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'fd57ad183736987523d30430022bff196aad179e5b08d9048e04a58acb166652', 1, 1, 'Piers “cracked” – engineer', '2031-04-01T09:30:00+02:00', '{"id":"d1:c67d2998a1419e8f91f6baaecb7daa3b","marks":[],"metadata":{"author":null,"language":null,"outlet":"Ford Courier","published":"2031-04-01T09:30:00+02:00","title":"Piers “cracked” – engineer","url":null},"reason":"one paragraph is in another language","status":"partly","text":"Der Brückenbau zu Örlen 🌉 stockt: “Three of the piers are cracked,” an engineer told the Courier."}');
INSERT INTO document VALUES (5, 'd1:dd1942999ab90476a56abd5991bb0443', '6138c89986da6e8384d3e1fc82b945db5bc923be46ce6d94a8753ea59199ede6', 1, 2, 'Bridge to reopen', '2031-04-02', '{"id":"d1:dd1942999ab90476a56abd5991bb0443","marks":[{"kind":"dateline","span":[0,12]}],"metadata":{"author":null,"language":null,"outlet":"The Orlen Herald","published":"2031-04-02","title":"Bridge to reopen","url":null},"reason":null,"status":"read","text":"ORLEN FORD — The bridge will reopen in May, spokeswoman Ilka Brandvoll said. A surveyor, showing photographs, reportedly doubts it. The ferry runs daily. Also read: Weather"}');
INSERT INTO document VALUES (10, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', '59b5e6ab2df8259193588b463877903393a09771290624949ebd550ee6d920bd', 1, 0, '', '', '{"id":"d1:e48821cf85ee9cd1cb7167400e7a2e15","marks":[],"metadata":{"author":null,"language":null,"outlet":null,"published":null,"title":null,"url":null},"reason":"it holds pictures of text alone","status":"refused","text":""}');
INSERT INTO collected VALUES (3, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 'in/courier.jsonl#1', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO collected VALUES (6, 'd1:dd1942999ab90476a56abd5991bb0443', 'in/herald.txt', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO collected VALUES (11, 'd1:e48821cf85ee9cd1cb7167400e7a2e15', 'in/scan.pdf', '2031-04-05T12:00:00.000000+00:00', 1);
INSERT INTO claim VALUES (4, 'c1:ca104e99df813152d3c81d0e069d4f86', '40421b08cc821cdc7d2eff87c5073a11ad08c60b2ce8c0adc7ab7a37cda367e5', 1, 'd1:c67d2998a1419e8f91f6baaecb7daa3b', 35, 'direct', 'An Engineer', 'anonymous', 'an engineer', 'Three of the piers are cracked', 'told', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[35,65]],"text":"Three of the piers are cracked"},"course":null,"cue":{"spans":[[80,84]],"text":"told"},"dates":[],"document":"d1:c67d2998a1419e8f91f6baaecb7daa3b","event_time":null,"evidence":[],"factuality":"true-certain","form":"direct","gist":{"about":["🌉"],"adjuncts":[],"head":"crack","lemmas":["pier","crack"],"names":["Örlen"],"negated":false,"object":[],"planned":false,"quantities":[{"high":3.0,"low":3.0,"spans":[],"text":"Three","unit":"pier"}],"senses":"","subject":[]},"hedges":[],"id":"c1:ca104e99df813152d3c81d0e069d4f86","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,97],"source":{"kind":"anonymous","name":"An Engineer","spans":[[68,79]],"text":"an engineer","unnamed":null}}');
INSERT INTO claim VALUES (7, 'c1:c0513dc66840bb3c17c229755a9d06ef', '01e86d1fd3d7bce0faab6ee36f12b51a6371d0ade837f2bcb8ace8b8a18e1518', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 13, 'indirect', 'Spokeswoman Ilka Brandvoll', 'person', 'spokeswoman Ilka Brandvoll', 'The bridge will reopen in May', 'said', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[13,42]],"text":"The bridge will reopen in May"},"course":null,"cue":{"spans":[[71,75]],"text":"said"},"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":null,"evidence":[],"factuality":"true-certain","form":"indirect","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","bridge","will","reopen","in","may"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[],"id":"c1:c0513dc66840bb3c17c229755a9d06ef","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,172],"source":{"kind":"person","name":"Spokeswoman Ilka Brandvoll","spans":[[44,70]],"text":"spokeswoman Ilka Brandvoll","unnamed":null}}');
INSERT INTO claim VALUES (8, 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', 'a5601e39de0f55d8dcaeaadfa613bc37a5eaadd48d48951cd5fbac224ff90598', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 13, 'mixed', 'A Surveyor', 'anonymous', 'A surveyor', 'The bridge … reopen in May', 'doubts', '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[13,23],[29,42]],"text":"The bridge … reopen in May"},"course":null,"cue":{"spans":[[121,127]],"text":"doubts"},"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":{"first":"2031-05-01","granularity":null,"last":null},"evidence":[{"by":null,"kind":"imagery","spans":[[97,108]],"text":"photographs","verification":"unverified"}],"factuality":"false-possible","form":"mixed","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","bridge","…","reopen","in","may"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[{"spans":[[110,120]],"text":"reportedly"}],"id":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","numbers":[],"places":[],"responds_to":null,"said_at":{"first":"2031-04-01","granularity":null,"last":"2031-04-02"},"sentence":[0,172],"source":{"kind":"anonymous","name":"A Surveyor","spans":[[77,87]],"text":"A surveyor","unnamed":null}}');
INSERT INTO claim VALUES (9, 'c1:1f26b1f695f141dddf4bf8f3349ca6ed', 'c550161e0b410eee17e5b36740f8dfe0a586d3e9fe0ee38840cb106f35a27b50', 1, 'd1:dd1942999ab90476a56abd5991bb0443', 132, 'indirect', NULL, NULL, NULL, 'The ferry runs daily', NULL, '{"attitude":"neutral","attitude_signs":[],"chain":[{"factuality":"unknown","kind":"outlet","name":"The Orlen Herald"}],"confidence":0.75,"content":{"spans":[[132,152]],"text":"The ferry runs daily"},"course":null,"cue":null,"dates":[],"document":"d1:dd1942999ab90476a56abd5991bb0443","event_time":null,"evidence":[],"factuality":"true-certain","form":"indirect","gist":{"about":[],"adjuncts":[],"head":"","lemmas":["the","ferry","runs","daily"],"names":[],"negated":false,"object":[],"planned":false,"quantities":[],"senses":"","subject":[]},"hedges":[],"id":"c1:1f26b1f695f141dddf4bf8f3349ca6ed","numbers":[],"places":[],"responds_to":null,"said_at":null,"sentence":[0,172],"source":null}');
INSERT INTO judgement VALUES (12, 'j1:a', 'ec4989e2eac93f436c0eaa80704fe80f90ca8ba068a85953dcbf10c8d292e0e4', 1, 'c1:3dc8a9010ae7e0427f5383b5b8a28ad9', '2031-04-06T08:00:00.000000+00:00', '{"at":"2031-04-06T08:00:00Z","by":"M. Osei","id":"j1:a","note":"the photographs are old","on":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","verdict":"reject"}');
INSERT INTO proposition VALUES (0, 'p1:a', '{"claims":[{"claim":"c1:c0513dc66840bb3c17c229755a9d06ef","stance":"affirms"},{"claim":"c1:3dc8a9010ae7e0427f5383b5b8a28ad9","stance":"doubts"}],"grade":{"credibility":6,"reasons":[],"reliability":"F"},"id":"p1:a","origins":[{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"kind":"person","name":"Ilka Brandvoll","stance":"affirms","why":"one person"}],"standing":"contested","text":"the bridge reopens in May","why":"a surveyor doubts it"}');
INSERT INTO proposition VALUES (1, 'p1:b', '{"claims":[],"grade":{"credibility":6,"reasons":[],"reliability":"F"},"id":"p1:b","origins":[],"standing":"single-origin","text":"piers are cracked","why":"one engineer"}');
INSERT INTO question VALUES (0, 'q1:a', '{"answers":[{"origins":1,"propositions":["p1:a"],"text":"yes"},{"origins":1,"propositions":[],"text":"no"}],"id":"q1:a","text":"Does it reopen in May?","variable":"truth"}');
INSERT INTO relation VALUES (0, NULL, '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef","c1:ca104e99df813152d3c81d0e069d4f86"],"kind":"refutes","score":0.5,"why":"cracked piers carry no bridge"}');
INSERT INTO relation VALUES (1, NULL, '{"claims":["c1:3dc8a9010ae7e0427f5383b5b8a28ad9","c1:ca104e99df813152d3c81d0e069d4f86"],"kind":"supports","score":0.3333333333333333,"why":"both speak against it"}');
INSERT INTO reuse VALUES (0, NULL, '{"copy":"d1:c67d2998a1419e8f91f6baaecb7daa3b","of":"d1:dd1942999ab90476a56abd5991bb0443","passages":[{"copy":[0,4],"of":[2,6]}],"why":"the same words"}');
INSERT INTO entity VALUES (0, 'e1:a', '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"id":"e1:a","joins":[],"kind":"person","mentions":[{"document":"d1:dd1942999ab90476a56abd5991bb0443","span":[56,70],"text":"Ilka Brandvoll"}],"name":"Ilka Brandvoll","offices":[],"why":"named once"}');
INSERT INTO event VALUES (0, NULL, '{"claims":["c1:c0513dc66840bb3c17c229755a9d06ef"],"date":{"first":"2031-05-01","granularity":null,"last":"2031-05-31"},"others":[],"proposition":"","text":"reopening"}');
INSERT INTO comparison VALUES ('r1:157ec6e31f23991ee9fcc23d3acef05c2d80361faa18a5cb0195bcffe5611d90', 'v1:a3d78cd587d69e424995f3c2aeca0a35133a1578100b80e0da8316735e5bc207');
INSERT INTO as_released VALUES ('l1:3fa1e3ca42cbd1f0dcc0e0492772b0c845c0ac4ff62348f43643699de1365d38');
