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
