import pytest

from sayso.errors import UsageError
from sayso.model import Claim, Document, Factuality, Form, Metadata, SourceKind, Span, document_id
from sayso.story import Correction, load_engine
from sayso.story.mending import mended_claim

TEXT = (
    "Mayor Ilse Brandt said on Sunday that the bridge at Tolm was closed. "
    "Karst Rail denied that four carriages had been lost. The bridge is old. The bridge is blue."
)


@pytest.fixture(scope="module")
def report() -> tuple[Document, tuple[Claim, ...]]:
    about = Metadata(title="Bridge", outlet="The Tolm Post", published="2031-04-07", language="en")
    document = Document(document_id(TEXT, about), TEXT, about, "tolm.txt")
    return document, next(iter(load_engine("en", apart=True)([document]))).claims


def claim_of(report: tuple[Document, tuple[Claim, ...]], words: str) -> Claim:
    return next(claim for claim in report[1] if words in claim.content.text)


def test_the_word_of_another_needs_no_reading(report: tuple[Document, tuple[Claim, ...]]) -> None:
    claim = claim_of(report, "closed")
    made = mended_claim(report[0], claim, Correction(name="Odile Brandt", kind=SourceKind.OFFICE))
    assert made.source is not None
    assert (made.source.name, made.source.kind, made.source.text) == (
        "Odile Brandt",
        SourceKind.OFFICE,
        "Mayor Ilse Brandt",
    )
    assert (made.chain[-1].name, made.chain[0]) == ("Odile Brandt", claim.chain[0])
    assert (made.id, made.content, made.gist) == (claim.id, claim.content, claim.gist)


def test_other_words_are_read_anew(report: tuple[Document, tuple[Claim, ...]]) -> None:
    claim = claim_of(report, "carriages")
    made = mended_claim(report[0], claim, Correction(content="four carriages"))
    assert made.content.text == "four carriages"
    assert TEXT[made.content.start : made.content.end] == "four carriages"
    assert "lose" not in made.gist.lemmas
    assert made.id == claim.id
    assert made.factuality is Factuality.NOT_CERTAIN
    assert made.source == claim.source


def test_another_cue_is_another_commitment(report: tuple[Document, tuple[Claim, ...]]) -> None:
    text_of = {"source": "Karst Rail", "cue": "denied", "content": "that four carriages had been lost"}
    own = claim_of(report, "is old")
    made = mended_claim(report[0], own, Correction(**text_of))  # type: ignore[arg-type]
    assert made.factuality is Factuality.NOT_CERTAIN
    assert made.source is not None
    assert (made.source.name, made.form) == ("Karst Rail", Form.INDIRECT)
    assert [link.name for link in made.chain] == ["The Tolm Post", "Karst Rail"]


def test_what_nobody_said_is_the_outlets_own(report: tuple[Document, tuple[Claim, ...]]) -> None:
    made = mended_claim(report[0], claim_of(report, "closed"), Correction(source=(), cue=()))
    assert made.own
    assert [link.name for link in made.chain] == ["The Tolm Post"]


def test_places_say_which_of_two(report: tuple[Document, tuple[Claim, ...]]) -> None:
    claim = claim_of(report, "closed")
    start = TEXT.index("The bridge is blue")
    made = mended_claim(report[0], claim, Correction(content=(Span(start, start + 18),)))
    assert made.content.text == "The bridge is blue"
    with pytest.raises(UsageError, match=rf"more than once.*{start}:{start + 13}"):
        mended_claim(report[0], claim, Correction(content="The bridge is"))


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (Correction(content="the bridge of sighs"), "does not stand"),
        (Correction(content="  "), "does not stand"),
        (Correction(content=(Span(0, 9999),)), "no words at 0:9999"),
        (Correction(content=(Span(5, 5),)), "no words at 5:5"),
        (Correction(content=()), "needs a content"),
        (Correction(content="."), "more than once|needs a content"),
        (Correction(content="Mayor Ilse Brandt said"), "may not share"),
        (Correction(source=(), name="Odile"), "no name"),
        (Correction(), "nothing of"),
        (Correction(name="Ilse Brandt"), "nothing of"),
    ],
)
def test_what_is_no_claim_of_the_report_is_refused(
    report: tuple[Document, tuple[Claim, ...]], correction: Correction, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        mended_claim(report[0], claim_of(report, "closed"), correction)
