"""What is claimed: propositions by standing, figures that were replaced, and what outlets say in their own voice.

Invariant: each proposition stands on one shelf, or is counted among what an outlet alone asserts once.
"""

from collections import Counter
from collections.abc import Iterable

from sayso.dossier.catalogue import Catalogue, anchor_of
from sayso.dossier.values import Held, Pointer, Shelf, Update
from sayso.dossier.voices import build_voices, tally
from sayso.dossier.wording import STANDINGS
from sayso.model import Claim, Comparison, Proposition, Relation, RelationKind, Stance, Standing

__all__ = ["build_own", "build_shelves", "build_updates"]

_SHELVES = {
    Standing.CORROBORATED.value: (
        "Corroborated",
        "Two or more independent origins say so, and none denies it.",
        "full",
    ),
    Standing.CONTESTED.value: ("Contested", "Denied or doubted by some.", "full"),
    Standing.WITHDRAWN.value: ("Withdrawn", "Taken back by those who said so.", "full"),
    "repeated": (
        "In several reports, from one origin",
        "However many reports carry it, it is one say-so.",
        "full",
    ),
    "lone": ("Said in one report", "One origin, one report.", "rows"),
    "differing": ("Part of a question above", "Shown in full under “Where accounts differ”.", "brief"),
}


def build_shelves(catalogue: Catalogue, compared: Comparison) -> tuple[Shelf, ...]:
    """The propositions by standing, most origins first; empty shelves and what an outlet alone asserts left out."""
    sorted_out: dict[str, list[Held]] = {name: [] for name in _SHELVES}
    for proposition in compared.propositions:
        claims = catalogue.known(claim.claim for claim in proposition.claims)
        if claims and not _asserted_once(catalogue, claims):
            name = _shelf(catalogue, proposition, claims)
            sorted_out[name].append(_held(catalogue, proposition, claims, brief=name == "differing"))
    return tuple(
        Shelf(*_SHELVES[name], held=tuple(sorted(held, key=_rank))) for name, held in sorted_out.items() if held
    )


def build_updates(catalogue: Catalogue, compared: Comparison) -> tuple[Update, ...]:
    """Accounts that replace earlier ones, each pair of propositions once, in order of publication."""
    home = {claim.claim: held.id for held in reversed(compared.propositions) for claim in held.claims}
    updates: dict[tuple[str, str], Update] = {}
    for relation in _updating(compared.relations):
        claims = catalogue.known(relation.claims)
        if len(claims) == 2:
            earlier, later = claims
            pair = (home.get(earlier.id, earlier.id), home.get(later.id, later.id))
            updates.setdefault(pair, Update(catalogue.point(earlier), catalogue.point(later), relation.why))
    return tuple(updates[pair] for pair in sorted(updates))


def build_own(catalogue: Catalogue) -> tuple[tuple[Pointer, int], ...]:
    """How many things each report alone asserts in its outlet's own voice, for reports with any."""
    counts = Counter(claim.document for ident, claim in catalogue.claims.items() if ident not in catalogue.noted)
    return tuple(
        (catalogue.point_to_report(document), counts[ident])
        for ident, document in catalogue.documents.items()
        if counts[ident]
    )


def _asserted_once(catalogue: Catalogue, claims: list[Claim]) -> bool:
    return all(claim.id not in catalogue.noted for claim in claims)


def _shelf(catalogue: Catalogue, proposition: Proposition, claims: list[Claim]) -> str:
    if proposition.id in catalogue.differences:
        return "differing"
    if proposition.standing is not Standing.SINGLE_ORIGIN:
        return proposition.standing.value
    return "repeated" if len({claim.document for claim in claims}) > 1 else "lone"


def _held(catalogue: Catalogue, proposition: Proposition, claims: list[Claim], *, brief: bool) -> Held:
    stances = () if brief else tuple(Stance)
    voices = (build_voices(catalogue, [proposition], stance) for stance in stances)
    return Held(
        anchor=anchor_of("proposition", proposition.id),
        text=proposition.text,
        standing=STANDINGS[proposition.standing],
        why=proposition.why,
        tally=tally(claims, sum(origin.stance is not Stance.DOUBTS for origin in proposition.origins)),
        voices=tuple(voice for some in voices for voice in some),
        differences=catalogue.differences.get(proposition.id, ()),
    )


def _rank(held: Held) -> tuple[int, int, int, str, str]:
    return -held.tally.origins, -held.tally.reports, -held.tally.claims, held.text.casefold(), held.anchor


def _updating(relations: Iterable[Relation]) -> list[Relation]:
    return [relation for relation in relations if relation.kind is RelationKind.UPDATES]
