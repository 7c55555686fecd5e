"""Do judgements find their claims again after an edit, and never a lookalike?

    python -m bench.edits [--pairs 20000] [--read 0] [--seed 0] [--show]

Of each pair of versions every claim of the first is judged, and it is counted on which claims of the second these
judgements come to bear. `wrong` are those that say something else: other words, other antecedents, or the same words at
another place where both places have them. Claims are made by value; those of `--read` pairs by the whole pipeline.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from bench.edited import Article, Meaning, Sentence, edit, write_article
from sayso.crossdoc import settle_judgements
from sayso.model import (
    Claim,
    Document,
    Factuality,
    Form,
    Gist,
    Judgement,
    Link,
    Source,
    SourceKind,
    Span,
    Verdict,
    claim_id,
    words_at,
)
from sayso.story import Engine, load_engine

__all__ = ["Outcome", "by_value", "from_text", "judge_pair", "main"]

Read = Callable[[Document, Article, Sequence[Span]], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of a pair: claims judged whose sentence still stands, those of them found again, and what was found wrongly."""

    seed: int
    standing: int
    found: int
    wrong: tuple[str, ...]


def judge_pair(seed: int, read: Read) -> Outcome:
    """What becomes of judgements on every claim of an article after its edit."""
    rng = random.Random(seed)
    article = write_article(rng)
    edited = edit(article, rng)
    (old, before), (new, after) = (_read(version, read) for version in (article, edited))
    if old.id == new.id:
        return Outcome(seed, 0, 0, ())
    claims = [claim for claim, _ in (*before, *after)]
    meant = {claim.id: meaning for claim, meaning in (*before, *after)}
    settled = settle_judgements([_accepted(claim) for claim, _ in before], [old, new], claims)
    again = [(a.claim, a.found) for a in settled.anchorings if a.document == new.id and a.found is not None]
    wrong = tuple(f"{meant[one]} -> {meant[other]}" for one, other in again if not meant[one].is_same(meant[other]))
    standing = sum(any(meaning.is_same(other) for _, other in after) for _, meaning in before)
    return Outcome(seed, standing, len(again), wrong)


def _read(article: Article, read: Read) -> tuple[Document, list[tuple[Claim, Meaning]]]:
    """The document of an article, and its claims, each with what its sentence is."""
    document, places = article.document()
    meanings = article.meanings()
    claims = []
    for claim in read(document, article, places):
        number = next((n for n, place in enumerate(places) if place.start <= claim.content.start < place.end), None)
        if number is not None:
            claims.append((claim, meanings[number]))
    return document, claims


def by_value(document: Document, article: Article, places: Sequence[Span]) -> list[Claim]:
    """The claims as a faultless reader would find them; whoever is spoken of as "he" is who was named last."""
    claims: list[Claim] = []
    for number, (sentence, place) in enumerate(zip(article.sentences, places, strict=True)):
        before = next((c for c in reversed(claims) if c.cue), None) if sentence.content == "it" else None
        name = article.speaker(number) or sentence.source
        claims.append(_claim(document, sentence, place, name, before.id if before else None))
    return claims


def from_text(document: Document, _: Article, __: Sequence[Span]) -> Sequence[Claim]:
    """The claims that the pipeline reads in the text, each assertion for itself as a ledger has them."""
    return next(iter(_engine()([document]))).claims


@cache
def _engine() -> Engine:
    return load_engine("en", apart=True)


def _claim(document: Document, sentence: Sentence, place: Span, speaker: str | None, answered: str | None) -> Claim:
    text = document.text
    shown = text[slice(*place)]

    def spans(words: str | None) -> tuple[Span, ...]:
        if not words:
            return ()
        start = place.start + shown.index(words)
        return (Span(start, start + len(words)),)

    content, cue = spans(sentence.content), spans(sentence.cue)
    whose = spans(sentence.source)
    source = Source(sentence.source or "", whose, SourceKind.PERSON, speaker or "") if whose else None
    return Claim(
        id=claim_id(document.id, whose, cue, content),
        document=document.id,
        form=Form.INDIRECT,
        source=source,
        cue=words_at(text, cue) if cue else None,
        content=words_at(text, content),
        sentence=place,
        chain=(Link("The Pell Courier", SourceKind.OUTLET),),
        factuality=Factuality.NOT_CERTAIN if sentence.cue == "denied" else Factuality.CERTAIN,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=None,
        confidence=1.0,
        gist=Gist(),
        responds_to=answered,
    )


def _accepted(claim: Claim) -> Judgement:
    return Judgement(f"j1:{claim.id}", claim.id, Verdict.ACCEPT, "an editor", datetime(2031, 4, 8, tzinfo=UTC))


def outcomes(seeds: range, read: Read) -> Iterator[Outcome]:
    """What becomes of the pairs of these seeds."""
    return (judge_pair(seed, read) for seed in seeds)


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many judgements were kept and how many went wrong; 1 where any did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--read", type=int, default=0, help="pairs that are read from their texts")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--show", action="store_true", help="print what was found wrongly")
    options = parser.parse_args(argv)
    failed = 0
    for name, many, read in (("by value", options.pairs, by_value), ("read", options.read, from_text)):
        total: Counter[str] = Counter()
        for outcome in outcomes(range(options.seed, options.seed + many), read):
            total.update(pairs=1, standing=outcome.standing, found=outcome.found, wrong=len(outcome.wrong))
            for line in outcome.wrong if options.show else ():
                print(f"{outcome.seed}: {line}")
        if many:
            share = total["found"] / max(1, total["standing"])
            print(
                f"{name}: {total['pairs']} pairs, {total['standing']} judged claims of sentences that still stand, "
                f"{total['found']} found again ({share:.3f}), {total['wrong']} wrong"
            )
        failed += total["wrong"]
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
