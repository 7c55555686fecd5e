"""A sentence as it is shown ends with its last word, however far the reading of it ran."""

from dataclasses import replace

from sayso.ledger import Hit
from sayso.model import Span
from sayso.web.facts import build_sentence
from sayso.web.pages.searching import pieces_of
from tests.dossier.stories import dam_story

STORY = dam_story()
DOCUMENTS = {document.id: document for document in STORY.documents}
# A sentence that ends a paragraph, with the empty line after it.
CLAIM, LONGER = next(
    (claim, replace(claim, sentence=Span(claim.sentence.start, claim.sentence.end + 2)))
    for claim in STORY.claims
    if DOCUMENTS[claim.document].text[claim.sentence.end : claim.sentence.end + 2].isspace()
)


def test_the_sentence_of_a_claim_has_no_empty_line_behind_it() -> None:
    document = DOCUMENTS[CLAIM.document]
    assert build_sentence(document, LONGER) == build_sentence(document, CLAIM)


def test_what_is_found_has_no_empty_line_behind_it() -> None:
    document = DOCUMENTS[CLAIM.document]
    start, end = CLAIM.sentence
    marked = (Span(start, start + 3),)
    longer = Hit(document, LONGER, LONGER.sentence, marked)
    assert pieces_of(longer) == [(document.text[start : start + 3], True), (document.text[start + 3 : end], False)]
