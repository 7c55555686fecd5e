"""The summary statement on sources, after ICD 206: how many and of which kinds, named or not, how independent they are
of one another, and what their weaknesses are.

Invariant: each line counts the very claims or reports that it leads to, and judges none of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from sayso.dossier.backing import Line
from sayso.dossier.catalogue import NOT_GIVEN, Catalogue
from sayso.dossier.remarks import SURE_FROM
from sayso.dossier.values import Pointer, Speaker
from sayso.dossier.voices import UNNAMED
from sayso.dossier.wording import KINDS, OWN_VOICE, count, extent_words, listing
from sayso.model import (
    Attitude,
    Claim,
    Comparison,
    Proposition,
    SourceKind,
    Stance,
    Standing,
    Turn,
    Verification,
)

__all__ = ["build_sourcing", "build_weaknesses"]

_MANY = {
    SourceKind.PERSON: "named persons",
    SourceKind.OFFICE: "offices, without a name",
    SourceKind.ORGANISATION: "organisations",
    SourceKind.GOVERNMENT: "governments",
    SourceKind.ANONYMOUS: "unnamed sources",
    SourceKind.GROUP: "groups of people",
    SourceKind.DOCUMENT: "documents",
    SourceKind.RECORDING: "recordings",
    SourceKind.OUTLET: "outlets",
}
_PLURALS = {KINDS[kind]: many for kind, many in _MANY.items()}
_UNNAMED = frozenset(KINDS[kind] for kind in UNNAMED)
_WANTING = (Verification.UNVERIFIED, Verification.DISPUTED, Verification.MISSING)
_UNSTEADY = (Turn.CHANGED, Turn.REVERSED, Turn.WITHDRAWN)


def build_sourcing(catalogue: Catalogue, compared: Comparison, speakers: Iterable[Speaker]) -> tuple[Line, ...]:
    """How many sources, of which kinds, and how independent."""
    if not catalogue.claims:
        return ()
    sources = [s for s in speakers if s.kind != OWN_VOICE and s.name != NOT_GIVEN]
    return (*_kinds(catalogue, sources), *_independence(catalogue, compared), *_copied(catalogue), _rated(catalogue))


def build_weaknesses(catalogue: Catalogue, compared: Comparison) -> tuple[Line, ...]:
    """What is weak in the sourcing, each with the claims of which that holds."""
    claims = catalogue.known(catalogue.claims)
    found = ((text, [claim for claim in claims if holds(claim)]) for text, holds in _WEAK)
    turned = {change.claims[1] for change in compared.changes if change.turn in _UNSTEADY}
    return tuple(
        Line(f"{text}: {count(len(those), 'claim')}", tuple(map(catalogue.point, those)))
        for text, those in (*found, ("Said otherwise by the same source before", catalogue.known(turned)))
        if those
    )


def _of_kind(*kinds: SourceKind) -> Callable[[Claim], bool]:
    return lambda claim: claim.source is not None and claim.source.kind in kinds


_WEAK: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("On the word of unnamed sources", _of_kind(SourceKind.ANONYMOUS)),
    ("On the word of a group or an office of which nobody is named", _of_kind(SourceKind.GROUP, SourceKind.OFFICE)),
    ("With no source told at all", lambda claim: claim.source is None and not claim.own),
    ("Hedged", lambda claim: bool(claim.hedges)),
    (
        "With evidence that is said to be missing, unverified or disputed",
        lambda claim: any(evidence.verification in _WANTING for evidence in claim.evidence),
    ),
    ("From which the outlet itself keeps its distance", lambda claim: claim.attitude is Attitude.DISTANCING),
    ("Found with little confidence", lambda claim: claim.confidence < SURE_FROM),
)


def _kinds(catalogue: Catalogue, sources: list[Speaker]) -> Iterator[Line]:
    outlets = len({d.metadata.outlet for d in catalogue.documents.values() if d.metadata.outlet})
    extent = extent_words(len(catalogue.documents), outlets)
    if not sources:
        yield Line(f"No source is named or described in {extent}.")
        return
    kinds = Counter(source.kind for source in sources)
    told = [count(number, kind, _PLURALS[kind]) for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))]
    yield Line(f"{count(len(sources), 'source')} in {extent}: {listing(told)}.")
    unnamed = [source for source in sources if source.kind in _UNNAMED]
    first = tuple(source.claims[0] for source in unnamed)
    yield Line(f"Of these, {_are(len(sources) - len(unnamed))} named and {_are(len(unnamed))} not.", first)
    own = [claim for claim in catalogue.known(catalogue.claims) if claim.own]
    yield Line(f"Outlets say {count(len(own), 'thing')} in their own voice.", tuple(map(catalogue.point, own)))


def _are(number: int) -> str:
    return count(number, "is", "are")


def _independence(catalogue: Catalogue, compared: Comparison) -> Iterator[Line]:
    carried = [held for held in compared.propositions if len(_homes(catalogue, held)) > 1]
    alone = [held for held in carried if held.affirming_origins == 1]
    fallen = [held for held in carried if not held.affirming_origins]
    shared = [held for held in carried if held.affirming_origins > 1]
    yield Line(
        f"{count(len(carried), 'statement')} in more than one report; of these, {_are(len(alone))} on one origin, "
        "however many reports carry it.",
        tuple(_firsts(catalogue, alone)),
    )
    yield Line(f"On two or more independent origins: {len(shared):,} of them.", tuple(_firsts(catalogue, shared)))
    if fallen:
        text = f"On no origin that still counts, after what was withdrawn: {len(fallen):,} of them."
        yield Line(text, tuple(_firsts(catalogue, fallen)))
    contested = [held for held in compared.propositions if held.standing is Standing.CONTESTED]
    disputed = count(len(contested), "statement")
    yield Line(f"Denied or doubted by some: {disputed}.", tuple(_firsts(catalogue, contested)))


def _copied(catalogue: Catalogue) -> Iterator[Line]:
    copies = [catalogue.documents[ident] for ident in catalogue.documents if ident in catalogue.copied]
    total = count(len(catalogue.documents), "report")
    taking = count(len(copies), f"of {total} takes", f"of {total} take")
    yield Line(f"{taking} wording from others.", tuple(map(catalogue.point_to_report, copies)))


def _rated(catalogue: Catalogue) -> Line:
    rated = sorted({(change.name, change.reliability.value) for change in catalogue.settled.decisions.rated.values()})
    if not rated:
        return Line("Nobody has set how reliable any of the sources is: each counts as F, not judged.")
    told = listing(f"{name} {letter}" for name, letter in rated)
    return Line(f"How reliable, as people set it (A to F): {told}; every other source counts as F, not judged.")


def _homes(catalogue: Catalogue, held: Proposition) -> set[str]:
    affirming = (claim.claim for claim in held.claims if claim.stance is Stance.AFFIRMS)
    return {claim.document for claim in catalogue.known(affirming)}


def _firsts(catalogue: Catalogue, held: Iterable[Proposition]) -> Iterator[Pointer]:
    """The way to the first claim of each."""
    for one in held:
        for claim in catalogue.known(claim.claim for claim in one.claims)[:1]:
            yield catalogue.point(claim)
