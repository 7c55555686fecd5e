"""Judged claims in another version of their report. `bench.edits` edits twenty thousand articles."""

from dataclasses import replace
from datetime import date

import pytest

from bench.edited import EDITS, write_article
from bench.edits import by_value, from_text, judge_pair
from sayso.crossdoc.anchors import Version, address, transposed
from sayso.model import Claim, Document, Factuality, Interval, Metadata, Span, document_id, words_at
from tests.crossdoc.webs import Web

TEXT = (
    "Rain fell all night. Mayor Ilse Brandt said that the bridge at Tolm was closed to all traffic. She denied it. "
    "Nobody was hurt. The Harbour Board insisted that four cranes had been moved to the northern quay."
)
BRANDT = ("that the bridge at Tolm was closed to all traffic", "Mayor Ilse Brandt", "said", "Ilse Brandt")
SHE = ("it", "She", "denied", "Ilse Brandt")
BOARD = (
    "that four cranes had been moved to the northern quay",
    "The Harbour Board",
    "insisted",
    "The Harbour Board",
)


def version(text: str, *said: tuple[str, str, str, str]) -> Version:
    web = Web()
    web.report("Post", text)
    for name, (content, source, cue, who) in enumerate(said):
        web.claim(str(name), "Post", content, source, cue=cue, who=who)
    return Version(web.documents["Post"], list(web.claims.values()))


def claims_of(there: Version) -> list[Claim]:
    return list(there._claims)


def fate(old: Version, new: Version, which: int = 0) -> tuple[str | None, str]:
    anchoring = new.find(old.anchor(claims_of(old)[which]))
    found = {claim.id: claim.content.text for claim in claims_of(new)}
    return anchoring.found and found[anchoring.found], anchoring.why


def test_an_anchor_has_the_words_and_those_around_them() -> None:
    old = version(TEXT, BRANDT)
    anchor = old.anchor(claims_of(old)[0])
    assert anchor.exact == "Mayor Ilse Brandt said that the bridge at Tolm was closed to all traffic."
    assert TEXT[anchor.start :].startswith(anchor.exact)
    assert anchor.prefix == "Rain fell all night ."
    assert anchor.suffix.startswith("She denied it . Nobody was hurt")
    assert [anchor.exact[a:b] for spans in (anchor.source, anchor.cue, anchor.content) for a, b in spans] == [
        "Mayor Ilse Brandt",
        "said",
        BRANDT[0],
    ]
    assert (anchor.alone, anchor.distinct, anchor.leaning) == (True, True, False)


@pytest.mark.parametrize(
    "text",
    [
        f"Breaking news came in. {TEXT}",
        TEXT.replace("Rain fell all night. ", ""),
        TEXT.replace("Nobody was hurt. ", "").replace("night. ", "night.\n\n\n"),
        f"{TEXT} The mayor said that the bridge at Tolm was closed to all lorries.",
    ],
)
def test_the_same_words_are_found_again(text: str) -> None:
    assert fate(version(TEXT, BRANDT), version(text, BRANDT))[0] == BRANDT[0]


def test_white_space_and_quotation_marks_are_no_words() -> None:
    text = TEXT.replace("closed to all", "“closed”\nto  all")
    content = "that the bridge at Tolm was “closed”\nto  all traffic"
    old = version(TEXT.replace("closed", '"closed"'), (BRANDT[0].replace("closed", '"closed"'), *BRANDT[1:]))
    assert fate(old, version(text, (content, *BRANDT[1:])))[0] == content


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("was closed", "was not closed"),
        ("at Tolm", "at Ostrand"),
        ("said that", "never said that"),
        ("all traffic", "all traffic on Sunday"),
        ("Ilse Brandt", "Odile Brandt"),
    ],
)
def test_a_word_more_or_less_makes_an_orphan(before: str, after: str) -> None:
    text = TEXT.replace(before, after)
    content = BRANDT[0].replace(before, after)
    source = BRANDT[1].replace(before, after)
    assert fate(version(TEXT, BRANDT), version(text, (content, source, "said", "Ilse Brandt"))) == (
        None,
        "its words do not stand there",
    )


def test_what_leans_on_an_edited_sentence_is_an_orphan() -> None:
    old = version(TEXT, BRANDT, SHE)
    new = version(TEXT.replace("closed", "open"), SHE)
    found, why = fate(old, new, which=1)
    assert found is None
    assert "leans on" in why
    assert fate(old, version(TEXT.replace("moved", "sold"), SHE), which=1)[0] == "it"


def test_what_is_moved_is_found_where_it_stands_once() -> None:
    new = version("The Harbour Board insisted that four cranes had been moved to the northern quay. It snowed.", BOARD)
    assert fate(version(TEXT, BOARD), new) == (BOARD[0], "the same words, read alike; what stands beside them changed")


def test_of_two_places_with_the_same_words_the_neighbours_tell_which() -> None:
    twice = f"{TEXT} A day later, The Harbour Board insisted that four cranes had been moved to the northern quay."
    old, new = version(TEXT, BOARD), version(twice, BOARD)
    assert "more than once" in fate(old, new)[1]  # the end of the report is no longer behind it
    assert fate(
        version(f"{TEXT} {'It rained on. ' * 20}", BOARD), version(f"{TEXT} {'It rained on. ' * 20}{twice}", BOARD)
    )[0]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"factuality": Factuality.POSSIBLE}, "read as true-possible"),
        ({"event_time": Interval(date(2031, 4, 7), date(2031, 4, 7))}, "another time"),
        ({"source": None}, "no claim with this source"),
    ],
)
def test_what_is_read_otherwise_is_an_orphan(change: dict[str, object], why: str) -> None:
    old, new = version(TEXT, BRANDT), version(f"{TEXT} It rained on.", BRANDT)
    read = Version(new.document, [replace(claims_of(new)[0], **change)])  # type: ignore[arg-type]
    found, told = fate(old, read)
    assert found is None
    assert why in told


def test_whose_word_it_is_read_as_decides() -> None:
    new = version(f"{TEXT} It rained on.", (*BRANDT[:3], "Odile Brandt"))
    assert fate(version(TEXT, BRANDT), new) == (None, "its words stand there, but are read as the word of Odile Brandt")


def test_an_answer_needs_what_it_answers_read_alike() -> None:
    far = "It rained on and on over all the valley. " * 6

    def answering(speaker: str) -> Version:
        there = version(
            f"He said that all was well. {far}She denied it. {far}", ("all was well", "He", "said", speaker), SHE
        )
        said, denied = claims_of(there)
        return Version(there.document, [said, replace(denied, responds_to=said.id)])

    old = answering("Jonas Holt")
    longer = answering("Jonas Holt")
    assert fate(old, longer, which=1)[0] == "it"
    assert fate(old, answering("Abel Quist"), which=1) == (
        None,
        "its words stand there, but what it answers has changed",
    )


def test_answers_without_end_are_no_trouble() -> None:
    there = version("She denied it. He denied it.", ("it", "She", "denied", "She"))
    (claim,) = claims_of(there)
    many = [replace(claim, id=f"c1:{n}", responds_to=f"c1:{n - 1}") for n in range(3000)]
    ring = replace(many[0], responds_to="c1:2999")
    anchor = Version(there.document, [ring, *many[1:]]).anchor(many[-1])
    assert anchor.answered is not None


def test_a_mended_claim_moves_with_its_words() -> None:
    old = version(TEXT, BRANDT)
    claim = claims_of(old)[0]
    start = TEXT.index("the bridge at Tolm was closed")
    mended = replace(claim, content=words_at(TEXT, [Span(start, start + len("the bridge at Tolm was closed"))]))
    text = "It rained.  " + TEXT.replace("bridge at", "bridge\nat")
    new = version(text, (BRANDT[0].replace("bridge at", "bridge\nat"), *BRANDT[1:]))
    there, here = old.anchor(claim), claims_of(new)[0]
    moved = transposed(mended, there, new.anchor(here), here, new.document)
    assert moved is not None
    assert (moved.id, moved.document) == (here.id, new.document.id)
    assert moved.content.text == "the bridge\nat Tolm was closed"
    assert text[moved.content.start : moved.content.end] == moved.content.text
    outside = replace(claim, content=words_at(TEXT, [Span(0, 4)]))
    assert transposed(outside, there, new.anchor(here), here, new.document) is None


def test_versions_are_told_by_url_else_by_path() -> None:
    urls = ["https://post.example/a", "http://www.post.example/a/", "https://post.example/a#photo"]
    assert {address(url, "x.html") for url in urls} == {"post.example/a"}
    assert address("https://post.example/b", "x.html") != address(urls[0], "x.html")
    assert address(None, "x.html") == address(" ", "x.html") == "x.html"


def test_places_in_a_list_of_reports_tell_no_version_by_themselves() -> None:
    def at(text: str) -> Version:
        there = version(text, BOARD)
        listed = replace(there.document, path="feed.jsonl#3", metadata=Metadata(outlet="The Post"))
        listed = replace(listed, id=document_id(text, listed.metadata))
        return Version(listed, [replace(c, document=listed.id) for c in claims_of(there)])

    moved = "The Harbour Board insisted that four cranes had been moved to the northern quay. It snowed."
    assert fate(at(TEXT), at(moved))[0] is None
    assert fate(at(TEXT), at(f"{TEXT} "))[0] == BOARD[0]


def test_every_kind_of_edit_changes_articles() -> None:
    import random

    for name, edit in EDITS.items():
        articles = [write_article(random.Random(seed)) for seed in range(20)]
        assert any(edit(a, random.Random(1)).document()[0] != a.document()[0] for a in articles), name


def test_no_judgement_lands_on_a_lookalike() -> None:
    found = [judge_pair(seed, by_value) for seed in range(50_000, 50_300)]
    assert [o for o in found if o.wrong] == []
    assert sum(o.found for o in found) > 0.8 * sum(o.standing for o in found)


def test_nor_where_the_articles_are_read() -> None:
    found = [judge_pair(seed, from_text) for seed in range(50_000, 50_012)]
    assert [o for o in found if o.wrong] == []
    assert sum(o.found for o in found) > 0.6 * sum(o.standing for o in found)


def test_a_document_without_words_has_no_place() -> None:
    empty = Document("d1:0", "", Metadata(), "x")
    assert Version(empty, []).find(version(TEXT, BRANDT).anchor(claims_of(version(TEXT, BRANDT))[0])).found is None
