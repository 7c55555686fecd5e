"""One way for all that takes ids from people: whole ids, beginnings, names; what is said where that is no one thing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import Ledger, open_ledger
from sayso.model import Stance, Stanced, Verdict
from sayso.story import (
    judge,
    prove,
    rests,
    trace,
    view_claim,
    view_custody,
    view_differences,
    view_document,
    view_entity,
    view_proposition,
)
from sayso.story.finding import find_thing
from tests.dossier.stories import dam_story
from tests.ledger.samples import HERALD

STORY = dam_story()
CLAIM, DOCUMENT = STORY.claims[0], STORY.documents[0]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The dam story, and reports whose ids have one beginning."""
    with open_ledger(tmp_path / "dam.db") as held:
        for one in STORY.documents:
            held.record_document(one, [c for c in STORY.claims if c.document == one.id])
        for number in range(7):
            held.record_document(replace(HERALD, id=f"d1:feedbeef{number}", path=f"{number}.txt"), [])
        held.record_comparison(STORY.comparison)
        held.close_run()
        yield held


LOOKS: dict[str, tuple[Callable[[Ledger, str], Any], str]] = {
    "view_claim": (lambda held, start: view_claim(held, start)[1].id, CLAIM.id),
    "trace": (lambda held, start: trace(held, start).claim.id, CLAIM.id),
    "rests": (lambda held, start: rests(held, start).on, CLAIM.id),
    "view_document": (lambda held, start: view_document(held, start)[0].id, DOCUMENT.id),
    "view_custody": (lambda held, start: (view_custody(held, start), DOCUMENT.id)[1], DOCUMENT.id),
    "view_differences": (lambda held, start: view_differences(held, [start])[0].reading.document, DOCUMENT.id),
    "view_proposition": (lambda held, start: view_proposition(held, start).id, STORY.comparison.propositions[0].id),
    "view_entity": (lambda held, start: view_entity(held, start).id, STORY.comparison.entities[0].id),
    "prove": (lambda held, start: prove(held, start).values[0], CLAIM.id),
    "judge": (lambda held, start: judge(held, Verdict.ACCEPT, [start], by="R. Holm")[0].on, CLAIM.id),
}


@pytest.mark.parametrize(("look", "ident"), LOOKS.values(), ids=LOOKS)
def test_everything_takes_the_beginning_of_an_id(
    ledger: Ledger, look: Callable[[Ledger, str], Any], ident: str
) -> None:
    for start in (ident, ident[:11]):
        assert look(ledger, start) == ident
    tag = ident[:3]
    for start, why in (
        (f"{tag}zzzzzzzz", f"no id in the ledger begins with '{tag}zzzzzzzz'"),
        (ident[:5], "too short to stand for an id: give 8 characters"),
        ("q1:00000000", "is not the id of|no source's name"),
    ):
        with pytest.raises(NotFoundError, match=why):
            look(ledger, start)


def test_of_a_beginning_that_several_have_the_candidates_are_named(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError) as refused:
        view_document(ledger, "d1:feedbeef")
    told = str(refused.value)
    assert all(f"d1:feedbeef{number}" in told for number in range(5))
    assert "d1:feedbeef5" not in told
    assert "and more; give the id of one" in told


def test_a_whole_id_is_one_though_others_begin_with_it(ledger: Ledger) -> None:
    whole = replace(HERALD, id="d1:feedbeef", path="whole.txt")
    ledger.record_document(whole, [])
    assert view_document(ledger, "d1:feedbeef")[0].id == "d1:feedbeef"


def test_the_kind_that_is_asked_for_is_told(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match=r"is not the id of a claim; `sayso show claims` lists them"):
        judge(ledger, Verdict.ACCEPT, [DOCUMENT.id], by="R. Holm")
    with pytest.raises(NotFoundError, match=r"is not the id of a claim or a proposition"):
        judge(ledger, Verdict.MERGE, [CLAIM.id, DOCUMENT.id], by="R. Holm")


def test_a_source_is_found_by_its_name(ledger: Ledger) -> None:
    entity = STORY.comparison.entities[0]
    lookup = ledger.lookup()
    assert find_thing(lookup, entity.name) == find_thing(lookup, entity.name, ["e1"]) == entity.id
    with pytest.raises(NotFoundError, match="is no source's name"):
        find_thing(lookup, "Nobody at all")


def test_a_judgement_reads_what_it_is_on_and_not_the_comparison(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "view_comparison", None)
    whole = next(p for p in STORY.comparison.propositions if len(p.claims) > 1)
    first, *others = (c.claim for c in whole.claims)
    (made,) = judge(ledger, Verdict.MERGE, [whole.id, CLAIM.id], by="R. Holm")
    assert made.claims == tuple(dict.fromkeys([first, *others, CLAIM.id]))
    ledger.record_comparison(STORY.comparison)
    (made,) = judge(ledger, Verdict.STANCE, [first], by="R. Holm", what=Stance.DOUBTS)
    assert isinstance(made.change, Stanced)
    assert made.change.found is not None
    ledger.record_comparison(STORY.comparison)
    (made,) = judge(ledger, Verdict.SPLIT, [first], by="R. Holm")
    assert made.claims == (first, *others)
