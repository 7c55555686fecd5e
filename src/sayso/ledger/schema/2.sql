-- What comparing yields of accounts in time: what was said when, how accounts went on, and what was first said where.
CREATE TABLE statement (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE change (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE first (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
