"""From annotated text to claims: the same speaker, words and form whatever the frame, and ids of their places alone."""

from dataclasses import replace
from itertools import product

import pytest

from sayso.claims import extract_claims
from sayso.model import Claim, Form, Mark, MarkKind, Span, claim_id
from sayso.reading import Reader
from tests.claims.cases import make_document
from tests.claims.conftest import Claims
from tests.claims.invariants import faults, overlaps, twofold

SPEAKERS = ["Dana Holt", "the harbour master", "the Canal Board", "divers", "a port official"]
CONTENTS = [
    "the north gate had been left open",
    "nine boats were lost in the storm",
    "nobody has paid for the new weir",
    "the ferry will not sail before spring",
]
PLAIN = [
    "{Speaker} said that {content}.",
    "{Speaker} said {content}.",
    "{Speaker} told the inquiry that {content}.",
    "{Speaker} told the inquiry on Monday that {content}.",
    "{Content}, {speaker} said.",
    "{Content}, said {speaker}.",
    "{Content}, according to {speaker}.",
    "According to {speaker}, {content}.",
]
QUOTED = [
    "“{Content},” {speaker} said.",
    "“{Content},” said {speaker}.",
    '"{Content}," said {speaker} on Monday.',
    "‘{Content},’ {speaker} said.",
    "'{Content},' {speaker} said.",
    "{Speaker} said: “{Content}.”",
    '{Speaker} said, "{Content}."',
]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _sentence(frame: str, speaker: str, content: str) -> str:
    return frame.format(speaker=speaker, Speaker=_capital(speaker), content=content, Content=_capital(content))


def _words(text: str) -> str:
    return " ".join(text.lower().strip("“”\"'‘’., ").removeprefix("that ").split())


@pytest.mark.parametrize(
    ("frame", "form"),
    [*((frame, Form.INDIRECT) for frame in PLAIN), *((frame, Form.DIRECT) for frame in QUOTED)],
)
def test_a_frame_gives_the_same_claim_whoever_says_whatever(frame: str, form: Form, reader: Reader):
    pairs = list(product(SPEAKERS, CONTENTS))
    read = reader.read(make_document(_sentence(frame, *pair)) for pair in pairs)
    odd = {}
    for pair, annotated in zip(pairs, read, strict=True):
        claims = extract_claims(annotated)
        got = [(_words(c.source.text) if c.source else None, _words(c.content.text), c.form) for c in claims]
        if got != [(pair[0].lower(), pair[1], form)]:
            odd[annotated.document.text] = got
    assert odd == {}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t", "\u200b", "\ufeff"])
def test_nothing_to_read_gives_no_claims(text: str, claims_of: Claims):
    assert claims_of(text) == ()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Dana Holt said the gate was open.", Form.INDIRECT),
        ("Dana Holt said the gate was “wide open”.", Form.MIXED),
        ("Dana Holt said that “the gate was open”.", Form.MIXED),
        ("“The gate was open,” Dana Holt said.", Form.DIRECT),
        ("“The gate was open,” Dana Holt said. “It still is.”", Form.DIRECT),
        ("“The gate,” Dana Holt said, “was open.”", Form.DIRECT),
        ("According to Dana Holt, the gate was “wide open”.", Form.MIXED),
    ],
)
def test_forms(text: str, form: Form, attributed: Claims):
    (claim,) = attributed(text)
    assert claim.form is form


REPORT = """\
The north gate of Quell was open all night, Dana Holt said on Monday. “Nobody had the key,” she added.

According to the harbour log, which the Tarn Echo has seen, nine boats were lost. The board denied that boats were lost.

The storm was the worst for years. Divers believe that “the old weir” may have failed first."""


def test_a_report_gives_claims_without_faults(claims_of: Claims):
    document = make_document(REPORT)
    claims = claims_of(REPORT)
    assert len(claims) >= 5
    assert [*faults(document, claims), *overlaps(claims), *twofold(claims)] == []


def test_claims_come_in_order_of_their_places(claims_of: Claims):
    starts = [claim.content.start for claim in claims_of(REPORT)]
    assert starts == sorted(starts)
    assert len(starts) > 1


def test_extracting_twice_gives_the_same(reader: Reader):
    (annotated,) = reader.read([make_document(REPORT)])
    assert extract_claims(annotated) == extract_claims(annotated)


def test_an_id_is_that_of_the_places_alone(claims_of: Claims):
    for claim in claims_of(REPORT):
        source, cue = (piece.spans if piece else () for piece in (claim.source, claim.cue))
        assert claim.id == claim_id(claim.document, source, cue, claim.content.spans)


def test_the_same_words_in_another_report_are_another_claim(claims_of: Claims):
    here, there = (claims_of(REPORT, outlet=outlet) for outlet in ("The Tarn Echo", "The Sennick Gazette"))
    assert not {claim.id for claim in here} & {claim.id for claim in there}
    assert [claim.content for claim in here] == [claim.content for claim in there]


def test_a_claim_knows_its_sentence(claims_of: Claims):
    def sentence(claim: Claim) -> str:
        return REPORT[claim.sentence.start : claim.sentence.end].strip()

    (denied,) = [claim for claim in claims_of(REPORT) if claim.cue and claim.cue.text == "denied"]
    assert sentence(denied) == "The board denied that boats were lost."
    for claim in claims_of(REPORT):
        assert claim.cue is None or claim.sentence.holds(claim.cue.spans[0])


def test_every_claim_is_dated_and_weighed_within_bounds(claims_of: Claims):
    claims = claims_of(REPORT, published="2031-05-04")
    assert all(0 < claim.confidence <= 1 for claim in claims)
    said = [claim.said_at for claim in claims if claim.cue and claim.cue.text == "said"]
    assert [(str(day.first), str(day.last)) for day in said if day] == [("2031-04-28", "2031-04-28")]
    assert {claim.said_at for claim in claims_of(REPORT) if claim.own} == {None}


def test_the_outlet_s_own_claims_have_neither_source_nor_cue(claims_of: Claims):
    own = [claim for claim in claims_of(REPORT) if claim.own]
    assert [claim.content.text for claim in own] == ["The storm was the worst for years"]
    assert [(claim.source, claim.cue) for claim in own] == [(None, None)]


def test_what_is_blanked_is_in_no_claim(reader: Reader):
    document = make_document("Dana Holt said the gate was open.\n\nThe ferry sank near Quell on Monday.")
    marked = replace(document, marks=(Mark(Span(0, 33), MarkKind.BOILERPLATE),))
    (annotated,) = reader.read([marked])
    assert [claim.content.text for claim in extract_claims(annotated)] == ["The ferry sank near Quell on Monday"]
