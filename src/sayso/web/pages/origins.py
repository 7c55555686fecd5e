"""Who rests on whom: what many reports carry against how few origins, and each proposition down to its reports.

Invariant: a picture is drawn from the table on the same page, so both say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.backing import Root
from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.roots import build_roots
from sayso.dossier.shelves import build_held
from sayso.dossier.timeline import build_sayings
from sayso.dossier.wording import STANDINGS
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.model import Proposition, Stance, Standing, Story
from sayso.web.asked import start_of
from sayso.web.desk import Desk, Page

__all__ = ["PAGES"]

_SHOWN = 25  # propositions on a page
_LOOKED_UP = 2_000  # claims of a page whose reports are looked up
_BRANCHES = 500  # claims in one picture and its table


@dataclass(frozen=True, slots=True)
class _Row:
    """A proposition in the list of those that several reports carry: what affirms it, how many reports rest on each
    of these origins, and who denies it.
    """

    ident: str
    text: str
    standing: Standing
    reports: int
    origins: int
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    denying: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The origins of one stance, and how many there are of each thing."""

    stance: Stance
    roots: tuple[Root, ...]

    @property
    def origins(self) -> int:
        return sum(root.counted for root in self.roots)

    @property
    def reports(self) -> int:
        return len({branch.report for root in self.roots for branch in root.branches})

    @property
    def claims(self) -> int:
        return len({branch.claim for root in self.roots for branch in root.branches})


def _origins(desk: Desk, request: Request) -> Response:
    with desk.ledger() as ledger:
        carried = desk.ranking(ledger).carried
        start = start_of(request, len(carried))
        rows = _rows(ledger, {one.proposition: one.reports for one in carried[start : start + _SHOWN]})
    return desk.render(
        request, "origins.html", rows=rows, standings=STANDINGS, start=start, total=len(carried), size=_SHOWN
    )


def _rows(ledger: Ledger, reports: Mapping[str, int]) -> list[_Row]:
    """The propositions in the order given, each with how many reports affirm it."""
    lookup = ledger.lookup()
    with lookup.moment():
        wholes = {p.id: p for p in lookup.wholes(Proposition, reports)}
        claims = {claim for p in wholes.values() for claim in _affirming(p)}
        # Of more, the small pictures count claims for reports.
        homes = lookup.homes(claims) if len(claims) <= _LOOKED_UP else {}
    return [_row(wholes[ident], number, homes) for ident, number in reports.items() if ident in wholes]


def _affirming(held: Proposition) -> list[str]:
    return [claim.claim for claim in held.claims if claim.stance is Stance.AFFIRMS]


def _row(held: Proposition, reports: int, homes: Mapping[str, str]) -> _Row:
    origins = [origin for origin in held.origins if origin.stance is Stance.AFFIRMS]
    sizes = {origin: len({homes.get(claim, claim) for claim in origin.claims}) for origin in origins}
    ordered = sorted(origins, key=lambda origin: (-sizes[origin], origin.name))
    return _Row(
        ident=held.id,
        text=held.text,
        standing=held.standing,
        reports=reports,
        origins=len(origins),
        names=tuple(origin.name for origin in ordered),
        sizes=tuple(sizes[origin] for origin in ordered),
        denying=tuple(dict.fromkeys(origin.name for origin in held.origins if origin.stance is Stance.DENIES)),
    )


def _proposition(desk: Desk, request: Request) -> Response:
    ident, asked = request.path_params["ident"], request.query_params.get("of", "")
    asked = asked if asked in set(Stance) else ""
    with desk.ledger() as ledger:
        story = _story(desk, ledger, ident)
    catalogue = build_catalogue(story)
    if ident not in catalogue.propositions:
        raise NotFoundError(f"no proposition {ident}; accounts may have been compared anew: search for its words")
    held = catalogue.propositions[ident]
    roots = build_roots(catalogue, held)
    sides = [_Side(stance, tuple(root for root in roots if root.stance is stance)) for stance in Stance]
    wanted = _wanted(sides, asked, request.query_params.get("origin", ""))
    shown = _first(wanted, _BRANCHES)
    return desk.render(
        request,
        "proposition.html",
        ident=ident,
        held=build_held(catalogue, story.comparison, held),
        sides=[side for side in sides if side.roots],
        shown=shown,
        asked=asked,
        most=_BRANCHES,
        left=sum(side.claims for side in wanted) - sum(side.claims for side in shown),
        sayings=build_sayings(catalogue, story.comparison),
    )


def _wanted(sides: Sequence[_Side], stance: str, number: str) -> list[_Side]:
    """The sides asked for, or all; and of a side the one origin with this number, or all."""
    asked = [side for side in sides if stance in ("", side.stance.value)]
    if not number:
        return asked
    return [replace(side, roots=tuple(root for root in side.roots if str(root.number) == number)) for side in asked]


def _story(desk: Desk, ledger: Ledger, ident: str) -> Story:
    """The proposition alone, with what its reports copy from one another."""
    part = desk.part(ledger, propositions=(ident,))
    reuse = ledger.lookup().reuse_of({document.id for document in part.story.documents})
    return replace(part.story, comparison=replace(part.story.comparison, reuse=reuse))


def _first(sides: Sequence[_Side], most: int) -> list[_Side]:
    """As much of the sides as fits a picture: whole origins, and of one that is larger than that its first claims."""
    kept = []
    for side in sides:
        roots = []
        for root in side.roots:
            roots.append(replace(root, branches=root.branches[:most]))
            most -= len(roots[-1].branches)
            if most <= 0:
                break
        kept.append(replace(side, roots=tuple(roots)))
        if most <= 0:
            break
    return [side for side in kept if side.roots]


PAGES = (Page("/origins", _origins), Page("/propositions/{ident}", _proposition))
