import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.cli.show import SIDES
from sayso.cli.views import RECORDS, TABLES
from sayso.model import Interval, Join, Office, Status
from tests.cli.conftest import Run, make_ledger
from tests.dossier.stories import dam_story, empty_story


def test_each_side_has_a_table_and_records() -> None:
    assert tuple(TABLES) == tuple(RECORDS) == SIDES


@pytest.mark.parametrize("side", SIDES)
def test_an_empty_ledger_shows_nothing_at_all_sides(run: Run, side: str) -> None:
    make_ledger(Path("sayso.db"), empty_story())
    assert json.loads(run("show", side, "--format", "json").out) == []
    assert len(run("show", side).out.splitlines()) == 1


@pytest.mark.parametrize("side", [side for side in SIDES if side != "questions"])
def test_a_table_is_rectangular(run: Run, held: Path, side: str) -> None:
    lines = run("--ledger", held, "show", side).out.splitlines()
    assert len(lines) > 2
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def test_records_are_those_of_the_story(run: Run, held: Path) -> None:
    story = dam_story()

    def ids(side: str) -> list[str]:
        return [record["id"] for record in json.loads(run("--ledger", held, "show", side, "--format", "json").out)]

    assert sorted(ids("claims")) == sorted(claim.id for claim in story.claims)
    assert sorted(ids("documents")) == sorted(document.id for document in story.documents)
    assert ids("propositions") == [proposition.id for proposition in story.comparison.propositions]
    assert ids("questions") == [question.id for question in story.comparison.questions]


def test_questions_show_answers_origins_and_outlets(run: Run, held: Path) -> None:
    lines = run("--ledger", held, "show", "questions").out.splitlines()
    start = next(i for i, line in enumerate(lines) if "Why did gate 3 open?" in line)
    block = lines[start : start + 12]
    assert "cause" in block[0]
    answers = [line for line in block if line.startswith("   - ")]
    assert all("origin" in answer for answer in answers[:2])
    rests_on = [line for line in block if line.startswith("       ")]
    assert any("former engineer" in line and "Northmoor Wire" in line and "Daily Brannock" in line for line in rests_on)


def test_the_origins_named_are_as_many_as_are_counted(run: Run, held: Path) -> None:
    out = run("--ledger", held, "show", "questions").out
    for question in dam_story().comparison.questions:
        (block,) = (block for block in out.split("\n\n") if question.id in block)
        answers = re.split(r"^   - .*\n", block, flags=re.M)[1:]
        assert [answer.count("       ") for answer in answers] == [answer.origins for answer in question.answers]


def test_sources_are_in_order_of_their_claims(run: Run, held: Path) -> None:
    records = json.loads(run("--ledger", held, "show", "sources", "--format", "json").out)
    counts = [len(record["claims"]) for record in records]
    assert counts == sorted(counts, reverse=True)
    sourced = {claim.id for claim in dam_story().claims if claim.source}
    assert {claim for record in records for claim in record["claims"]} == sourced


def test_documents_tell_what_was_not_read_and_why(run: Run, held: Path) -> None:
    done = run("--ledger", held, "documents")
    assert done == run("--ledger", held, "show", "documents")
    short = [document for document in dam_story().documents if document.status is not Status.READ]
    assert len(short) == 2
    for document in short:
        assert any(
            line.startswith(document.status) and (document.reason or "?") in line for line in done.out.splitlines()
        )


def test_the_timeline_shows_open_ends(run: Run, held: Path) -> None:
    out = run("--ledger", held, "show", "timeline").out
    assert "2034-03-14\tGate 3 fails" in out
    assert "… to 2034-06-30\tThe inquiry reports" in out


def test_the_timeline_sets_what_is_said_against_what_happens(run: Run, held: Path) -> None:
    lines = [line.split("\t") for line in run("--ledger", held, "show", "timeline").out.splitlines()[1:]]
    assert [line[0] for line in lines] == sorted((line[0] for line in lines), key=lambda d: d.replace("…", ""))
    assert {line[2] for line in lines} >= {"happens", "said", "denied by then", "happens; others: 2034-03-14"}
    (copied,) = (line for line in lines if "to spare the main wall" in line[1] and line[2].startswith("said"))
    assert copied[3:6] == ["a former engineer", "2", "Daily Brannock, Northmoor Wire"]


def test_the_records_of_the_timeline_hold_statements_changes_and_firsts(run: Run, held: Path) -> None:
    records = json.loads(run("--ledger", held, "show", "timeline", "--format", "json").out)
    assert list(dict.fromkeys(r["type"] for r in records)) == ["event", "statement", "change", "first"]


def test_a_source_shows_what_became_of_its_account(run: Run, held: Path) -> None:
    lines = run("--ledger", held, "show", "sources").out.splitlines()
    (quill,) = (line for line in lines if line.startswith("Petra Quill"))
    assert "reversed (2034-03-14 → 2034-03-15: denied, then affirmed)" in quill
    records = json.loads(run("--ledger", held, "show", "sources", "--format", "json").out)
    assert [c["turn"] for r in records if r["name"] == "Petra Quill" for c in r["changes"]] == ["reversed"]


def test_search_finds_claims_by_words(run: Run, held: Path) -> None:
    done = run("--ledger", held, "search", "unforeseeable", "fracture")
    assert done.code == 0
    assert "Corvane Water" in done.out
    assert run("--ledger", held, "search", "zeppelin").out.count("\n") == 1


def test_search_takes_fields_as_words_and_as_options(run: Run, held: Path) -> None:
    by_words = run("--ledger", held, "search", "gate kind:person,organisation")
    by_option = run("--ledger", held, "search", "gate", "--kind", "person,organisation")
    assert by_words.out == by_option.out
    assert 1 < by_words.out.count("\n") < run("--ledger", held, "search", "gate").out.count("\n")
    assert "found" in by_words.err


def test_search_gives_pages_and_records(run: Run, held: Path) -> None:
    whole = json.loads(run("--ledger", held, "search", "gate", "--format", "json").out)
    first = json.loads(run("--ledger", held, "search", "gate", "--limit", "1", "--format", "json").out)
    rest = json.loads(run("--ledger", held, "search", "gate", "--after", first["next"], "--format", "json").out)
    assert first["hits"] + rest["hits"] == whole["hits"]
    assert whole["total"] == len(whole["hits"]) > 1
    texts = run("--ledger", held, "search", "gate", "--in", "text")
    assert texts.out.startswith("outlet\tpublished\ttitle\tpassage\tid\n")


@pytest.mark.parametrize("words", [("kind:robot",), (), ("gate", "--after", "nowhere")])
def test_a_search_that_cannot_be_says_what_to_do(run: Run, held: Path, words: tuple[str, ...]) -> None:
    done = run("--ledger", held, "search", *words)
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_one_thing_is_shown_by_its_id(run: Run, held: Path) -> None:
    story = dam_story()
    for thing in (story.claims[0], story.documents[0], story.comparison.propositions[0], story.comparison.entities[0]):
        assert json.loads(run("--ledger", held, "show", thing.id).out)["id"] == thing.id
    assert "no id in the ledger begins with" in run("--ledger", held, "show", "p1:00000000").err


def test_sources_show_their_offices_and_why_their_names_are_one(run: Run) -> None:
    story = dam_story()
    held = Interval(date(2034, 3, 1), date(2034, 3, 9))
    first, *others = (e for e in story.comparison.entities if e.claims)
    known = replace(
        first,
        joins=(
            Join(first.name, "I. Stern", "initials", sure=False),
            Join(first.name, "Dr Stern", "a title", sure=True),
        ),
        offices=(Office("director", "Harbour Board", held, ()),),
    )
    comparison = replace(story.comparison, entities=(known, *others))
    make_ledger(Path("sayso.db"), replace(story, comparison=comparison))
    (line,) = (line for line in run("show", "sources").out.splitlines() if first.id in line)
    assert "director, Harbour Board (2034-03-01 to 2034-03-09)" in line
    assert "I. Stern (proposed: initials); Dr Stern (a title)" in line
    records = json.loads(run("show", "sources", "--format", "json").out)
    (record,) = (r for r in records if r["entity"] == first.id)
    assert [join["sure"] for join in record["joins"]] == [False, True]
    assert record["offices"][0]["to"] == "2034-03-09"
