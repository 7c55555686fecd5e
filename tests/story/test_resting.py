"""What rests on a thing is foreseen from the record, and is what withdrawing it then yields; undone, all is back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import Ledger, open_ledger
from sayso.model import Comparison, SourceKind, Stance, Standing, Verdict
from sayso.story import compare, judge, open_story, replay_judgements, rests, write_whole
from sayso.story.conductor import export_story
from tests.crossdoc.webs import BODY, UNNAMED, Web
from tests.ledger.engines import ENGINES, Engine

NOON = datetime(2040, 5, 9, 12, 0, tzinfo=UTC)
WIRE = (
    "The lock at Orlen Ford was shut after a crack was found in its gate on Monday, keeper Ilka Brandvoll said. "
    "Boats were turned back from the lower basin and had to wait on the river until the morning of the next day."
)


def river() -> Web:
    """Five reports: a wire, its copy, one that cites the copy's outlet, and two with sources of their own."""
    web = Web()
    web.report("Wire", WIRE, outlet="Wharf Wire", published="2040-05-01")
    web.report("Copy", f"{WIRE} More tonight.", outlet="The Basin Post", published="2040-05-02")
    web.report(
        "Cites",
        "The lock at Orlen Ford was shut after a crack was found, the Basin Post reported.",
        published="2040-05-03",
    )
    web.report(
        "Town",
        "The lock at Orlen Ford was shut after a crack was found, the Harbour Board said. "
        "Its spokesman Arvid Lund said that the ferry would run.",
        published="2040-05-03",
    )
    web.report(
        "Doubts",
        "The lock at Orlen Ford was not shut after a crack was found, engineer Tove Ness said.",
        published="2040-05-04",
    )
    content = "The lock at Orlen Ford was shut after a crack was found"
    web.claim("wire", "Wire", content, "Ilka Brandvoll", cue="said")
    web.claim("copy", "Copy", content, "Ilka Brandvoll", cue="said")
    web.claim("cites", "Cites", content, "the Basin Post", kind=SourceKind.OUTLET, who="The Basin Post", cue="reported")
    web.claim("board", "Town", content, "the Harbour Board", kind=BODY, who="Harbour Board", cue="said")
    web.claim("ferry", "Town", "the ferry would run", "Its spokesman Arvid Lund", who="Arvid Lund", cue="said")
    web.claim(
        "denied", "Doubts", "The lock at Orlen Ford was not shut after a crack was found", "Tove Ness", cue="said"
    )
    return web


def unnamed() -> Web:
    """A named keeper, and somebody not named who may be she."""
    web = Web()
    for name, who, published in (("One", "Ilka Brandvoll", "2040-05-01"), ("Two", "an official", "2040-05-02")):
        web.report(name, f"The lock at Orlen Ford was shut on Monday, {who} said.", published=published)
        kind = UNNAMED if who.startswith("an ") else SourceKind.PERSON
        web.claim(name.lower(), name, "The lock at Orlen Ford was shut on Monday", who, kind=kind, cue="said")
    return web


WEBS = {"river": river, "unnamed": unnamed}


def record(ledger: Ledger, web: Web) -> Comparison:
    for document in web.documents.values():
        ledger.record_document(document, [c for c in web.claims.values() if c.document == document.id])
    return compare(ledger)


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made: Engine = request.param.in_folder(tmp_path)
    return made


def withdraw(ledger: Ledger, thing: str) -> None:
    judge(ledger, Verdict.WITHDRAW, [thing], by="R. Holm", note="it was made up", clock=lambda: NOON)


def counts(comparison: Comparison) -> dict[str, tuple[Standing, int, int]]:
    return {p.id: (p.standing, p.affirming_origins, p.denying_origins) for p in comparison.propositions}


def answers(comparison: Comparison) -> dict[str, tuple[int, ...]]:
    return {q.id: tuple(a.origins for a in q.answers) for q in comparison.questions}


def things(ledger: Ledger) -> list[str]:
    entities = [entity.id for entity in ledger.view_comparison().entities]
    return [document.id for document in ledger.view_documents()] + entities


@pytest.mark.parametrize("made", WEBS.values(), ids=WEBS)
def test_what_is_foreseen_is_what_comparing_yields(made, tmp_path: Path):
    with open_ledger(tmp_path / "story.db") as ledger:
        web = made()
        before, digest = record(ledger, web), ledger.digest()
        everything = things(ledger)
    for number, thing in enumerate(everything):
        with open_ledger(tmp_path / "story.db") as ledger:
            ledger.copy_to(tmp_path / f"{number}.db")
        with open_ledger(tmp_path / f"{number}.db") as ledger:
            foreseen = rests(ledger, thing)
            withdraw(ledger, thing)
            after = ledger.view_comparison()
            assert {claim for claim, _ in foreseen.claims} == {one.claim for one in after.withdrawn}
            told = {
                e.after.id: (e.after.standing, e.after.affirming_origins, e.after.denying_origins)
                for e in foreseen.effects
            }
            assert counts(before) | told == counts(after)
            assert answers(before) | {a.question.id: a.left for a in foreseen.questions} == answers(after)
            assert {p.id: p.claims for p in after.propositions} == {p.id: p.claims for p in before.propositions}
            # And once more, with one thing withdrawn already.
            other = everything[(number + 2) % len(everything)]
            foreseen = rests(ledger, other)
            withdraw(ledger, other)
            told = {
                e.after.id: (e.after.standing, e.after.affirming_origins, e.after.denying_origins)
                for e in foreseen.effects
            }
            assert counts(after) | told == counts(ledger.view_comparison())
            judge(ledger, Verdict.UNDO, [j.id for j in ledger.view_judgements()], by="R. Holm")
            assert ledger.view_comparison() == before
            assert ledger.verify() == ()
    with open_ledger(tmp_path / "story.db") as ledger:
        assert ledger.digest() == digest


def test_a_withdrawn_report_takes_its_copies_and_those_who_cite_them_along(engine: Engine):
    web = river()
    with engine.open() as ledger:
        before = record(ledger, web)
        home = web.home(before, "wire")
        assert {"wire", "copy", "board"} <= web.names_of([c.claim for c in home.claims])
        found = rests(ledger, web.documents["Wire"].id)
        assert {"wire", "copy"} <= web.names_of([claim for claim, _ in found.claims])
        assert "board" not in web.names_of([claim for claim, _ in found.claims])
        assert [document.id for document in found.copies] == [web.documents["Copy"].id]
        withdraw(ledger, web.documents["Wire"].id)
        after = web.home(ledger.view_comparison(), "wire")
        assert after.claims == home.claims
        assert after.affirming_origins < home.affirming_origins
        assert "“Wire”, withdrawn by R. Holm: it was made up" in after.why
        assert all(web.claims["wire"].id not in origin.claims for origin in after.origins)


def test_nothing_left_is_withdrawn_and_says_so(engine: Engine):
    web = river()
    with engine.open() as ledger:
        record(ledger, web)
        withdraw(ledger, web.documents["Town"].id)
        ferry = web.home(ledger.view_comparison(), "ferry")
    assert (ferry.standing, ferry.origins) == (Standing.WITHDRAWN, ())
    assert ferry.why.startswith("all that was said of it rests on what was withdrawn: the report “Town”")
    assert [c.stance for c in ferry.claims] == [Stance.AFFIRMS]


def test_a_withdrawn_body_takes_those_along_who_speak_for_it(engine: Engine):
    web = river()
    with engine.open() as ledger:
        record(ledger, web)
        found = rests(ledger, "Harbour Board")
        assert web.names_of([claim for claim, _ in found.claims]) == {"board", "ferry"}
        lund = rests(ledger, "Arvid Lund")
        assert web.names_of([claim for claim, _ in lund.claims]) == {"ferry"}


def test_what_leaks_from_a_body_does_not_fall_with_it(engine: Engine):
    web = Web()
    web.report("Memo", "The gate was rotten, a memo of the Harbour Board said. The Harbour Board said it was sound.")
    web.claim(
        "memo", "Memo", "The gate was rotten", "a memo of the Harbour Board", kind=SourceKind.DOCUMENT, cue="said"
    )
    web.claim("board", "Memo", "it was sound", "The Harbour Board", kind=BODY, who="Harbour Board", cue="said")
    with engine.open() as ledger:
        record(ledger, web)
        found = rests(ledger, "Harbour Board")
        withdraw(ledger, "Harbour Board")
        fallen = {one.claim for one in ledger.view_comparison().withdrawn}
    assert web.names_of([claim for claim, _ in found.claims]) == web.names_of(list(fallen)) == {"board"}


def test_an_edited_version_is_another_report(engine: Engine):
    web = unnamed()
    with engine.open() as ledger:
        record(ledger, web)
        withdraw(ledger, web.documents["One"].id)
        web.report("One", "The lock at Orlen Ford was shut on Monday, Ilka Brandvoll said. Corrected.")
        web.claim("again", "One", "The lock at Orlen Ford was shut on Monday", "Ilka Brandvoll", cue="said")
        record(ledger, web)
        withdrawn = web.names_of([one.claim for one in ledger.view_comparison().withdrawn])
    assert withdrawn == {"one"}


def test_withdrawals_are_replayed_in_any_order_to_the_same_digest(engine: Engine, tmp_path: Path):
    web = river()
    with engine.open() as ledger:
        record(ledger, web)
        withdraw(ledger, "Harbour Board")
        withdraw(ledger, web.documents["Wire"].id)
        judge(ledger, Verdict.UNDO, [ledger.view_judgements()[0].id], by="R. Holm")
        digest = ledger.digest()
        lines = [f"{line}\n" for line in export_story(ledger, "judgements")]
    write_whole(tmp_path / "judged.jsonl", reversed(lines))
    with engine.beside("other").open() as ledger:
        record(ledger, web)
        replay_judgements(ledger, tmp_path / "judged.jsonl")
        assert ledger.digest() == digest


def test_what_rests_on_a_claim(engine: Engine):
    web = river()
    with engine.open() as ledger:
        record(ledger, web)
        found = rests(ledger, web.claims["wire"].id[:12])
        assert {"wire", "copy"} <= web.names_of([claim for claim, _ in found.claims])
        assert "board" not in web.names_of([claim for claim, _ in found.claims])


def test_what_is_not_there_or_cannot_be_withdrawn(engine: Engine):
    web = unnamed()
    with engine.open() as ledger:
        record(ledger, web)
        for thing in ("d1:00000000", "nobody at all", "e1:ff", "d1:"):
            with pytest.raises(NotFoundError):
                rests(ledger, thing)
        with pytest.raises(UsageError, match="judge reject"):
            withdraw(ledger, web.claims["one"].id)
    assert open_story(engine.place).judgements == ()
