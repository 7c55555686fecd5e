"""What a statement rests on, however often it was made: its origins with all their claims, told by their ids alone.

Under the page of a statement, which reads of these claims no more than it shows. Invariant: what is counted here is
every claim of the statement that has a place, whichever of them are shown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sayso.dossier.backing import Root
from sayso.dossier.catalogue import Catalogue, anchor_of, build_catalogue
from sayso.dossier.roots import build_root
from sayso.dossier.timeline import said_order
from sayso.dossier.voices import origins_of
from sayso.ledger import Ledger
from sayso.model import Change, FirstReport, Origin, Proposition, Stance, Statement, Story
from sayso.story import Judgements
from sayso.story.excerpts import view_words

__all__ = ["Ground", "Grounds", "build_page", "find_grounds", "view_page"]

_POINTED = 20  # reports that are named where many have the same


@dataclass(frozen=True, slots=True)
class Ground:
    """An origin with its claims in order of publication; `number` counts those of one stance, `reports` its reports,
    and it is `counted` unless it merely doubts or rests on what was withdrawn.
    """

    origin: Origin
    number: int
    counted: bool
    claims: tuple[str, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """A statement with what it rests on: who affirms first, then who denies, then who doubts, most reports first; in
    which report each claim stands, what was said when, and how accounts of it changed.
    """

    held: Proposition
    all: tuple[Ground, ...]
    homes: Mapping[str, str]
    statements: tuple[Statement, ...]
    changes: tuple[Change, ...]
    firsts: tuple[FirstReport, ...]

    def reports(self, grounds: Iterable[Ground]) -> int:
        """In how many reports the claims of some of these stand."""
        return len({self.homes[claim] for ground in grounds for claim in ground.claims})


def find_grounds(ledger: Ledger, ident: str, judgements: Judgements) -> Grounds | None:
    """What the statement with this id rests on; None where the ledger holds none such."""
    lookup = ledger.lookup()
    held = next(iter(lookup.wholes(Proposition, [ident])), None)
    if held is None:
        return None
    claims = [stanced.claim for stanced in held.claims]
    order = {one.claim: n for n, one in enumerate(reversed(ledger.listing().keys_of(claims)))}
    homes = {claim: home for claim, home in lookup.homes(claims).items() if claim in order}
    changes = sorted(lookup.changes_of(homes), key=lambda change: order[change.claims[1]])
    return Grounds(
        held=held,
        all=_ranked(held, _loose(ledger, held, homes, judgements), order, homes),
        homes=homes,
        statements=tuple(sorted(lookup.statements_of([ident]), key=said_order)),
        changes=tuple(changes),
        firsts=tuple(replace(one, claims=one.claims[:_POINTED]) for one in lookup.firsts_of([ident])),
    )


def _loose(ledger: Ledger, held: Proposition, known: Collection[str], judgements: Judgements) -> list[Origin]:
    """By who makes them, the claims that rest on no origin: these alone must be read to tell that."""
    grouped = {claim for origin in held.origins for claim in origin.claims}
    loose = tuple(one for one in held.claims if one.claim not in grouped and one.claim in known)
    if not loose:
        return []
    story = view_words(ledger, [one.claim for one in loose], judgements=judgements)
    return origins_of(build_catalogue(story), replace(held, claims=loose, origins=()))


def _ranked(
    held: Proposition, loose: Sequence[Origin], order: Mapping[str, int], homes: Mapping[str, str]
) -> tuple[Ground, ...]:
    found = []
    for n, origin in enumerate((*held.origins, *loose)):
        claims = tuple(sorted((claim for claim in origin.claims if claim in order), key=order.__getitem__))
        reports = len({homes[claim] for claim in claims})
        found.append(Ground(origin, 0, n < len(held.origins), claims, reports))
    ranked = sorted((ground for ground in found if ground.claims), key=_rank)
    sides = ([ground for ground in ranked if ground.origin.stance is stance] for stance in Stance)
    return tuple(replace(ground, number=n) for side in sides for n, ground in enumerate(side, 1))


def _rank(ground: Ground) -> tuple[bool, int, int, str, tuple[str, ...]]:
    return not ground.counted, -ground.reports, -len(ground.claims), ground.origin.name, ground.claims


def view_page(
    ledger: Ledger,
    grounds: Grounds,
    shown: Collection[str],
    told: Iterable[Statement],
    changes: Iterable[Change],
    judgements: Judgements,
) -> Story:
    """The part of a story that shows these claims, with what they are copied from under the same origin, these of its
    statements, and these changes.
    """
    lookup = ledger.lookup()
    reuse = lookup.copied_by({grounds.homes[claim] for claim in shown})
    originals = {one.of for one in reuse}
    parents = (claim for claim, home in grounds.homes.items() if home in originals)
    statements = tuple(replace(one, claims=one.claims[:_POINTED]) for one in told)
    pointed = chain((said.claims for said in statements), (first.claims for first in grounds.firsts))
    story = view_words(
        ledger,
        (*shown, *parents, *chain.from_iterable(pointed), *_of_two_reports(grounds)),
        tuple(changes),
        judgements=judgements,
    )
    entities = lookup.profiles({change.source for change in story.comparison.changes})
    compared = replace(story.comparison, reuse=reuse, statements=statements, firsts=grounds.firsts, entities=entities)
    return replace(story, comparison=compared)


def _of_two_reports(grounds: Grounds) -> list[str]:
    """An affirming claim of each of two reports: where there are two, one of them was the first."""
    affirming = (c for ground in grounds.all if ground.origin.stance is Stance.AFFIRMS for c in ground.claims)
    by_report: dict[str, str] = {}
    for claim in affirming:
        by_report.setdefault(grounds.homes[claim], claim)
        if len(by_report) == 2:
            break
    return list(by_report.values())


def build_page(catalogue: Catalogue, grounds: Iterable[Ground], shown: Collection[str]) -> tuple[Root, ...]:
    """Of each of these origins the claims that are shown, with the numbers of all."""
    anchors = {anchor_of("claim", claim) for claim in shown}
    roots = []
    for ground in grounds:
        root = build_root(catalogue, ground.origin, counted=ground.counted)
        branches = tuple(branch for branch in root.branches if branch.claim in anchors)
        roots.append(replace(root, number=ground.number, reports=ground.reports, branches=branches))
    return tuple(root for root in roots if root.branches)
