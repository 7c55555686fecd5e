from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier import build_dossier
from sayso.dossier.reports import safe_link
from sayso.dossier.values import Report
from sayso.model import Comparison, Document, Mark, MarkKind, Metadata, Span, Words, document_id
from tests.dossier.making import make_claim, make_document, make_story
from tests.dossier.stories import dam_story

LETTERS = st.text(alphabet="ab \n\r\t\u2028“é\u202e", max_size=300)


def document(text: str, **rest: object) -> Document:
    about = Metadata("Title", "Outlet", None, "2034-03-14", None, "en")
    return replace(Document(document_id(text, about), text, about, "a.txt"), **rest)  # type: ignore[arg-type]


def whole(report: Report) -> str:
    return "".join("".join(piece.text for piece in block.pieces) + block.gap for block in report.blocks)


def only_report(held: Document, *claims: object) -> Report:
    (report,) = build_dossier(make_story([held], claims, Comparison())).reports  # type: ignore[arg-type]
    return report


def test_blocks_and_gaps_joined_are_the_texts_of_the_reports():
    story = dam_story()
    assert [whole(report) for report in build_dossier(story).reports] == [d.text for d in story.documents if d.text]


@given(LETTERS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 80)), max_size=5))
def test_any_text_stays_whole_and_every_claim_has_a_place(text, pairs):
    held = document(text)
    base = make_claim(document("x"), "x")
    claims = []
    for n, (start, length) in enumerate(pairs):
        span = Span(min(start, len(text)), min(start + length, len(text)))
        content = Words(text[span.start : span.end], (span,))
        claims.append(replace(base, id=f"c1:{n}", document=held.id, content=content))
    report = only_report(held, *claims)
    assert whole(report) == text
    anchors = [o.anchor for b in report.blocks for p in b.pieces for o in p.opens if o.anchor]
    assert sorted([*anchors, *report.adrift]) == [f"claim-c1-{n}" for n in range(len(pairs))]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nwrapped.\n \t\n\n Two. \n", ["One\nwrapped.", "Two."]),
        (f"{'Long line. ' * 20}\nNext.", [("Long line. " * 20).strip(), "Next."]),
        ("", []),
        (" \n \n", []),
    ],
)
def test_paragraphs(text, paragraphs):
    report = only_report(document(text))
    assert ["".join(p.text for p in block.pieces) for block in report.blocks if block.pieces] == paragraphs
    assert whole(report) == text


def test_a_megabyte_of_white_space_is_no_trouble():
    text = "a" + " " * 500_000 + "\n" * 500_000 + "b"
    assert whole(only_report(document(text))) == text


def test_a_claim_over_two_paragraphs_has_one_place_and_one_number():
    held = document("He said: “One.\n\nTwo.” Then he left.")
    claim = make_claim(held, "“One.\n\nTwo.”", "He", "said")
    report = only_report(held, claim)
    pieces = [piece for block in report.blocks for piece in block.pieces]
    claims = [o for piece in pieces for o in piece.opens if "said" in o.style]
    assert [bool(o.anchor) for o in claims] == [True, False]
    assert [n for piece in pieces for n in piece.numbers] == [1]
    assert [len(block.notes) for block in report.blocks] == [1, 0]


def test_a_claim_of_several_spans_has_its_place_at_the_first():
    held = document("The gate, Holt said, was opened.")
    claim = make_claim(held, "The gate", "Holt", "said")
    claim = replace(claim, content=Words("The gate … was opened", (Span(0, 8), Span(21, 31))))
    pieces = only_report(held, claim).blocks[0].pieces
    marked = [(p.text, p.opens[-1].anchor != "", p.numbers) for p in pieces if p.opens and p.opens[-1].style == "said"]
    assert marked == [("The gate", True, ()), ("was opened", False, (1,))]


def test_how_claims_are_marked():
    story = dam_story()
    dossier = build_dossier(story)
    styles = {o.anchor: o.style for r in dossier.reports for b in r.blocks for p in b.pieces for o in p.opens}

    def style_of(words: str) -> str:
        (claim,) = [c for c in story.claims if words in c.content.text]
        return styles["claim-" + claim.id.replace(":", "-")]

    assert style_of("second night of rain") == "own"
    assert style_of("one person was missing") == "said"
    assert style_of("212 homes") == "said differs"
    assert style_of("No one at the dam") == "said denies differs"
    assert style_of("recording is that night's") == "said doubts differs"
    assert style_of("reportedly") == "said rejected"


def test_notes_say_whose_word_it_is_and_in_which_question():
    report = build_dossier(dam_story()).reports[0]
    notes = [note for block in report.blocks for note in block.notes]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    quill = next(note for note in notes if note.speaker == "Petra Quill")
    assert (quill.kind, quill.stance) == ("named person", "denies it")
    assert [place.number for place in quill.differences] == [1]


def test_what_is_no_part_of_the_story_is_marked_and_kept():
    report = build_dossier(dam_story()).reports[0]
    assert [block.aside for block in report.blocks if block.aside] == ["no part of the story"]
    text = "Photo: A. Reed. The gate opened."
    mixed = only_report(document(text, marks=(Mark(Span(0, 15), MarkKind.CREDIT),)))
    assert mixed.blocks[0].aside == ""
    assert [o.label for o in mixed.blocks[0].pieces[0].opens] == ["credit"]


def test_a_text_that_turns_the_writing_is_warned_of():
    assert only_report(document("a \u202eb\u202c")).warnings == (
        "its text holds 2 characters that can turn the direction of writing",
    )
    assert only_report(document("a b \u05d0")).warnings == ()


@pytest.mark.parametrize("url", ["https://wire.example/a?b=c#d", "http://wire.example", "https://münster.example/ü"])
def test_web_addresses_are_links(url):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://wire.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//wire.example/a",
        "https:",
        "https:///path",
        "https://[broken",
        "ftp://wire.example/",
        "file:///etc/hosts",
        "https://wire.example/\u202egpj",
        "",
    ],
)
def test_nothing_else_is_a_link(url):
    assert safe_link(url) == ""


def test_reports_are_numbered_in_order_of_publication():
    one = make_document("One.", "Late Post", "One", "2034-03-15", "https://late.example/")
    two = make_document("Two.", "Early Post", "Two", "2034-03-14", "https://early.example/")
    reports = build_dossier(make_story([one, two], [], Comparison())).reports
    assert [(report.number, report.outlet) for report in reports] == [(1, "Early Post"), (2, "Late Post")]
