-- The words of the rows that go.
INSERT INTO search (search) VALUES ('delete-all');
INSERT INTO text_search (text_search) VALUES ('delete-all');
