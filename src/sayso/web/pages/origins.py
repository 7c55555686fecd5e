"""Who rests on whom: what many reports carry against how few origins, and each proposition down to its reports.

Invariant: a picture is drawn from the table on the same page, so both say the same.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sayso.dossier.backing import Root
from sayso.dossier.catalogue import anchor_of, build_catalogue
from sayso.dossier.shelves import build_held
from sayso.dossier.timeline import build_sayings
from sayso.dossier.wording import STANDINGS
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.model import Change, Proposition, Stance, Standing, Statement
from sayso.web.asked import start_of
from sayso.web.desk import Desk, Page
from sayso.web.grounds import Ground, Grounds, build_page, find_grounds, view_page

__all__ = ["PAGES"]

_SHOWN = 25  # propositions on a page
_LOOKED_UP = 2_000  # claims of a page whose reports are looked up
_BRANCHES = 200  # claims in one picture and its table
_SAID = 50  # statements on a page
_TURNS, _MOST_TURNS = 10, 60  # changes of account that are shown, and those beside what is shown


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
    """The origins of one stance: how many they are, in how many reports, and what is shown of them."""

    stance: Stance
    origins: int
    reports: int
    roots: tuple[Root, ...] = ()


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
    ident, asked = request.path_params["ident"], request.query_params
    stance, number = asked.get("of", ""), asked.get("origin", "")
    stance = stance if stance in set(Stance) else ""
    with desk.ledger() as ledger, ledger.lookup().moment():
        grounds = _grounds(desk, ledger, ident)
        wanted = _wanted(grounds, stance, number)
        claims = [claim for ground in wanted for claim in ground.claims]
        start, said = start_of(request, len(claims)), start_of(request, len(grounds.statements), "said")
        shown = frozenset(claims[start : start + _BRANCHES])
        told = grounds.statements[said : said + _SAID]
        changes = _changes(grounds, shown, told)
        story = view_page(ledger, grounds, shown, told, changes, desk.judgements(ledger))
    catalogue = build_catalogue(story)
    roots = build_page(catalogue, wanted, shown)
    sides = _sides(grounds)
    filters = {"of": stance, "origin": number}
    place = f"/propositions/{ident}?" + urlencode({name: value for name, value in filters.items() if value})
    return desk.render(
        request,
        "proposition.html",
        ident=ident,
        held=build_held(catalogue, story.comparison, grounds.held),
        sides=sides,
        shown=[replace(side, roots=tuple(r for r in roots if r.stance is side.stance)) for side in sides],
        asked=stance,
        pages=_paged(place, "from", start, _BRANCHES, len(claims)),
        sayings=build_sayings(catalogue, story.comparison),
        amounts={anchor_of("claim", one.claims[0]): len(one.claims) for one in told},
        said_pages=_paged(place, "said", said, _SAID, len(grounds.statements)),
    )


def _grounds(desk: Desk, ledger: Ledger, ident: str) -> Grounds:
    """What a statement rests on, kept for its other pages. Raises `NotFoundError`."""
    judged = desk.judgements(ledger)
    key = ("grounds", ledger.state(), judged.newest, ident)
    found = desk.memory.get(key, lambda: find_grounds(ledger, ident, judged))
    if found is None:
        raise NotFoundError(f"no proposition {ident}; accounts may have been compared anew: search for its words")
    return found


def _wanted(grounds: Grounds, stance: str, number: str) -> list[Ground]:
    """The origins of the side asked for, or of all; and of a side the one with this number, or all."""
    asked = (ground for ground in grounds.all if stance in ("", ground.origin.stance.value))
    return [ground for ground in asked if number in ("", str(ground.number))]


def _sides(grounds: Grounds) -> list[_Side]:
    groups = {stance: [ground for ground in grounds.all if ground.origin.stance is stance] for stance in Stance}
    return [
        _Side(
            stance,
            origins=sum(ground.counted for ground in group),
            reports=grounds.reports(group),
        )
        for stance, group in groups.items()
        if group
    ]


def _changes(grounds: Grounds, shown: Collection[str], told: Sequence[Statement]) -> list[Change]:
    """The first changes of account, and those that go on to what is shown."""
    near = {*shown, *(claim for one in told for claim in one.claims)}
    return [change for n, change in enumerate(grounds.changes) if n < _TURNS or change.claims[1] in near][:_MOST_TURNS]


@dataclass(frozen=True, slots=True)
class _Pages:
    """Where in a list a page is, counted from 1, and the addresses of those beside it, "" where there is none."""

    first: int
    last: int
    total: int
    before: str
    following: str


def _paged(place: str, name: str, start: int, size: int, total: int) -> _Pages:
    end = min(start + size, total)
    before = f"{place}&{name}={max(start - size, 0) + 1}" if start else ""
    return _Pages(start + 1, end, total, before, f"{place}&{name}={end + 1}" if end < total else "")


PAGES = (Page("/origins", _origins), Page("/propositions/{ident}", _proposition))
