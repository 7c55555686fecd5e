"""People judge over a ledger: each verdict, conflicts, replay, and articles that were edited meanwhile."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.crossdoc import State, settle_story
from sayso.errors import ConflictError, NotFoundError, UsageError
from sayso.ledger import open_ledger
from sayso.model import (
    Claim,
    Judgement,
    Proposition,
    Rated,
    Reliability,
    Stance,
    Stanced,
    Standing,
    Story,
    Verdict,
    canonical,
)
from sayso.story import Correction, export_story, judge, open_story, read, replay_judgements, search, trace, verify

REPORTS = {
    "gazette": """\
---
outlet: The Upper Tolm Gazette
published: 2031-04-06
url: https://gazette.example/dam
---
It rained all day over the valley. The dam at Lower Tolm has burst, Mayor Ilse Brandt said on Sunday. The river
rose by a metre.

The fire service of Lower Tolm said that forty villagers had been taken to the school.
""",
    "courier": """\
---
outlet: The Tolm Courier
published: 2031-04-07
---
Kestrel Power denied that the dam at Lower Tolm had burst.

"The pumps at the harbour are working," engineer Petrus Lantz said.
""",
}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the reports that nobody has judged; to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    read([folder / f"{name}.txt" for name in REPORTS], ledger=folder / "tolm.db")
    return folder


@pytest.fixture
def tolm(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    for path in fresh.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return open_story("tolm.db")


def claim_of(story: Story, words: str) -> Claim:
    return next(claim for claim in story.claims if words in claim.content.text and not claim.own)


def home(claim: Claim) -> Proposition:
    propositions = open_story("tolm.db").comparison.propositions
    return next(p for p in propositions if claim.id in {c.claim for c in p.claims})


def decide(verdict: Verdict, *on: str, **more: object) -> Judgement:
    (made,) = judge("tolm.db", verdict, on, by="R. Holm", **more)  # type: ignore[arg-type]
    return made


def test_what_is_merged_and_split_is_so_until_it_is_undone(tolm: Story) -> None:
    burst, pumps = claim_of(tolm, "has burst"), claim_of(tolm, "pumps")
    merged = decide(Verdict.MERGE, home(burst).id, home(pumps).id[:12])
    assert {*merged.claims} == {c.claim for c in (*_claims(tolm, burst), *_claims(tolm, pumps))}
    assert home(burst) == home(pumps)
    split = decide(Verdict.SPLIT, pumps.id)
    assert home(burst) != home(pumps)
    decide(Verdict.UNDO, split.id)
    assert home(burst) == home(pumps)
    decide(Verdict.UNDO, merged.id)
    assert open_story("tolm.db").comparison == tolm.comparison
    assert verify("tolm.db") == ()


def _claims(story: Story, claim: Claim) -> tuple:  # type: ignore[type-arg]
    return next(p.claims for p in story.comparison.propositions if claim.id in {c.claim for c in p.claims})


def test_a_stance_is_set_beside_the_one_found(tolm: Story) -> None:
    denied = next(c for c in tolm.claims if c.source and c.source.name == "Kestrel Power")
    assert home(denied).standing is Standing.CONTESTED
    made = decide(Verdict.STANCE, denied.id, what=Stance.AFFIRMS)
    assert isinstance(made.change, Stanced)
    assert (made.change.found, made.change.toward in made.claims) == (Stance.DENIES, True)
    assert home(denied).standing is Standing.CORROBORATED


def test_a_source_is_rated_by_name_or_id(tolm: Story) -> None:
    burst = claim_of(tolm, "has burst")
    made = decide(Verdict.RATE, "Ilse Brandt", what=Reliability.B)
    assert isinstance(made.change, Rated)
    assert home(burst).grade.reliability == "B"
    decide(Verdict.RATE, made.on[:11], what=Reliability.E)
    assert home(burst).grade.reliability == "E"
    with pytest.raises(NotFoundError, match="no source's name"):
        decide(Verdict.RATE, "Nobody", what=Reliability.A)


def test_a_mended_claim_is_shown_and_compared_as_mended_and_mended_on(tolm: Story) -> None:
    burst = claim_of(tolm, "has burst")
    decide(Verdict.MEND, burst.id, what=Correction(name="Odile Brandt"))
    decide(Verdict.MEND, burst.id, what=Correction(content="The dam at Lower Tolm"))
    story, _ = settle_story(open_story("tolm.db"))
    seen = next(claim for claim in story.claims if claim.id == burst.id)
    assert seen.source is not None
    assert (seen.source.name, seen.content.text) == ("Odile Brandt", "The dam at Lower Tolm")
    assert burst in open_story("tolm.db").claims
    assert "Odile Brandt" in {entity.name for entity in story.comparison.entities}


@pytest.mark.parametrize(
    ("verdict", "on", "what", "why"),
    [
        (Verdict.MERGE, ["has burst"], None, "name two"),
        (Verdict.SPLIT, ["pumps"], None, "stands alone"),
        (Verdict.STANCE, ["has burst"], None, "asks for stance"),
        (Verdict.ACCEPT, ["has burst"], Stance.DENIES, "nothing more"),
        (Verdict.ACCEPT, [], None, "at least one"),
        (Verdict.MEND, ["has burst", "pumps"], Correction(name="x"), "one claim"),
    ],
)
def test_what_lacks_something_is_refused(tolm: Story, verdict: Verdict, on: list[str], what: object, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        decide(verdict, *(claim_of(tolm, words).id for words in on), what=what)
    assert open_story("tolm.db").digest == tolm.digest


def test_who_has_not_seen_the_newest_judgement_is_refused(tolm: Story) -> None:
    burst = claim_of(tolm, "has burst")
    first = decide(Verdict.ACCEPT, burst.id, expect="none")
    with pytest.raises(ConflictError, match=first.id):
        decide(Verdict.REJECT, burst.id, expect="none")
    assert open_story("tolm.db").judgements == (first,)
    second = decide(Verdict.REJECT, burst.id, expect=first.id)
    undone = decide(Verdict.UNDO, second.id, expect=second.id)
    with pytest.raises(ConflictError, match=r"accept by R\. Holm"):
        decide(Verdict.UNDO, undone.id, expect=second.id)
    decide(Verdict.NOTE, claim_of(tolm, "pumps").id, note="another matter", expect="none")


def test_all_is_recorded_or_nothing(tolm: Story) -> None:
    with pytest.raises(NotFoundError):
        judge("tolm.db", Verdict.REJECT, [claim_of(tolm, "has burst").id, "c1:gone0000"], by="R. Holm")
    assert open_story("tolm.db").judgements == ()


Act = Callable[[Story], Judgement]

ACTS: dict[str, Act] = {
    "reject": lambda s: decide(Verdict.REJECT, claim_of(s, "pumps").id),
    "note": lambda s: decide(Verdict.NOTE, claim_of(s, "has burst").id, note="ask her"),
    "mend": lambda s: decide(Verdict.MEND, claim_of(s, "forty").id, what=Correction(name="The Fire Service")),
    "merge": lambda s: decide(Verdict.MERGE, claim_of(s, "forty").id, claim_of(s, "has burst").id),
    "stance": lambda s: decide(Verdict.STANCE, claim_of(s, "has burst").id, what=Stance.DOUBTS),
    "rate": lambda s: decide(Verdict.RATE, "Kestrel Power", what=Reliability.D),
    "undo": lambda s: decide(Verdict.UNDO, decide(Verdict.REJECT, claim_of(s, "forty").id).id),
}


def test_the_history_replayed_over_the_same_reports_gives_the_same_ledger(tolm: Story) -> None:
    for act in ACTS.values():
        act(tolm)
    lines = list(export_story("tolm.db", "judgements"))
    Path("judged.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    read(["gazette.txt", "courier.txt"], ledger="again.db")
    done = replay_judgements("again.db", "judged.jsonl")
    assert (done.recorded, done.known, done.missing) == (len(lines), 0, ())
    assert open_story("again.db").digest == open_story("tolm.db").digest
    assert list(export_story("again.db", "judgements")) == lines
    again = replay_judgements("again.db", "judged.jsonl")
    assert (again.recorded, again.known) == (0, len(lines))
    assert open_story("again.db").digest == open_story("tolm.db").digest


def test_reading_twice_after_judging_changes_nothing(tolm: Story) -> None:
    for act in ACTS.values():
        act(tolm)
    before = open_story("tolm.db").digest
    assert read(["courier.txt", "gazette.txt"], ledger="tolm.db").digest == before


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["reject", "note", "stance", "rate", "mend"]))
def test_judging_different_things_commutes(fresh: Path, tmp_path: Path, order: list[str]) -> None:
    """The same judgements, replayed in any order, give one digest."""
    path = tmp_path / "judged.jsonl"
    if not path.exists():
        (tmp_path / "tolm.db").write_bytes((fresh / "tolm.db").read_bytes())
        story = open_story(tmp_path / "tolm.db")
        with pytest.MonkeyPatch.context() as here:
            here.chdir(tmp_path)
            for name in ("reject", "note", "stance", "rate", "mend"):
                ACTS[name](story)
        path.write_text("\n".join(export_story(tmp_path / "tolm.db", "judgements")), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").split("\n")
    verdicts = {json.loads(line)["verdict"]: line for line in lines}
    other = tmp_path / "other.db"
    other.write_bytes((fresh / "tolm.db").read_bytes())
    for name in order:
        (tmp_path / "one.jsonl").write_text(verdicts[name], encoding="utf-8")
        replay_judgements(other, tmp_path / "one.jsonl")
    assert open_story(other).digest == open_story(tmp_path / "tolm.db").digest


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda line: line.replace("R. Holm", "O. Ansel"), "is not the id of what it says"),
        (lambda line: line[:-9], "line 2 is no judgement"),
        (lambda line: json.dumps({"type": "claim"}), "line 2 is no judgement"),
    ],
)
def test_a_line_that_was_changed_is_refused(tolm: Story, change: Callable[[str], str], why: str) -> None:
    for name in ("reject", "note"):
        ACTS[name](tolm)
    first, second = export_story("tolm.db", "judgements")
    Path("judged.jsonl").write_text(f"{first}\n{change(second)}\n", encoding="utf-8")
    read(["courier.txt", "gazette.txt"], ledger="again.db")
    with pytest.raises(UsageError, match=why):
        replay_judgements("again.db", "judged.jsonl")
    assert open_story("again.db").judgements == ()
    with pytest.raises(UsageError, match="cannot read"):
        replay_judgements("again.db", "nowhere.jsonl")


def test_judgements_of_reports_that_are_not_held_are_kept_and_named(tolm: Story) -> None:
    ACTS["reject"](tolm)
    Path("judged.jsonl").write_text("\n".join(export_story("tolm.db", "judgements")), encoding="utf-8")
    read(["gazette.txt"], ledger="again.db")
    done = replay_judgements("again.db", "judged.jsonl")
    assert (done.recorded, done.missing) == (1, (claim_of(tolm, "pumps").id,))
    _, settled = settle_story(open_story("again.db"))
    assert [a.why for a in settled.anchorings] == ["no version of its report is held"]


def found(query: str) -> set[str]:
    return {hit.claim.id for hit in search("tolm.db", query).hits if hit.claim}


def edited(before: str, after: str) -> None:
    text = REPORTS["gazette"].replace(before, after)
    assert text != REPORTS["gazette"]
    Path("gazette.txt").write_text(text, encoding="utf-8")
    read(["gazette.txt"], ledger="tolm.db")


def test_after_an_edit_a_judgement_bears_on_the_claim_in_the_new_version(tolm: Story) -> None:
    burst = claim_of(tolm, "has burst")
    rejected = decide(Verdict.REJECT, burst.id)
    edited("It rained all day over the valley.", "It rained, and snowed too, all day over the whole valley.")
    story, settled = settle_story(open_story("tolm.db"))
    (anchoring,) = settled.anchorings
    new = next(claim for claim in story.claims if claim.id == anchoring.found)
    assert (new.content.text, new.document) == (burst.content.text, anchoring.document)
    assert new.id != burst.id
    assert settled.decisions.rejected == {burst.id, new.id}
    (told,) = trace("tolm.db", new.id).judgements
    assert (told.judgement, told.undone, told.carried) == (rejected, False, burst.id)
    assert [one.carried for one in trace("tolm.db", burst.id).judgements] == [None]
    assert trace("tolm.db", claim_of(tolm, "pumps").id).judgements == ()
    compared = {c.claim for p in story.comparison.propositions for c in p.claims}
    assert not compared & {burst.id, new.id}
    assert story.comparison.rejected == tuple(sorted({burst.id, new.id}))
    assert not found("burst") & {burst.id, new.id}
    decide(Verdict.UNDO, rejected.id)
    assert found("burst") >= {burst.id, new.id}
    compared = {c.claim for p in open_story("tolm.db").comparison.propositions for c in p.claims}
    assert compared >= {burst.id, new.id}
    assert trace("tolm.db", new.id).judgements == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [("has burst", "has not burst"), ("Lower Tolm has", "Upper Tolm has"), ("Ilse Brandt", "Odile Brandt")],
)
def test_after_an_edit_of_the_claim_itself_a_judgement_is_an_orphan(tolm: Story, before: str, after: str) -> None:
    burst = claim_of(tolm, "has burst")
    decide(Verdict.REJECT, burst.id)
    edited(before, after)
    _, settled = settle_story(open_story("tolm.db"))
    assert [(a.claim, a.found) for a in settled.anchorings] == [(burst.id, None)]
    assert settled.decisions.rejected == {burst.id}


def test_a_judgement_is_found_again_where_only_the_edited_version_was_read(tolm: Story) -> None:
    decide(Verdict.REJECT, claim_of(tolm, "has burst").id)
    Path("judged.jsonl").write_text("\n".join(export_story("tolm.db", "judgements")), encoding="utf-8")
    text = REPORTS["gazette"].replace("It rained all day", "It snowed all night")
    Path("gazette.txt").write_text(text, encoding="utf-8")
    read(["gazette.txt"], ledger="again.db")
    replay_judgements("again.db", "judged.jsonl")
    story, settled = settle_story(open_story("again.db"))
    assert {c.content.text for c in story.claims if c.id in settled.decisions.rejected} == {
        "The dam at Lower Tolm has burst"
    }


def test_judgements_of_before_have_their_old_form_and_digest(tmp_path: Path) -> None:
    """As the first versions wrote them: six fields, an id over five of them."""
    at = datetime(2031, 4, 6, 12, tzinfo=UTC)
    old = Judgement("j1:6fe29a75e68058985ec78ae78f50de8e", "c1:a", Verdict.REJECT, "R", at, "x")
    written = (
        b'{"at":"2031-04-06T12:00:00Z","by":"R","id":"j1:6fe29a75e68058985ec78ae78f50de8e","note":"x","on":"c1:a",'
        b'"verdict":"reject"}'
    )
    assert canonical(old) == written
    with open_ledger(tmp_path / "old.db") as ledger:
        ledger.record_judgement(old)
        assert ledger.view_judgements() == (old,)
        assert ledger.digest() == "l1:4c1ebaf1b0c48599119cbd03e6743510ef5cfbe77c7f40c3cc399c2011f533f0"


def test_the_clock_is_the_callers(tolm: Story) -> None:
    at = datetime(2031, 4, 8, tzinfo=UTC) + timedelta(hours=1)
    (made,) = judge("tolm.db", Verdict.ACCEPT, [claim_of(tolm, "has burst").id], by="R. Holm", clock=lambda: at)
    assert made.at == at
    _, settled = settle_story(open_story("tolm.db"))
    assert settled.rulings[made.id].state is State.HOLDS
