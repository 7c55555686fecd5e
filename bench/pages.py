"""Times the desk's pages over a ledger of any size: each kind of page, for things drawn from a seed and the largest.

Each page is asked for once, as whoever comes to it first waits for it; what the desk makes when it starts is made by
then. Invariant: nothing is written, and every page that is timed was answered.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from starlette.testclient import TestClient

from bench.searches import draw_queries
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.listing import SourceOrder
from sayso.model import Proposition, Question
from sayso.web import create_app

__all__ = ["Taken", "main", "paths_of", "time_pages"]

_EACH = 40
_FEW = 200  # claims of a statement or a source of which a dossier is timed
_HERE = "http://127.0.0.1:8765"
_BROAD = ("own:no", "kind:anonymous", "standing:contested", "evidence:imagery", "from:2031-04 stance:denies")
_EACH_SHAPE = 2  # searches of each shape of the mix


def paths_of(
    ledger: Ledger, each: int = _EACH, seed: int = 1, claims_made: int = 1_000_000
) -> Mapping[str, Sequence[str]]:
    """Addresses by kind of page; the words looked for are those of a ledger that was made with so many claims."""
    rng, lookup = random.Random(seed), ledger.lookup()
    questions = sum(1 for _ in lookup.all(Question))
    claims = [lookup.claims_after(f"c1:{rng.randrange(16**8):08x}", 1) for _ in range(each)]
    drawn = lookup.claims([ident for found in claims for ident in found])
    members = lookup.propositions_of(drawn)
    largest = ledger.listing().sources(order=SourceOrder.CLAIMS, limit=each)
    return {
        "the story": [f"/?from={5 * rng.randrange(max(questions // 5, 1)) + 1}" for _ in range(each)],
        "a question": [f"/questions/{q.id}" for q in lookup.questions_of(p.id for p in members)],
        "a proposition": [f"/propositions/{p.id}" for p in members],
        "the reading view": [f"/documents/{c.document}" for c in drawn.values()],
        "a claim": [f"/claims/{ident}" for ident in drawn],
        "the source of a claim": [f"/sources/{ident}" for ident in sorted(set(lookup.speakers(drawn).values()))],
        "the largest sources": [f"/sources/{head.id}" for head in largest],
        "a dossier": list(_dossiers_of(ledger, members, drawn)),
        "a search": [f"/search?q={quote(query)}" for _, query in draw_queries(seed, claims_made, _EACH_SHAPE)],
        "a broad search": [f"/search?q={quote(query)}" for query in _BROAD],
        "lists": [
            "/documents",
            "/documents?by=outlet",
            "/sources",
            "/origins",
            "/timeline",
            "/dossier",
            "/review/history",
        ],
    }


def _dossiers_of(ledger: Ledger, members: Sequence[Proposition], claims: Collection[str]) -> Iterator[str]:
    """Addresses of dossiers of one statement, of one question, and of one source, as large as the desk gives them."""
    lookup, held = ledger.lookup(), {p.id: len(p.claims) for p in members}
    yield from (f"/dossier/file?proposition={ident}" for ident, number in held.items() if number <= _FEW)
    asked = (q for q in lookup.questions_of(held) if {p for a in q.answers for p in a.propositions} <= held.keys())
    yield from (f"/dossier/file?question={q.id}" for q in asked)
    sources = lookup.heads(lookup.speakers(claims).values())
    yield from (f"/dossier/file?source={head.id}" for head in sources if head.claims <= _FEW)


class Taken(NamedTuple):
    """Milliseconds until a page was answered whole, and those that the server worked, fewer where others do too."""

    clock: float
    worked: float


def time_pages(desk: TestClient, paths: Iterable[str]) -> Iterator[Taken]:
    """What each page takes."""
    for path in paths:
        began, worked = time.perf_counter(), time.process_time()
        answer = desk.get(path)
        yield Taken((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)
        answer.raise_for_status()


def _told(milliseconds: Iterable[float]) -> str:
    taken = sorted(milliseconds) or [0.0]
    most = taken[min(int(len(taken) * 0.95), len(taken) - 1)]
    return f"median {statistics.median(taken):.0f}, 95 % {most:.0f}, most {taken[-1]:.0f} ms"


def main() -> int:
    """Prints median, 95th percentile and most for each kind of page, by the clock and of work."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--each", type=int, default=_EACH, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims the ledger was made with")
    options = parser.parse_args()
    app = create_app(options.ledger)
    with TestClient(app, base_url=_HERE) as desk:
        began = time.perf_counter()
        for path in ("/", "/origins", "/sources", "/dossier", "/timeline"):
            desk.get(path).raise_for_status()
        ready = time.perf_counter() - began
        app.state.desk.prepared.wait()
        print(f"the desk is ready after {ready:.1f} s; all is made after {time.perf_counter() - began:.1f} s")
        with open_ledger(options.ledger, create=False) as ledger:
            paths = paths_of(ledger, options.each, options.seed, options.claims)
        for kind, asked in paths.items():
            taken = list(time_pages(desk, asked))
            clock, worked = _told(one.clock for one in taken), _told(one.worked for one in taken)
            print(f"{kind}: {len(asked)} pages, {clock}; of work {worked}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
