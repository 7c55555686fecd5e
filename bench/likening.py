"""Draws a comparison of claims as comparing might have yielded it: most stand alone, some together, few lean on others.

Beneath `bench.large`, which records it. No change of an account and no first report is drawn. Invariant: it is drawn
from the generator handed in alone, and every id in it is that of a claim, a report or a source that there is.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model import (
    Answer,
    Comparison,
    Entity,
    Event,
    Interval,
    Lean,
    Leaning,
    Mention,
    Origin,
    Passage,
    Proposition,
    Question,
    Relation,
    RelationKind,
    Reuse,
    SourceKind,
    Span,
    Stance,
    StancedClaim,
    Standing,
    Statement,
    Timing,
    Variable,
    tagged,
)

__all__ = ["Cast", "Known", "draw_comparison"]

_COPYING, _LEANING = 0.03, 0.1  # reports that take their words from another; claims that rest on a claim or a source
_LEANS = (
    (Lean.CLAIM, "it cites what that claim says"),
    (Lean.VOICE, "its source speaks for that one"),
    (Lean.HAND, "its word comes through that one"),
)


@dataclass(slots=True)
class Known:
    """What is kept of a claim for the comparison."""

    id: str
    document: str
    published: date | None
    text: str
    source: str
    kind: SourceKind
    event: Interval | None


@dataclass(slots=True)
class Cast:
    """Who speaks: by name their kinds, and where each is mentioned."""

    kinds: Mapping[str, SourceKind]
    mentions: Mapping[str, Sequence[Mention]]


def draw_comparison(rng: random.Random, cast: Cast, known: Sequence[Known]) -> Comparison:
    """A comparison of these claims."""
    grouped = [(_proposition(rng, cluster), cluster) for cluster in _clusters(rng, known)]
    grouped.sort(key=lambda pair: pair[0].id)
    propositions = tuple(proposition for proposition, _ in grouped)
    reuse = tuple(_reuse(rng, known))
    return Comparison(
        propositions=propositions,
        questions=tuple(sorted(_questions(propositions), key=lambda question: question.id)),
        relations=tuple(sorted((r for p in propositions for r in _relations(p)), key=lambda r: (r.kind, r.claims))),
        reuse=reuse,
        entities=tuple(sorted(_entities(cast, known), key=lambda entity: entity.id)),
        events=tuple(_events(grouped)),
        statements=tuple(_statement(proposition, cluster) for proposition, cluster in grouped),
        leanings=tuple(sorted(_leanings(rng, known, reuse), key=lambda leaning: (leaning.claim, leaning.on))),
    )


def _clusters(rng: random.Random, known: Sequence[Known]) -> Iterator[Sequence[Known]]:
    """Claims put together: most alone, some in twos and threes, a few in dozens."""
    order, at = list(known), 0
    rng.shuffle(order)
    while at < len(order):
        size = min(int(rng.paretovariate(1.5)), 60)
        yield order[at : at + size]
        at += size


def _proposition(rng: random.Random, cluster: Sequence[Known]) -> Proposition:
    stances = [Stance.AFFIRMS if n == 0 or rng.random() < 0.85 else Stance.DENIES for n in range(len(cluster))]
    members = sorted(zip((claim.id for claim in cluster), stances, strict=True))
    origins = tuple(
        Origin(claim.source, claim.kind, stance, (claim.id,), "a source of its own")
        for claim, stance in zip(cluster, stances, strict=True)
    )
    standing = _standing(rng, stances)
    return Proposition(
        id=tagged("p1", [name for name, _ in members]),
        text=cluster[0].text,
        claims=tuple(StancedClaim(name, stance) for name, stance in members),
        origins=origins,
        standing=standing,
        why=f"{len(origins)} origins",
    )


def _standing(rng: random.Random, stances: Sequence[Stance]) -> Standing:
    if rng.random() < 0.005:
        return Standing.WITHDRAWN
    if Stance.DENIES in stances:
        return Standing.CONTESTED
    return Standing.CORROBORATED if len(stances) > 1 else Standing.SINGLE_ORIGIN


def _questions(propositions: Iterable[Proposition]) -> Iterator[Question]:
    for proposition in propositions:
        if proposition.standing is Standing.CONTESTED:
            affirmed = Answer("yes", (proposition.id,), proposition.affirming_origins)
            answers = (affirmed, Answer("no", (), proposition.denying_origins))
            ident = tagged("q1", [Variable.TRUTH, [[proposition.id], []]])
            yield Question(ident, f"Is it true that {proposition.text}?", Variable.TRUTH, answers)


def _relations(proposition: Proposition) -> Iterator[Relation]:
    for one, other in itertools.pairwise(proposition.claims):
        kind = RelationKind.SUPPORTS if one.stance is other.stance else RelationKind.REFUTES
        yield Relation(kind, (one.claim, other.claim), "alike in their words", 0.9)


def _entities(cast: Cast, known: Iterable[Known]) -> Iterator[Entity]:
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for claim in known:
        if claim.source in cast.kinds:
            spoken[claim.source].append(claim.id)
    for name, claims in spoken.items():
        kind, mentions = cast.kinds[name], tuple(sorted(cast.mentions[name], key=lambda m: (m.document, m.span)))
        yield Entity(_entity_id(kind, name), name, kind, mentions, tuple(sorted(claims)), "one name")


def _events(grouped: Iterable[tuple[Proposition, Sequence[Known]]]) -> Iterator[Event]:
    for proposition, cluster in grouped:
        for claim in cluster[:1]:
            if claim.event is not None:
                yield Event(claim.event, claim.text, (claim.id,), proposition.id)


def _statement(proposition: Proposition, cluster: Sequence[Known]) -> Statement:
    claim = cluster[0]
    said = Interval(claim.published, claim.published) if claim.published else None
    source = _entity_id(claim.kind, claim.source) if claim.kind is not SourceKind.OUTLET else ""
    timing = Timing.PUBLISHED if said else Timing.UNDATED
    return Statement(proposition.id, source, Stance.AFFIRMS, said, timing, (claim.id,))


def _entity_id(kind: SourceKind, name: str) -> str:
    return tagged("e1", [kind, name])


def _reuse(rng: random.Random, known: Iterable[Known]) -> Iterator[Reuse]:
    """Reports that take their first words from a report before them."""
    reports = list(dict.fromkeys(claim.document for claim in known))
    for at in sorted(rng.sample(range(1, len(reports)), int(len(reports) * _COPYING))):
        length = rng.randint(40, 120)
        passage = Passage(Span(0, length), Span(0, length))
        yield Reuse(reports[at], reports[rng.randrange(at)], (passage,), "its first words are those of that report")


def _leanings(rng: random.Random, known: Sequence[Known], reuse: Iterable[Reuse]) -> Iterator[Leaning]:
    originals = {one.copy: one.of for one in reuse}
    for claim in known:
        if claim.document in originals:
            yield Leaning(claim.id, originals[claim.document], Lean.WORDING, "its words are those of that report")
        elif rng.random() < _LEANING:
            yield _leaning(rng, claim.id, rng.choice(known))


def _leaning(rng: random.Random, claim: str, other: Known) -> Leaning:
    lean, why = rng.choice(_LEANS)
    if lean is Lean.CLAIM or other.kind is SourceKind.OUTLET:
        return Leaning(claim, other.id, *_LEANS[0])
    return Leaning(claim, _entity_id(other.kind, other.source), lean, why)
