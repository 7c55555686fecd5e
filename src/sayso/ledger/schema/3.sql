-- Schema version 3: where reports come from, what readings found, which runs are sealed, and what is searched.

-- What a comparison ties together, for looking up by id; it follows from the propositions, entities and questions, and
-- is replaced with them. A claim is the member of a proposition; its speaker is the entity whose word it is; a
-- proposition is asked about where it answers a question.
CREATE TABLE member (claim TEXT NOT NULL, proposition TEXT NOT NULL, stance TEXT NOT NULL, standing TEXT NOT NULL);
CREATE INDEX member_claim ON member (claim);
CREATE INDEX member_proposition ON member (proposition);
CREATE INDEX member_standing ON member (standing, claim);
CREATE TABLE speaker (claim TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX speaker_claim ON speaker (claim);
CREATE INDEX speaker_entity ON speaker (entity);
CREATE TABLE asked (proposition TEXT NOT NULL, question TEXT NOT NULL);
CREATE INDEX asked_proposition ON asked (proposition);

-- What claims lean on beside their own words, and which count for nothing as what they rest on was withdrawn: of the
-- comparison, as the tables of step 1. By the others all that rests on a thing is looked up, and a source by its names.
CREATE TABLE leaning (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE withdrawn (position INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT NOT NULL);
CREATE TABLE rest (rests_on TEXT NOT NULL, claim TEXT NOT NULL, lean TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX rest_rests_on ON rest (rests_on);
CREATE INDEX rest_claim ON rest (claim);
CREATE TABLE copied (original TEXT NOT NULL, copy TEXT NOT NULL);
CREATE INDEX copied_original ON copied (original);
CREATE TABLE called (name TEXT NOT NULL, entity TEXT NOT NULL);
CREATE INDEX called_name ON called (name);
