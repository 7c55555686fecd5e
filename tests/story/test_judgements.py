"""Judgements kept from one asking to the next: only new ones are read, and a part has those that bear on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.crossdoc import settle_story
from sayso.errors import ConflictError
from sayso.ledger import Ledger, open_ledger
from sayso.model import Claim, Reliability, Story, Verdict, claim_id, document_id
from sayso.story import (
    Judgements,
    compare_judged,
    judge,
    open_story,
    read,
    replay_judgements,
    request_stamp,
    view_part,
)
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story


def edited_story() -> Story:
    """The story of the dam, one report of it met again at its address with a line more."""
    story = dam_story()
    report = next(d for d in story.documents if any(c.document == d.id for c in story.claims))
    about = replace(report.metadata, url="https://gazette.example/dam")
    first = replace(report, id=document_id(report.text, about), metadata=about)
    text = f"{report.text}\nThe water is falling."
    again = replace(first, id=document_id(text, about), text=text)
    claims = [c for c in story.claims if c.document == report.id]
    others = tuple(c for c in story.claims if c.document != report.id)
    moved = tuple(moved_to(c, document) for document in (first.id, again.id) for c in claims)
    reports = (*(d for d in story.documents if d.id != report.id), first, again)
    return replace(story, documents=reports, claims=(*others, *moved), judgements=())


def moved_to(claim: Claim, document: str) -> Claim:
    spans = (p.spans if p else () for p in (claim.source, claim.cue, claim.content))
    return replace(claim, id=claim_id(document, *spans), document=document, responds_to=None)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = make_ledger(tmp_path / "dam.db", edited_story())
    compare_judged(path)
    with open_ledger(path) as held:
        yield held


def say(ledger: Ledger, verdict: Verdict, *on: str, **more) -> str:
    (made,) = judge(ledger, verdict, on, by="Ada", compare=False, **more)
    return made.id


def test_only_what_is_new_is_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_ = [claim.id for claim in ledger.view_claims()]
    say(ledger, Verdict.ACCEPT, first)
    kept = Judgements().read_on(ledger)
    assert kept.read_on(ledger) is kept
    made = say(ledger, Verdict.REJECT, second)
    more = kept.read_on(ledger)
    assert more.in_time == ledger.view_judgements()
    assert (more.newest, [j.id for j in more.on(second)]) == (made, [made])
    assert [kept.until(made).rows, more.until(kept.newest).rows] == [(), kept.rows]
    assert more.until(kept.newest).on(second) == ()


def test_another_ledger_in_its_place_is_read_anew(ledger: Ledger, tmp_path: Path) -> None:
    claim = ledger.view_claims()[0].id
    say(ledger, Verdict.ACCEPT, claim)
    kept = Judgements().read_on(ledger)
    with open_ledger(make_ledger(tmp_path / "other.db", edited_story())) as other:
        assert kept.read_on(other).in_time == ()
        say(other, Verdict.NOTE, claim, note="Another ledger.")
        assert kept.read_on(other).in_time == other.view_judgements()


def test_an_undoing_is_on_what_it_takes_back(ledger: Ledger) -> None:
    claim, other = [claim.id for claim in ledger.view_claims()][:2]
    made = say(ledger, Verdict.REJECT, claim)
    undone = say(ledger, Verdict.UNDO, made)
    again = say(ledger, Verdict.UNDO, undone)
    say(ledger, Verdict.ACCEPT, other)
    kept = Judgements().read_on(ledger)
    assert {j.id for j in kept.on(claim)} == {made, undone, again}
    assert {j.id for j in kept.on(made)} == {made, undone, again}


def test_a_part_says_of_its_claims_what_the_whole_says(ledger: Ledger) -> None:
    story = ledger.view_story()
    for number, claim in enumerate(story.claims):
        verdict = (Verdict.ACCEPT, Verdict.REJECT, Verdict.NOTE)[number % 3]
        made = say(ledger, verdict, claim.id, note="A note.")
        if number % 4 == 0:
            say(ledger, Verdict.UNDO, made)
    say(ledger, Verdict.MERGE, story.claims[0].id, story.claims[-1].id)
    say(ledger, Verdict.RATE, story.comparison.entities[0].id, what=Reliability.B)
    whole = settle_story(ledger.view_story())[1]
    carried = 0
    for claim in story.claims:
        part = view_part(ledger, claims=[claim.id])
        settled = settle_story(part.story)[1]
        assert settled.bearings.get(claim.id, ()) == whole.bearings.get(claim.id, ())
        assert (claim.id in settled.decisions.rejected) == (claim.id in whole.decisions.rejected)
        assert settled.decisions.rated == whole.decisions.rated
        assert len(part.story.judgements) < len(ledger.view_judgements())
        carried += any(bearing.carried for bearing in whole.bearings.get(claim.id, ()))
    assert carried


def test_what_was_judged_on_a_claim_that_is_no_longer_found_is_carried(ledger: Ledger) -> None:
    (claim, *_) = [c for c in ledger.view_claims() if c.source and c.cue]
    say(ledger, Verdict.REJECT, claim.id)
    document = ledger.view_document(claim.document)
    others = [c for c in ledger.view_claims(document.id) if c.id != claim.id]
    # The next program finds the same content by other words of attribution.
    spans = (claim.source.spans, (), claim.content.spans) if claim.source else ()
    found = replace(claim, id=claim_id(document.id, *spans), cue=None)
    ledger.close()
    with open_ledger(ledger._store.name, program="9") as later:
        later.record_document(document, [*others, found])
        whole = settle_story(later.view_story())[1]
        part = settle_story(view_part(later, claims=[found.id]).story)[1]
    assert found.id in whole.decisions.rejected
    assert part.bearings[found.id] == whole.bearings[found.id]


def test_what_was_judged_later_than_seen_is_a_conflict(ledger: Ledger) -> None:
    claim, other = [claim.id for claim in ledger.view_claims()][:2]
    seen = Judgements().read_on(ledger)
    say(ledger, Verdict.ACCEPT, other, seen=seen)
    say(ledger, Verdict.REJECT, claim, seen=seen)
    with pytest.raises(ConflictError, match=f"{claim} was judged meanwhile \\(reject by Ada\\)"):
        say(ledger, Verdict.ACCEPT, claim, seen=seen)
    with pytest.raises(ConflictError):
        say(
            ledger, Verdict.MERGE, other, claim, seen=Judgements().read_on(ledger).until(ledger.view_judgements()[0].id)
        )
    assert len(ledger.view_judgements()) == 2
    say(ledger, Verdict.ACCEPT, claim, seen=seen.read_on(ledger))


def test_what_was_recorded_alone_is_compared_later(ledger: Ledger) -> None:
    claim = next(c for c in ledger.view_claims() if not c.own)
    sealed = ledger.lookup().sealed()
    say(ledger, Verdict.REJECT, claim.id)
    assert claim.id not in ledger.view_comparison().rejected
    assert ledger.lookup().sealed() == sealed
    last = compare_judged(ledger)
    assert last >= Judgements().read_on(ledger).rows[-1][0]
    assert claim.id in ledger.view_comparison().rejected
    assert ledger.lookup().sealed() >= last
    assert ledger.verify() == ()
    assert open_story(ledger._store.name).judgements == ledger.view_judgements()


def test_a_run_stays_open_where_somebody_judges_while_it_is_compared(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = [claim.id for claim in ledger.view_claims()][:2]
    say(ledger, Verdict.REJECT, first)
    sealed = ledger.lookup().sealed()
    compared = ledger.record_comparison

    def and_judge(*given, **named):
        recorded = compared(*given, **named)
        say(ledger, Verdict.REJECT, second)
        return recorded

    monkeypatch.setattr(ledger, "record_comparison", and_judge)
    compare_judged(ledger)
    assert ledger.lookup().sealed() == sealed
    monkeypatch.undo()
    compare_judged(ledger)
    assert ledger.lookup().sealed() > sealed


def note_another(ledger: Ledger, path: Path) -> None:
    judge(ledger, Verdict.NOTE, [ledger.view_claims()[-1].id], by="Ben", note="Ask again.")


def replay_nothing(ledger: Ledger, path: Path) -> None:
    path.write_text("")
    replay_judgements(ledger, path)


def have_stamped(ledger: Ledger, path: Path) -> None:
    request_stamp(ledger)


@pytest.mark.parametrize("act", [note_another, replay_nothing, have_stamped])
def test_whatever_closes_the_run_compares_what_waits(
    ledger: Ledger, tmp_path: Path, act: Callable[[Ledger, Path], None]
) -> None:
    claim = next(c for c in ledger.view_claims() if not c.own)
    say(ledger, Verdict.REJECT, claim.id)
    last = Judgements().read_on(ledger).rows[-1][0]
    act(ledger, tmp_path / "judgements.jsonl")
    assert ledger.lookup().sealed() >= last
    assert claim.id in ledger.view_comparison().rejected


def test_what_is_judged_after_a_reading_was_compared_is_not_closed_with_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = next(c for c in ledger.view_claims() if not c.own)
    compared = ledger.record_comparison

    def and_judge(*given, **named):
        recorded = compared(*given, **named)
        say(ledger, Verdict.REJECT, claim.id)
        return recorded

    monkeypatch.setattr(ledger, "record_comparison", and_judge)
    (tmp_path / "x.xls").write_bytes(b"no report")
    assert read([tmp_path / "x.xls"], ledger=ledger).root == ""
    monkeypatch.undo()
    assert ledger.lookup().sealed() < Judgements().read_on(ledger).rows[-1][0]
    compare_judged(ledger)
    assert claim.id in ledger.view_comparison().rejected
