"""What people decided, in force over an invented web."""

from dataclasses import replace

import pytest

from sayso.crossdoc import align_story
from sayso.crossdoc.bonds import Bond
from sayso.crossdoc.decisions import NOTHING_DECIDED, Decisions, Set, find_sources, with_stances
from sayso.model import Comparison, Entity, Proposition, Rated, Reliability, SourceKind, Stance, Standing
from tests.crossdoc.webs import BODY, Web


@pytest.fixture(scope="module")
def web() -> Web:
    made = Web()
    made.report("a", "Karst Rail said the northern bridge had collapsed on Monday night.")
    made.report("b", "The coast guard said the northern bridge had collapsed on Monday night.")
    made.report("c", "Velden Power said that its pumps were working.")
    made.claim("rail", "a", "the northern bridge had collapsed on Monday night", "Karst Rail", kind=BODY, cue="said")
    made.claim(
        "guard", "b", "the northern bridge had collapsed on Monday night", "The coast guard", kind=BODY, cue="said"
    )
    made.claim("pumps", "c", "that its pumps were working", "Velden Power", kind=BODY, cue="said")
    return made


def compared(web: Web, decisions: Decisions) -> Comparison:
    return align_story(list(web.documents.values()), list(web.claims.values()), decisions)


def ids(web: Web, *names: str) -> tuple[str, ...]:
    return tuple(web.claims[name].id for name in names)


def home(web: Web, decisions: Decisions, name: str) -> Proposition:
    return web.home(compared(web, decisions), name)


def test_where_nothing_is_decided_nothing_changes(web: Web) -> None:
    assert compared(web, NOTHING_DECIDED) == web.align()
    assert home(web, NOTHING_DECIDED, "rail").standing is Standing.CORROBORATED


def test_a_rejected_claim_is_not_compared(web: Web) -> None:
    (guard,) = ids(web, "guard")
    decisions = Decisions(rejected=frozenset({guard, "c1:of-another-ledger"}))
    held = home(web, decisions, "rail")
    assert (held.standing, len(held.claims)) == (Standing.SINGLE_ORIGIN, 1)
    assert compared(web, decisions).rejected == (guard,)


def test_a_mended_claim_is_compared_as_mended(web: Web) -> None:
    claim = web.claims["guard"]
    assert claim.source is not None
    same = replace(claim, source=replace(claim.source, name="Karst Rail"), chain=web.claims["rail"].chain)
    held = home(web, Decisions(mended={claim.id: same}), "rail")
    assert held.affirming_origins == 1
    assert len(held.claims) == 2


def test_what_is_split_is_of_two_propositions_and_what_is_merged_of_one(web: Web) -> None:
    rail, guard = ids(web, "rail", "guard")
    assert [c.claim for c in home(web, Decisions(bonds=(Bond((rail,), (guard,)),)), "rail").claims] == [rail]
    merged = home(web, Decisions(bonds=(Bond(ids(web, "rail", "pumps")),)), "pumps")
    assert {c.claim for c in merged.claims} == {*ids(web, "rail", "guard", "pumps")}
    assert merged.affirming_origins == 3  # who says so is taken at his word: they confirm each other


def test_a_response_is_compared_where_what_it_answers_was_rejected(web: Web) -> None:
    rail, guard, pumps = ids(web, "rail", "guard", "pumps")
    claims = [*web.claims.values()]
    claims[2] = replace(claims[2], responds_to=rail)
    decisions = Decisions(rejected=frozenset({rail}), bonds=(Bond((guard, pumps)),))
    found = align_story(list(web.documents.values()), claims, decisions)
    assert {c.claim for p in found.propositions for c in p.claims} == {guard, pumps}


def test_a_stance_that_was_set_counts_for_origins_and_standing(web: Web) -> None:
    rail, guard = ids(web, "rail", "guard")
    held = home(web, Decisions(stances={guard: Set(Stance.DENIES, (rail,))}), "rail")
    assert (held.standing, held.affirming_origins, held.denying_origins) == (Standing.CONTESTED, 1, 1)
    assert {c.claim: c.stance for c in held.claims}[guard] is Stance.DENIES


def test_a_stance_turns_with_the_wording() -> None:
    decisions = Decisions(stances={"x": Set(Stance.DENIES, ("gone", "y"))})
    found = {"x": Stance.AFFIRMS, "y": Stance.AFFIRMS}
    assert with_stances(found, decisions) == {"x": Stance.DENIES, "y": Stance.AFFIRMS}
    turned = {"x": Stance.DENIES, "y": Stance.DENIES}
    assert with_stances(turned, decisions) == {"x": Stance.AFFIRMS, "y": Stance.DENIES}


def test_a_stance_toward_what_is_not_there_has_no_bearing() -> None:
    decisions = Decisions(stances={"x": Set(Stance.DENIES, ("y",)), "z": Set(Stance.DOUBTS)})
    assert with_stances({"x": Stance.AFFIRMS}, decisions) == {"x": Stance.AFFIRMS}
    assert with_stances({"z": Stance.AFFIRMS}, decisions) == {"z": Stance.DOUBTS}


def rating(web: Web, name: str, letter: Reliability) -> dict[str, Rated]:
    entity = next(e for e in web.align().entities if e.name == name)
    return {entity.id: Rated(letter, entity.name, entity.kind)}


def test_a_grade_has_the_letter_of_the_most_reliable_and_says_why(web: Web) -> None:
    rated = rating(web, "Karst Rail", Reliability.D) | rating(web, "The coast guard", Reliability.B)
    grade = home(web, Decisions(rated=rated), "rail").grade
    before = home(web, NOTHING_DECIDED, "rail").grade
    assert (grade.reliability, grade.credibility) == ("B", before.credibility)
    assert grade.reasons[-2:] == ("B: so The coast guard was rated", "D: so Karst Rail was rated")
    assert not any(reason.startswith("F") for reason in grade.reasons)
    assert home(web, Decisions(rated=rated), "pumps").grade == home(web, NOTHING_DECIDED, "pumps").grade


def test_a_source_is_found_by_name_and_kind_under_another_id() -> None:
    rail = Entity("e1:now", "Karst Rail", BODY, (), (), "")
    twin = replace(rail, id="e1:twin")
    person = replace(rail, id="e1:person", kind=SourceKind.PERSON)
    rated = {"e1:then": Rated(Reliability.B, "Karst Rail", BODY)}
    assert find_sources([rail, person], rated) == {"e1:now": rated["e1:then"]}
    assert find_sources([rail, twin], rated) == {}
    assert find_sources([replace(rail, id="e1:then"), twin], rated) == rated
