"""Makes a ledger of any number of claims: invented reports, their claims, and a comparison, all drawn from one seed.

What is measured of large ledgers (search, verifying, opening) is measured on it. Words, sources and outlets are used as
often as words are in any language: the second half as often as the first (Zipf). Each report's bytes are kept, and a
run is closed now and then; the comparison is drawn by `likening`. Invariant: a ledger depends on its seed and its size
alone, and `sayso verify` finds nothing wrong with it.
"""

import argparse
import itertools
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.drawing import Draw, names, vocabulary
from bench.likening import Cast, Known, draw_comparison
from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Claim,
    Custody,
    Document,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Gist,
    Interval,
    Judgement,
    Link,
    Means,
    Mention,
    Metadata,
    Source,
    SourceKind,
    Span,
    Verdict,
    Verification,
    claim_id,
    document_id,
    judgement_id,
    original_of,
    words_at,
)

__all__ = ["FIRST_DAY", "LAST_DAY", "Pools", "fill_ledger", "main", "make_pools"]

FIRST_DAY, LAST_DAY = date(2029, 1, 1), date(2031, 12, 31)
_MADE_AT = datetime(2032, 1, 1, tzinfo=UTC)
_BATCH = 200  # reports recorded at once
_RUN = 100_000  # claims, after which a run is closed
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
    known: list[Known] = []
    reports, closed = itertools.count(), 0
    while len(known) < claims:
        with ledger.batch():
            for number in itertools.islice(reports, _BATCH):
                if len(known) >= claims:
                    break
                document, found = _report(pools, number)
                ledger.record_document(document, found, _custody(document))
                known += (_kept(document, claim) for claim in found)
            if len(known) >= closed + _RUN:
                ledger.close_run()
                closed = len(known)
    rejected = _judge(ledger, pools.rng, known)
    kept = [claim for claim in known if claim.id not in rejected]
    compared = draw_comparison(pools.rng, Cast(pools.kinds, pools.mentions), kept)
    ledger.record_comparison(replace(compared, rejected=tuple(sorted(rejected))))
    ledger.close_run()
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


def _custody(document: Document) -> Custody:
    return Custody(original_of(document.text.encode(), "text/plain"), Means.FILE, document.path, "R. Holm")


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


def _kept(document: Document, claim: Claim) -> Known:
    source, outlet = claim.source, document.metadata.outlet or ""
    return Known(
        claim.id,
        document.id,
        document.published_on,
        claim.content.text,
        source.name if source else outlet,
        source.kind if source else SourceKind.OUTLET,
        claim.event_time,
    )


def _judge(ledger: Ledger, rng: random.Random, known: Sequence[Known]) -> frozenset[str]:
    """Judges a few claims, and gives the ids of those that are rejected."""
    picked = rng.sample(known, len(known) // 500)
    verdicts = [(claim.id, rng.choice((Verdict.ACCEPT, Verdict.REJECT))) for claim in picked]
    with ledger.batch():
        for number, (claim, verdict) in enumerate(verdicts):
            said = Judgement("", claim, verdict, "R. Holm", _MADE_AT + timedelta(seconds=number))
            ledger.record_judgement(Judgement(judgement_id(said), claim, verdict, said.by, said.at))
    return frozenset(claim for claim, verdict in verdicts if verdict is Verdict.REJECT)


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
