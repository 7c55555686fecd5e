"""What is claimed: propositions by standing, figures that were replaced, and what outlets say in their own voice.

Invariant: each proposition stands on one shelf, or is counted among what an outlet alone asserts once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sayso.dossier.catalogue import Catalogue, anchor_of
from sayso.dossier.course import Course, build_course, grade_words
from sayso.dossier.values import Held, Pointer, Shelf, Tally, Update, Voice
from sayso.dossier.voices import build_voices, tally
from sayso.dossier.wording import STANDINGS, count
from sayso.model import Claim, Comparison, Form, Proposition, Relation, RelationKind, Stance, Standing

__all__ = ["build_held", "build_own", "build_shelves", "build_updates"]

_FEW = 3  # content words up to which a content without a clause names a matter and no more
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
    "denied": ("Only denied or doubted", "Nobody in these reports says so.", "full"),
    "lone": ("Said in one report", "One origin, one report.", "rows"),
    "touched": (
        "Only touched on",
        "A few words of one report that name a matter without a sentence on it.",
        "rows",
    ),
    "differing": ("Part of a question above", "Shown in full under “Where accounts differ”.", "brief"),
}


def build_shelves(catalogue: Catalogue, compared: Comparison) -> tuple[Shelf, ...]:
    """The propositions by standing, most origins first; empty shelves and what an outlet alone asserts left out."""
    course = build_course(compared)
    sorted_out: dict[str, list[Held]] = {name: [] for name in _SHELVES}
    for proposition in compared.propositions:
        claims = catalogue.known(claim.claim for claim in proposition.claims)
        if claims and not _asserted_once(catalogue, claims):
            name = _shelf(catalogue, proposition, claims)
            held = _held(catalogue, proposition, claims)
            if name != "differing":
                held = _with_course(held, catalogue, course, proposition, claims)
                held = replace(held, voices=_voices(catalogue, proposition))
            sorted_out[name].append(held)
    return tuple(
        Shelf(*_SHELVES[name], held=tuple(sorted(held, key=_rank))) for name, held in sorted_out.items() if held
    )


def build_held(catalogue: Catalogue, compared: Comparison, proposition: Proposition) -> Held:
    """One proposition with how it went on, but without the voices that stand behind it."""
    claims = catalogue.known(claim.claim for claim in proposition.claims)
    return _with_course(_held(catalogue, proposition, claims), catalogue, build_course(compared), proposition, claims)


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


def build_own(catalogue: Catalogue, compared: Comparison) -> tuple[tuple[Pointer, int], ...]:
    """How many things each report alone asserts in its outlet's own voice, for reports with any."""
    shared = {claim for held in compared.propositions for claim in _listed(catalogue, held)}
    counts = Counter(c.document for c in catalogue.claims.values() if c.own and c.id not in shared)
    return tuple(
        (catalogue.point_to_report(document), counts[ident])
        for ident, document in catalogue.documents.items()
        if counts[ident]
    )


def _listed(catalogue: Catalogue, proposition: Proposition) -> list[str]:
    """The claims of a proposition that stands on a shelf."""
    claims = catalogue.known(claim.claim for claim in proposition.claims)
    return [] if _asserted_once(catalogue, claims) else [claim.id for claim in claims]


def _asserted_once(catalogue: Catalogue, claims: list[Claim]) -> bool:
    """Whether one report alone has it, in its outlet's own voice, and no account differs from it."""
    noted = any(claim.id in catalogue.noted for claim in claims)
    return not noted and len({claim.document for claim in claims}) == 1


def _shelf(catalogue: Catalogue, proposition: Proposition, claims: list[Claim]) -> str:
    if proposition.id in catalogue.differences:
        return "differing"
    if all(claim.stance is not Stance.AFFIRMS for claim in proposition.claims):
        return "denied"
    if proposition.standing is not Standing.SINGLE_ORIGIN:
        return proposition.standing.value
    if len({claim.document for claim in claims}) > 1:
        return "repeated"
    return "lone" if any(_says_something(claim) for claim in claims) else "touched"


def _says_something(claim: Claim) -> bool:
    """Whether its words are a clause, or many, or a quotation, which stands by itself."""
    gist = claim.gist
    fragment = 0 < len(gist.lemmas) <= _FEW and not (gist.head and (gist.subject or gist.object))
    return claim.form is Form.DIRECT or not fragment


def _held(catalogue: Catalogue, proposition: Proposition, claims: list[Claim]) -> Held:
    return Held(
        anchor=anchor_of("proposition", proposition.id),
        text=proposition.text,
        standing=STANDINGS[proposition.standing],
        why=proposition.why,
        tally=_tally(proposition, claims),
        voices=(),
        differences=catalogue.differences.get(proposition.id, ()),
        grade=grade_words(proposition),
    )


def _with_course(
    held: Held, catalogue: Catalogue, course: Course, proposition: Proposition, claims: list[Claim]
) -> Held:
    first, steps = course.first(catalogue, [proposition]), course.steps(catalogue, (claim.id for claim in claims))
    return replace(held, first=first, steps=steps)


def _voices(catalogue: Catalogue, proposition: Proposition) -> tuple[Voice, ...]:
    return tuple(voice for stance in Stance for voice in build_voices(catalogue, [proposition], stance))


def _tally(proposition: Proposition, claims: list[Claim]) -> Tally:
    """With a denial, both sides' origins are told apart."""
    affirming, denying = proposition.affirming_origins, proposition.denying_origins
    counted = tally(claims, affirming + denying)
    if not denying:
        return counted
    sides = f"{count(affirming, 'origin')} for it, {count(denying, 'origin')} against"
    return replace(counted, text=f"{count(counted.reports, 'report')}, {sides}")


def _rank(held: Held) -> tuple[int, int, int, str, str]:
    return -held.tally.origins, -held.tally.reports, -held.tally.claims, held.text.casefold(), held.anchor


def _updating(relations: Iterable[Relation]) -> list[Relation]:
    return [relation for relation in relations if relation.kind is RelationKind.UPDATES]
