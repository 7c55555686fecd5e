from dataclasses import replace

from sayso.dossier.backing import Root
from sayso.dossier.catalogue import Catalogue, build_catalogue
from sayso.dossier.roots import build_root
from sayso.dossier.voices import origins_of
from sayso.model import Comparison, Proposition, Stance, Withdrawn
from tests.dossier.stories import dam_story, hostile_story
from tests.dossier.wires import wire_story


def roots_of(catalogue: Catalogue, held: Proposition) -> list[Root]:
    """All that a proposition rests on, first what counts as its origins."""
    counted = len(held.origins)
    return [build_root(catalogue, one, counted=n < counted) for n, one in enumerate(origins_of(catalogue, held))]


def test_one_wire_story_in_forty_outlets_is_one_root() -> None:
    story = wire_story(40)
    (held,) = story.comparison.propositions
    wire, driver, pilot = roots_of(build_catalogue(story), held)
    assert (wire.name, wire.reports, wire.counted, len(wire.branches)) == ("Port authority", 40, True, 40)
    first, *copies = wire.branches
    assert (first.outlet, first.under) == ("Coast Wire", "")
    assert {(copy.under, copy.copied) for copy in copies} == {(first.report, "Coast Wire")}
    assert (driver.stance, driver.reports) == (Stance.AFFIRMS, 1)
    assert (pilot.stance, pilot.counted) == (Stance.DENIES, True)


def test_without_copying_the_reports_stand_side_by_side() -> None:
    story = wire_story(5)
    apart = replace(story, comparison=replace(story.comparison, reuse=()))
    (held,) = apart.comparison.propositions
    assert {branch.under for root in roots_of(build_catalogue(apart), held) for branch in root.branches} == {""}


def test_every_claim_stands_under_an_origin_and_as_many_as_counted() -> None:
    for story in (dam_story(), hostile_story("x y z")):
        catalogue = build_catalogue(story)
        for held in story.comparison.propositions:
            roots = roots_of(catalogue, held)
            shown = {branch.claim for root in roots for branch in root.branches}
            assert len(shown) == len({claim.claim for claim in held.claims} & catalogue.claims.keys())
            assert sum(r.counted and r.stance is Stance.AFFIRMS for r in roots) == held.affirming_origins
            assert all(len({b.report for b in root.branches}) == root.reports for root in roots)


def test_copies_follow_what_they_are_copied_from() -> None:
    story = wire_story(6)
    (held,) = story.comparison.propositions
    root = roots_of(build_catalogue(story), held)[0]
    seen: set[str] = set()
    for branch in root.branches:
        assert branch.under in ("", *seen)
        seen.add(branch.report)


def test_what_rests_on_a_withdrawn_source_is_no_origin() -> None:
    story = wire_story(3)
    (held,) = story.comparison.propositions
    gone = held.origins[1]
    left = replace(held, origins=tuple(origin for origin in held.origins if origin is not gone))
    withdrawn = tuple(Withdrawn(claim, "e1:0", "its source was withdrawn") for claim in gone.claims)
    story = replace(story, comparison=Comparison(propositions=(left,), withdrawn=withdrawn))
    found = {root.name: root.counted for root in roots_of(build_catalogue(story), left)}
    assert found == {"Port authority": True, "Mira Tosk": False, "Jon Abel": True}


def test_who_copies_a_copy_too_is_under_the_first_published() -> None:
    story = wire_story(3)
    first, second = story.comparison.reuse
    again = replace(second, of=first.copy)
    for reuse in ((first, second, again), (again, second, first)):
        both = replace(story, comparison=replace(story.comparison, reuse=reuse))
        (held,) = both.comparison.propositions
        root = roots_of(build_catalogue(both), held)[0]
        assert [branch.copied for branch in root.branches] == ["", "Coast Wire", "Coast Wire"]
