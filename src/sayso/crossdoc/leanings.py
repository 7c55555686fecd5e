"""What claims rest on beside their own words: reports they take them from, claims they follow, those they speak for.

Used when the propositions are there. Invariant: a leaning is told by the reports, and by nothing that people decided:
it is the same before something is withdrawn and after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.crossdoc.origins import trace_leads
from sayso.crossdoc.reuse import counterpart
from sayso.crossdoc.ties import Ties
from sayso.model import Claim, Lean, Leaning, Proposition, SourceKind, Span

__all__ = ["find_leanings"]

_LEAKS = frozenset({SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.RECORDING})


def find_leanings(claims: Sequence[Claim], propositions: Iterable[Proposition], ties: Ties) -> tuple[Leaning, ...]:
    """All leanings of `claims`, each pair of things once, in order of claim and thing."""
    known = {claim.id: claim for claim in claims}
    sources = {entity.id for entity in ties.cast.entities if entity.claims}
    found = [
        *(leaning for claim in claims for leaning in (*_wordings(claim, ties), *_voices(claim, ties, sources))),
        *(leaning for whole in propositions for leaning in _followed(whole, known, ties)),
    ]
    firsts: dict[tuple[str, str], Leaning] = {}
    for one in sorted(found, key=lambda f: (f.claim, f.on, f.lean, f.why)):
        firsts.setdefault((one.claim, one.on), one)
    return tuple(firsts.values())


def _wordings(claim: Claim, ties: Ties) -> Iterator[Leaning]:
    """The reports from which the words of a claim are taken, through others too."""
    asked = [(claim.document, Span(claim.content.start, claim.content.end))]
    seen = {claim.document}
    while asked:
        document, place = asked.pop()
        for reuse in ties.copies.get(document, ()):
            there = counterpart(reuse, place)
            if there is not None and reuse.of not in seen:
                seen.add(reuse.of)
                asked.append((reuse.of, there))
                yield Leaning(claim.id, reuse.of, Lean.WORDING, "its words are taken from that report")


def _voices(claim: Claim, ties: Ties, sources: set[str]) -> Iterator[Leaning]:
    """Those for whom the source speaks, and through whom its word comes: as far as they are a source anywhere."""
    own = ties.cast.of_claim(claim) if claim.source else None
    speaker = ties.of_claim(claim)
    if speaker is not None:
        name = _name(speaker, ties)
        if speaker in sources:
            yield from _lean(claim, own, speaker, Lean.VOICE, f"it is the word of {name}")
        leaked = claim.source is not None and claim.source.kind in _LEAKS
        lean, does = (Lean.INSIDE, "is of") if leaked else (Lean.VOICE, "speaks for")
        for body in ties.affiliations.of(speaker) - {speaker}:
            yield from _lean(claim, own, body, lean, f"{name} {does} {_name(body, ties)}")
    for link in claim.chain[: -1 if claim.source else None]:
        ident = ties.cast.of_link(claim.document, link)
        if ident is not None and ident in sources and ident != speaker:
            yield from _lean(claim, own, ident, Lean.HAND, f"it comes through {link.name}")


def _lean(claim: Claim, own: str | None, on: str, lean: Lean, why: str) -> Iterator[Leaning]:
    if on != own:
        yield Leaning(claim.id, on, lean, why)


def _followed(whole: Proposition, known: Mapping[str, Claim], ties: Ties) -> Iterator[Leaning]:
    """The claims that others of the proposition follow."""
    if len(whole.claims) > 1:
        stances = {c.claim: c.stance for c in whole.claims}
        for claim, other, why in trace_leads([known[i] for i in stances], stances, ties):
            yield Leaning(claim.id, other.id, Lean.CLAIM, why)


def _name(ident: str, ties: Ties) -> str:
    part = ties.cast.parts.get(ident)
    return part.name if part else ident
