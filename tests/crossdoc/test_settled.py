from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.crossdoc import Settled, State, settle_judgements, settle_story
from sayso.crossdoc.bonds import Bond
from sayso.model import (
    Comparison,
    Decided,
    Judgement,
    Mended,
    Others,
    Rated,
    Reliability,
    SourceKind,
    Stance,
    Stanced,
    Status,
    Story,
    Verdict,
)
from sayso.story.judging import build_judgement
from tests.crossdoc.webs import Web

NOON = datetime(2031, 4, 6, 12, tzinfo=UTC)
TEXT = "Mayor Ilse Brandt said that the bridge at Tolm was closed to all traffic. It snowed."
EDITED = f"Rain fell. {TEXT}"
OTHER = "Karst Rail denied that four carriages had been moved to the northern quay."


def web() -> Web:
    made = Web()
    for name, text in (("old", TEXT), ("new", EDITED), ("other", OTHER)):
        made.report(name, text, outlet="The Post")
    for name in ("old", "new"):
        made.claim(name, name, "the bridge at Tolm was closed to all traffic", "Mayor Ilse Brandt", cue="said")
        made.documents[name] = replace(made.documents[name], path="tolm.html")
    made.claim("other", "other", "four carriages had been moved to the northern quay", "Karst Rail", cue="denied")
    return made


WEB = web()
OLD, NEW, ELSE = (WEB.claims[name].id for name in ("old", "new", "other"))


def judged(
    minute: int, verdict: Verdict, on: str = OLD, change: Decided | None = None, by: str = "R. Holm"
) -> Judgement:
    at = NOON + timedelta(minutes=minute)
    if change is None:
        return build_judgement(verdict, on, by=by, at=at, note="seen")
    return build_judgement(verdict, on, by=by, at=at, change=change)


def settled(*judgements: Judgement) -> Settled:
    return settle_judgements(judgements, WEB.documents.values(), WEB.claims.values())


def states(result: Settled, *judgements: Judgement) -> list[tuple[str, str | None]]:
    return [(result.rulings[j.id].state.value, result.rulings[j.id].by) for j in judgements]


def test_nothing_judged_nothing_decided() -> None:
    assert settled() == Settled()


def test_a_rejection_bears_on_the_other_version_too_and_says_why() -> None:
    result = settled(judged(0, Verdict.REJECT))
    assert result.decisions.rejected == {OLD, NEW}
    assert [(b.judgement.verdict, b.carried) for b in result.bearings[NEW]] == [(Verdict.REJECT, OLD)]
    (anchoring,) = result.anchorings
    assert (anchoring.claim, anchoring.found) == (OLD, NEW)
    assert anchoring.why.startswith("the same words")


def test_what_was_judged_on_a_version_itself_goes_before_what_is_carried_over() -> None:
    result = settled(judged(0, Verdict.ACCEPT, NEW), judged(1, Verdict.REJECT, OLD))
    assert result.decisions.rejected == {OLD}


def test_where_no_version_has_the_claim_the_judgement_is_an_orphan() -> None:
    edited = replace(WEB.documents["new"], text=EDITED.replace("closed", "open"))
    rejected = judged(0, Verdict.REJECT)
    result = settle_judgements([rejected], [WEB.documents["old"], edited], [WEB.claims["old"]])
    assert [(a.document, a.found, a.why) for a in result.anchorings] == [
        (edited.id, None, "its words do not stand there")
    ]


def test_a_refused_report_is_no_version() -> None:
    refused = replace(WEB.documents["new"], status=Status.REFUSED)
    assert (
        settle_judgements([judged(0, Verdict.REJECT)], [WEB.documents["old"], refused], [WEB.claims["old"]]).anchorings
        == ()
    )


def test_a_judgement_finds_its_claim_where_only_a_later_version_is_held() -> None:
    from sayso.crossdoc.versions import Versions

    anchor = Versions(WEB.documents.values(), WEB.claims.values()).anchor(OLD)
    assert anchor is not None
    rejected = build_judgement(Verdict.REJECT, OLD, by="R. Holm", at=NOON, anchors=[anchor])
    result = settle_judgements([rejected], [WEB.documents["new"]], [WEB.claims["new"]])
    assert result.decisions.rejected == {OLD, NEW}
    lost = settle_judgements([rejected], [WEB.documents["other"]], [WEB.claims["other"]])
    assert [(a.found, a.why) for a in lost.anchorings] == [(None, "no version of its report is held")]


def test_of_two_people_the_last_holds_and_both_are_told_of() -> None:
    accepted, rejected = judged(0, Verdict.ACCEPT), judged(1, Verdict.REJECT, by="O. Ansel")
    result = settled(accepted, rejected)
    assert states(result, accepted, rejected) == [("overruled", rejected.id), ("holds", None)]
    assert [b.judgement for b in result.bearings[OLD]] == [accepted, rejected]


def test_who_agrees_overrules_nobody() -> None:
    first, second = judged(0, Verdict.REJECT), judged(1, Verdict.REJECT, by="O. Ansel")
    assert states(settled(first, second), first, second) == [("holds", None), ("holds", None)]


def test_what_is_undone_leaves_what_was_before_whatever_the_clocks_say() -> None:
    accepted, rejected = judged(0, Verdict.ACCEPT), judged(1, Verdict.REJECT)
    undone = judged(-5, Verdict.UNDO, rejected.id)
    result = settled(accepted, rejected, undone)
    assert result.decisions.rejected == frozenset()
    assert states(result, accepted, rejected) == [("holds", None), ("undone", undone.id)]
    again = judged(-9, Verdict.UNDO, undone.id)
    result = settled(accepted, rejected, undone, again)
    assert result.decisions.rejected == {OLD, NEW}
    assert states(result, undone, rejected) == [("undone", again.id), ("holds", None)]


def mended(name: str) -> Mended:
    claim = WEB.claims["old"]
    assert claim.source is not None
    return Mended(replace(claim, source=replace(claim.source, name=name)))


def test_a_note_decides_nothing() -> None:
    result = settled(judged(0, Verdict.REJECT), judged(1, Verdict.NOTE))
    assert result.decisions.rejected == {OLD, NEW}


def test_a_mended_claim_is_accepted_as_mended_and_stands_so_in_both_versions() -> None:
    result = settled(
        judged(0, Verdict.REJECT), judged(1, Verdict.MEND, change=mended("Odile")), judged(2, Verdict.ACCEPT)
    )
    assert result.decisions.rejected == frozenset()
    names = {ident: claim.source and claim.source.name for ident, claim in result.decisions.mended.items()}
    assert names == {OLD: "Odile", NEW: "Odile"}
    assert result.decisions.mended[NEW].document == WEB.documents["new"].id


def test_the_last_mending_holds() -> None:
    first, second = judged(0, Verdict.MEND, change=mended("Odile")), judged(1, Verdict.MEND, change=mended("Marta"))
    result = settled(first, second)
    assert result.decisions.mended[OLD] == mended("Marta").claim
    assert states(result, first) == [("overruled", second.id)]


def test_what_is_told_of_a_mending_is_what_came_of_it() -> None:
    first, second = judged(0, Verdict.MEND, change=mended("Odile")), judged(2, Verdict.MEND, change=mended("Marta"))
    rejected, accepted = judged(1, Verdict.REJECT), judged(3, Verdict.ACCEPT)
    result = settled(first, rejected, accepted)
    assert result.decisions.mended[OLD] == mended("Odile").claim
    assert states(result, first, rejected, accepted) == [
        ("holds", None),
        ("overruled", accepted.id),
        ("holds", None),
    ]
    result = settled(first, second, accepted)
    assert result.decisions.mended[OLD] == mended("Marta").claim
    assert states(result, first, second) == [("overruled", second.id), ("holds", None)]
    result = settled(first, rejected)
    assert result.decisions.rejected == {OLD, NEW}
    assert states(result, first) == [("overruled", rejected.id)]


def test_a_story_is_seen_as_it_was_mended() -> None:
    story = Story(tuple(WEB.documents.values()), tuple(WEB.claims.values()), Comparison(), (), "l1:0")
    assert settle_story(story) == (story, Settled())
    seen, _ = settle_story(replace(story, judgements=(judged(0, Verdict.MEND, change=mended("Odile")),)))
    assert [c.source and c.source.name for c in seen.claims if c.id in (OLD, NEW)] == ["Odile", "Odile"]
    assert [c for c in seen.claims if c.id == ELSE] == [WEB.claims["other"]]


def test_bonds_reach_all_versions_and_the_newest_comes_first() -> None:
    merged, split = judged(0, Verdict.MERGE, change=Others((ELSE,))), judged(1, Verdict.SPLIT, change=Others((ELSE,)))
    result = settled(merged, split)
    assert result.decisions.bonds == (Bond((OLD, NEW), (ELSE,)), Bond((OLD, NEW, ELSE)))
    assert states(result, merged, split) == [("overruled", split.id), ("holds", None)]
    later = judged(2, Verdict.MERGE, change=Others((ELSE,)))
    assert states(settled(merged, split, later), merged, split) == [("holds", None), ("overruled", later.id)]


def test_a_stance_is_set_toward_all_versions() -> None:
    toward = Stanced(Stance.DENIES, OLD, Stance.AFFIRMS)
    result = settled(judged(0, Verdict.STANCE, ELSE, toward))
    decided = result.decisions.stances[ELSE]
    assert (decided.stance, decided.toward) == (Stance.DENIES, (OLD, NEW))
    assert OLD not in result.decisions.stances


def test_the_last_rating_of_a_source_holds() -> None:
    first, second = (
        judged(n, Verdict.RATE, "e1:a", Rated(letter, "Karst Rail", SourceKind.ORGANISATION))
        for n, letter in enumerate([Reliability.B, Reliability.D])
    )
    result = settled(first, second)
    assert [r.reliability for r in result.decisions.rated.values()] == [Reliability.D]
    assert states(result, first) == [("overruled", second.id)]
    assert result.bearings == {}


ALL = (
    judged(0, Verdict.REJECT),
    judged(1, Verdict.MEND, change=mended("Odile")),
    judged(2, Verdict.STANCE, ELSE, Stanced(Stance.DENIES, OLD, None)),
    judged(3, Verdict.MERGE, change=Others((ELSE,))),
    judged(4, Verdict.RATE, "e1:a", Rated(Reliability.B, "Karst Rail", SourceKind.ORGANISATION)),
)


@pytest.mark.parametrize("order", list(permutations(ALL))[::7])
def test_judgements_settle_alike_in_whatever_order_they_come(order: Sequence[Judgement]) -> None:
    assert settled(*order).decisions == settled(*ALL).decisions


@given(
    clocks=st.permutations(range(3)),
    verdicts=st.tuples(*[st.sampled_from([Verdict.ACCEPT, Verdict.REJECT])] * 3),
)
def test_judging_different_things_commutes(clocks: Sequence[int], verdicts: tuple[Verdict, ...]) -> None:
    def on(times: Sequence[int]) -> frozenset[str]:
        things = zip(times, verdicts, (OLD, ELSE, "c1:gone"), strict=True)
        return settled(*(judged(t, v, thing) for t, v, thing in things)).decisions.rejected

    assert on(clocks) == on([0, 1, 2])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=12))
def test_undoing_follows_what_is_undone_and_never_turns_in_a_ring(rows: list[tuple[int, int, bool]]) -> None:
    made = [judged(0, Verdict.REJECT)]
    for minute, which, reject in rows:
        made.append(
            judged(minute, Verdict.REJECT, by=str(len(made)))
            if reject
            else judged(minute, Verdict.UNDO, made[which % len(made)].id, by=str(len(made)))
        )
    result = settled(*made)
    undone = {j.id for j in made if result.rulings[j.id].state is State.UNDONE}
    effective = {j.on for j in made if j.verdict is Verdict.UNDO and j.id not in undone}
    assert undone == effective & {j.id for j in made}
