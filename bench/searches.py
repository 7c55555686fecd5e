"""Times the desk's searches, and looking up by id, on a ledger that `bench.large` made.

Queries are drawn from a seed: words as often as the ledger has them, each field alone, and fields and words together.
Warm is a search on an open ledger that was searched before; cold one on a ledger opened for it, whose pages the system
was asked to forget (of a file). Invariant: every query of the mix counts, the slow ones too.
"""

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.drawing import Draw
from bench.large import FIRST_DAY, LAST_DAY, make_pools
from sayso.ledger import Found, Ledger, open_ledger
from sayso.web.kept import KeptLedgers

__all__ = ["draw_queries", "main"]

_SHAPES = (
    *(
        "{w}",
        "{w} {w}",
        "{w} {w} {w}",
        '"{w} {w}"',
        '"the {w} {w} of"',
        "{w} -{w}",
        "{w} sort:newest",
        "{w} sort:oldest",
    ),
    *(
        "kind:{kind}",
        "kind:{kind} {w}",
        "outlet:{outlet}",
        "outlet:{outlet} {w}",
        'source:"{name}"',
        "source:{name}",
    ),
    *("standing:{standing}", "standing:{standing} {w}", "standing:contested kind:{kind} {w}", "stance:denies {w}"),
    *("from:{month} to:{later}", "from:{month} to:{later} {w}", "published:{day}", "published:{day} {w}"),
    *("said:{month}", "said:{day} {w}", "event:{month}..{later}", "event:{month}..{later} {w}", "event:{month}.. {w}"),
    *(
        "evidence:{evidence}",
        "evidence:{evidence} {w}",
        "form:direct {w} {w}",
        "own:yes {w}",
        "judged:yes",
        "judged:no {w}",
    ),
    *("in:text {w}", "in:text {w} {w}", 'in:text "{w} {w}"', "in:text outlet:{outlet} from:{month} {w}"),
    "kind:{kind} outlet:{outlet} from:{month} standing:contested {w}",
)


def draw_queries(seed: int, claims: int, each: int) -> list[tuple[str, str]]:
    """`each` queries of every shape, with their shape, for a ledger of so many claims."""
    rng, stock = random.Random(seed), make_pools(random.Random(1), claims)
    words, sources = Draw(rng, stock.words.things), Draw(rng, stock.sources.things)
    return [(shape, _filled(rng, shape, words, sources)) for shape in _SHAPES for _ in range(each)]


def _filled(rng: random.Random, shape: str, words: Draw, sources: Draw) -> str:
    month = rng.randrange(FIRST_DAY.year * 12, LAST_DAY.year * 12 + 9)
    values = {
        "kind": rng.choice(("person", "anonymous", "government", "document")),
        "outlet": rng.choice(("herald", "courier", "gazette", "wire")),
        "name": sources.one(),
        "standing": rng.choice(("contested", "corroborated", "withdrawn", "single-origin")),
        "evidence": rng.choice(("imagery", "video", "witness")),
        "month": f"{month // 12}-{month % 12 + 1:02}",
        "later": f"{(month + 3) // 12}-{(month + 3) % 12 + 1:02}",
        "day": f"{month // 12}-{month % 12 + 1:02}-{rng.randint(1, 28):02}",
    }
    filled = shape
    while "{w}" in filled:
        filled = filled.replace("{w}", words.one(), 1)
    return filled.format(**values)


class _Time(NamedTuple):
    """Milliseconds by the clock, and of this process at work: where others work too, the latter are fewer."""

    clock: float
    worked: float


def _timed(work: Callable[[], object]) -> _Time:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return _Time((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)


def _twice(work: Callable[[], object]) -> _Time:
    work()
    return _timed(work)


def _measure(title: str, times: Sequence[_Time]) -> None:
    clock, worked = sorted(time.clock for time in times), sorted(time.worked for time in times)
    at = int(len(times) * 0.95)
    shown = (clock[len(clock) // 2], clock[at], clock[-1], worked[at], worked[-1])
    print(f"{title:64}{len(times):>6}{''.join(f'{value:>10.1f}' for value in shown)}")


def _forget(place: str) -> None:
    """Asks the system to forget what it holds of a ledger's file in memory."""
    for path in (Path(place), Path(f"{place}-wal")):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _cold(place: str, query: str) -> _Time:
    with open_ledger(place, create=False) as ledger:
        _forget(place)
        return _timed(lambda: ledger.find(query))


def _kept(kept: KeptLedgers, query: str) -> Callable[[], object]:
    def ask() -> Found:
        with kept.one() as ledger:
            return ledger.find(query)

    return ask


def _opened(place: str, query: str) -> Callable[[], object]:
    def ask() -> Found:
        with open_ledger(place, create=False) as ledger:
            return ledger.find(query)

    return ask


def _by_id(ledger: Ledger, queries: Iterable[tuple[str, str]]) -> None:
    hits = [hit for _, query in queries for hit in ledger.find(query, limit=8).hits if hit.claim]
    claims = sorted({hit.claim.id for hit in hits if hit.claim})
    comparison = {
        "proposition": ("member", "proposition", ledger.view_proposition),
        "entity": ("speaker", "entity", ledger.view_entity),
        "entity in short": ("speaker", "entity", lambda name: ledger.lookup().heads([name])),
    }
    _measure("a claim by id", [_twice(lambda name=name: ledger.view_claim(name)) for name in claims])  # type: ignore[misc]
    documents = sorted({hit.document.id for hit in hits})
    _measure("a document by id", [_twice(lambda name=name: ledger.view_document(name)) for name in documents])  # type: ignore[misc]
    for kind, (table, column, view) in comparison.items():
        ids = [_tied(ledger, table, column, name) for name in claims]
        _measure(f"{kind} by id", [_twice(lambda view=view, name=name: view(name)) for name in ids if name])  # type: ignore[misc]


def _tied(ledger: Ledger, table: str, column: str, claim: str) -> str | None:
    row = ledger._store.row(f"SELECT {column} FROM {table} WHERE claim = ?", (claim,))
    return str(row[0]) if row else None


def main() -> int:
    """Prints for each shape of query, and for all, the median, the 95th percentile and the worst, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="the ledger: a file, or postgresql://HOST/DATABASE")
    parser.add_argument("--each", type=int, default=10, help="queries of each shape; 10 by default")
    parser.add_argument("--seed", type=int, default=7, help="another seed draws other queries")
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims it was made with")
    options = parser.parse_args()
    queries = draw_queries(options.seed, options.claims, options.each)
    columns = ("median", "95 %", "worst", "cpu 95 %", "cpu worst")
    print(f"{'milliseconds':64}{'number':>6}{''.join(f'{column:>10}' for column in columns)}")
    warm: defaultdict[str, list[_Time]] = defaultdict(list)
    with open_ledger(options.place, create=False) as ledger:
        for _, query in queries:
            ledger.find(query)
        for shape, query in queries:
            warm[shape].append(_timed(lambda query=query: ledger.find(query)))  # type: ignore[misc]
        for shape, times in warm.items():
            _measure(shape, times)
        _measure("all, warm", [each for times in warm.values() for each in times])
        _by_id(ledger, queries[::4])
    kept = KeptLedgers(options.place)
    _measure("all, each on a ledger kept open, as the desk asks", [_timed(_kept(kept, query)) for _, query in queries])
    kept.close()
    _measure("all, each on a ledger opened for it", [_timed(_opened(options.place, query)) for _, query in queries])
    if Path(options.place).is_file():
        _measure("all, cold", [_cold(options.place, query) for _, query in queries[:: options.each]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
