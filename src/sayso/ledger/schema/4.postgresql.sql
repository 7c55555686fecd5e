-- The words of the rows that go.
TRUNCATE search, text_search;
