"""Makes a ledger of any number of claims: invented reports, their claims, and a comparison, all drawn from one seed.

What is measured of large ledgers (search, verifying, opening) is measured on it. Words, sources and outlets are used as
often as words are in any language: the second half as often as the first (Zipf). The comparison is drawn too, not
computed. Invariant: a ledger depends on its seed and its size alone, and `sayso verify` finds nothing wrong with it.
"""

import argparse
import itertools
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.drawing import Draw, names, vocabulary
from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Answer,
    Claim,
    Comparison,
    Document,
    Entity,
    Event,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Gist,
    Interval,
    Judgement,
    Link,
    Mention,
    Metadata,
    Origin,
    Proposition,
    Question,
    Relation,
    RelationKind,
    Source,
    SourceKind,
    Span,
    Stance,
    StancedClaim,
    Standing,
    Statement,
    Timing,
    Variable,
    Verdict,
    Verification,
    claim_id,
    document_id,
    judgement_id,
    tagged,
    words_at,
)

__all__ = ["FIRST_DAY", "LAST_DAY", "Pools", "fill_ledger", "main", "make_pools"]

FIRST_DAY, LAST_DAY = date(2029, 1, 1), date(2031, 12, 31)
_MADE_AT = datetime(2032, 1, 1, tzinfo=UTC)
_BATCH = 200  # reports recorded at once
_CLAIMS = (5, 15)  # in one report, least and most
_CUES = ("said", "told reporters", "claimed", "confirmed", "denied")
_KINDS = (
    *(SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OFFICE),
    *(SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.DOCUMENT, SourceKind.RECORDING),
)
_SHOWN = ("satellite images", "a video", "a memo", "two witnesses")
_EVIDENCE = (EvidenceKind.IMAGERY, EvidenceKind.VIDEO, EvidenceKind.DOCUMENT, EvidenceKind.WITNESS)


@dataclass(slots=True)
class _Sentence:
    """A sentence of a report with the places in it of what is a claim's: source, cue, content, evidence."""

    text: str
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None
    evidence: Span | None = None


@dataclass(slots=True)
class _Known:
    """What is kept of a claim for the comparison."""

    id: str
    document: str
    published: date | None
    text: str
    source: str
    kind: SourceKind
    event: Interval | None


@dataclass(slots=True)
class Pools:
    """What reports are made of, and who speaks in them."""

    rng: random.Random
    words: Draw
    sources: Draw
    outlets: Draw
    kinds: dict[str, SourceKind]
    mentions: defaultdict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))


def fill_ledger(ledger: Ledger, claims: int, seed: int = 1) -> int:
    """Records about `claims` claims (the last report is not cut off) and a comparison of them; gives their number."""
    pools = make_pools(random.Random(seed), claims)
    known: list[_Known] = []
    reports = itertools.count()
    while len(known) < claims:
        with ledger.batch():
            for number in itertools.islice(reports, _BATCH):
                if len(known) >= claims:
                    break
                document, found = _report(pools, number)
                ledger.record_document(document, found)
                known += (_kept(document, claim) for claim in found)
    rejected = _judge(ledger, pools.rng, known)
    ledger.record_comparison(_comparison(pools, [claim for claim in known if claim.id not in rejected]))
    return len(known)


def make_pools(rng: random.Random, claims: int) -> Pools:
    """What a ledger of `claims` claims is made of, drawn from its seed."""
    spoken = names(rng, max(20, claims // 50))
    return Pools(
        rng,
        Draw(rng, vocabulary(rng, 20_000)),
        Draw(rng, spoken),
        Draw(rng, [f"The {name.split()[-1]} {kind}" for name, kind in zip(names(rng, 300), _papers(), strict=False)]),
        {name: _KINDS[number % len(_KINDS)] if number % 3 else SourceKind.PERSON for number, name in enumerate(spoken)},
    )


def _papers() -> Iterator[str]:
    return itertools.cycle(("Herald", "Courier", "Gazette", "Wire", "Observer"))


def _report(pools: Pools, number: int) -> tuple[Document, list[Claim]]:
    rng = pools.rng
    day = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days + 1))
    published = day if rng.random() < 0.97 else None
    outlet = pools.outlets.one()
    sentences = list(_sentences(pools, rng.randint(*_CLAIMS)))
    text = "".join(sentence.text for sentence in sentences)
    known = Metadata(
        title=" ".join(pools.words.some(5)).capitalize(),
        outlet=outlet,
        published=published.isoformat() if published else None,
        language="en",
    )
    document = Document(document_id(text, known), text, known, f"reports/{number:07}.txt")
    return document, list(_claims(pools, document, sentences, published))


def _sentences(pools: Pools, claims: int) -> Iterator[_Sentence]:
    for _ in range(claims):
        yield _claiming(pools)
        yield _Sentence(f"{_clause(pools, 12).capitalize()}. ")
        if pools.rng.random() < 0.3:
            yield _Sentence("\n\n")


def _claiming(pools: Pools) -> _Sentence:
    rng = pools.rng
    content = _clause(pools, rng.randint(6, 14))
    if rng.random() < 0.2:
        return _Sentence(f"{content.capitalize()}. ", content=Span(0, len(content)))
    source, cue = pools.sources.one(), rng.choice(_CUES)
    shown = f", citing {rng.choice(_SHOWN)}" if rng.random() < 0.1 else ""
    if rng.random() < 0.3:
        at = len(content) + 4
        text = f"“{content.capitalize()},” {source} {cue}{shown}. "
        spans = Span(at, at + len(source)), Span(at + len(source) + 1, at + len(source) + 1 + len(cue))
        said = Span(1, 1 + len(content))
    else:
        text = f"{source} {cue} that {content}{shown}. "
        spans = Span(0, len(source)), Span(len(source) + 1, len(source) + 1 + len(cue))
        said = Span(len(source) + len(cue) + 7, len(source) + len(cue) + 7 + len(content))
    start = text.find(", citing ") + 9 if shown else 0
    return _Sentence(text, *spans, said, Span(start, len(text) - 2) if shown else None)


def _clause(pools: Pools, words: int) -> str:
    drawn = pools.words.some(words)
    return " ".join(("the", *drawn[:2], "of", drawn[2], "was", *drawn[3:]))


def _claims(
    pools: Pools, document: Document, sentences: Sequence[_Sentence], published: date | None
) -> Iterator[Claim]:
    at = 0
    for sentence in sentences:
        if sentence.content is not None:
            yield _claim(pools, document, sentence, at, published)
        at += len(sentence.text)


def _claim(pools: Pools, document: Document, sentence: _Sentence, at: int, published: date | None) -> Claim:
    rng = pools.rng
    source, cue, content, evidence = (
        words_at(document.text, [Span(at + span.start, at + span.end)]) if span else None
        for span in (sentence.source, sentence.cue, sentence.content, sentence.evidence)
    )
    assert content is not None
    whose = Source(source.text, source.spans, pools.kinds[source.text], source.text) if source else None
    if source:
        pools.mentions[source.text].append(Mention(document.id, source.spans[0], source.text))
    outlet = Link(document.metadata.outlet or "", SourceKind.OUTLET)
    return Claim(
        id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), content.spans),
        document=document.id,
        form=Form.DIRECT if document.text[content.start - 1 : content.start] == "“" else Form.INDIRECT,
        source=whose,
        cue=cue,
        content=content,
        sentence=Span(at, at + len(sentence.text) - 1),
        chain=(outlet, Link(whose.name, whose.kind)) if whose else (outlet,),
        factuality=Factuality.NOT_CERTAIN if cue and cue.text == "denied" else Factuality.CERTAIN,
        hedges=(),
        evidence=(_offered(evidence.text, evidence.spans),) if evidence else (),
        said_at=_said(rng, published),
        event_time=_event(rng, published),
        confidence=rng.randint(40, 99) / 100,
        gist=Gist(lemmas=tuple(content.text.lower().split())),
    )


def _offered(text: str, spans: tuple[Span, ...]) -> Evidence:
    return Evidence(text, spans, dict(zip(_SHOWN, _EVIDENCE, strict=True))[text], Verification.UNSTATED)


def _said(rng: random.Random, published: date | None) -> Interval | None:
    if published is None or rng.random() < 0.6:
        return None
    day = published - timedelta(days=rng.randrange(3))
    return Interval(day, day)


def _event(rng: random.Random, published: date | None) -> Interval | None:
    if published is None or rng.random() < 0.7:
        return None
    first = published - timedelta(days=rng.randrange(90))
    if rng.random() < 0.1:
        return Interval(first, None)
    return Interval(first, first + timedelta(days=rng.choice((0, 0, 6, 30))))


def _kept(document: Document, claim: Claim) -> _Known:
    source, outlet = claim.source, document.metadata.outlet or ""
    return _Known(
        claim.id,
        document.id,
        document.published_on,
        claim.content.text,
        source.name if source else outlet,
        source.kind if source else SourceKind.OUTLET,
        claim.event_time,
    )


def _judge(ledger: Ledger, rng: random.Random, known: Sequence[_Known]) -> frozenset[str]:
    """Judges a few claims, and gives the ids of those that are rejected."""
    picked = rng.sample(known, len(known) // 500)
    verdicts = [(claim.id, rng.choice((Verdict.ACCEPT, Verdict.REJECT))) for claim in picked]
    with ledger.batch():
        for number, (claim, verdict) in enumerate(verdicts):
            said = Judgement("", claim, verdict, "R. Holm", _MADE_AT + timedelta(seconds=number))
            ledger.record_judgement(Judgement(judgement_id(said), claim, verdict, said.by, said.at))
    return frozenset(claim for claim, verdict in verdicts if verdict is Verdict.REJECT)


def _comparison(pools: Pools, known: Sequence[_Known]) -> Comparison:
    grouped = [(_proposition(pools.rng, cluster), cluster) for cluster in _clusters(pools.rng, known)]
    grouped.sort(key=lambda pair: pair[0].id)
    propositions = tuple(proposition for proposition, _ in grouped)
    return Comparison(
        propositions=propositions,
        questions=tuple(sorted(_questions(propositions), key=lambda question: question.id)),
        relations=tuple(relation for proposition in propositions for relation in _relations(proposition)),
        entities=tuple(sorted(_entities(pools, known), key=lambda entity: entity.id)),
        events=tuple(_events(grouped)),
        statements=tuple(_statement(proposition, cluster) for proposition, cluster in grouped),
    )


def _clusters(rng: random.Random, known: Sequence[_Known]) -> Iterator[Sequence[_Known]]:
    """Claims put together: most alone, some in twos and threes, a few in dozens."""
    order, at = list(known), 0
    rng.shuffle(order)
    while at < len(order):
        size = min(int(rng.paretovariate(1.5)), 60)
        yield order[at : at + size]
        at += size


def _proposition(rng: random.Random, cluster: Sequence[_Known]) -> Proposition:
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


def _entities(pools: Pools, known: Iterable[_Known]) -> Iterator[Entity]:
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for claim in known:
        if claim.source in pools.kinds:
            spoken[claim.source].append(claim.id)
    for name, claims in spoken.items():
        kind, mentions = pools.kinds[name], tuple(sorted(pools.mentions[name], key=lambda m: (m.document, m.span)))
        yield Entity(tagged("e1", [kind, name]), name, kind, mentions, tuple(sorted(claims)), "one name")


def _events(grouped: Iterable[tuple[Proposition, Sequence[_Known]]]) -> Iterator[Event]:
    for proposition, cluster in grouped:
        for claim in cluster[:1]:
            if claim.event is not None:
                yield Event(claim.event, claim.text, (claim.id,), proposition.id)


def _statement(proposition: Proposition, cluster: Sequence[_Known]) -> Statement:
    claim = cluster[0]
    said = Interval(claim.published, claim.published) if claim.published else None
    source = tagged("e1", [claim.kind, claim.source]) if claim.kind is not SourceKind.OUTLET else ""
    timing = Timing.PUBLISHED if said else Timing.UNDATED
    return Statement(proposition.id, source, Stance.AFFIRMS, said, timing, (claim.id,))


def main() -> int:
    """Makes a ledger in a file (or at an address) and says how long that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="where to make it: a file, or postgresql://HOST/DATABASE")
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims; 1,000,000 by default")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another ledger")
    options = parser.parse_args()
    if Path(options.place).exists():
        print(f"{options.place} is there already; name another place", file=sys.stderr)
        return 1
    began = time.perf_counter()
    with open_ledger(options.place, clock=lambda: _MADE_AT) as ledger:
        claims = fill_ledger(ledger, options.claims, options.seed)
    print(f"{claims:,} claims in {time.perf_counter() - began:.0f} s: {options.place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
