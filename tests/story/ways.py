"""Ways to read the same reports into a ledger: order, processes, sizes of chunks and batches, sittings, engine.

Invariant: a way is told by its number alone, so that one that fails can be tried again.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sayso.ledger import Ledger
from sayso.model import Document
from sayso.story import Extracted, compare, extract_documents
from sayso.story.workers import ChunkSize, load_engine
from tests.ledger.engines import Engine

__all__ = ["Way", "read_so", "way"]

_WORKERS = (1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 4)  # by number: most ways need no process of their own


@dataclass(frozen=True)
class Way:
    """How reports are read: in an order, by so many processes, in chunks of so many characters and documents, so many
    recorded at once, in so many sittings, each of them compared or the last alone, and some read twice. Several
    processes read in one sitting, as each would start them anew.
    """

    number: int
    workers: int
    size: ChunkSize
    batch: int
    sittings: int
    compared: bool
    twice: bool

    def order(self, documents: Sequence[Document]) -> list[Document]:
        """The reports in the order of this way; the first way takes them as they come."""
        taken = list(documents)
        if self.number:
            random.Random(self.number).shuffle(taken)
        return taken


def way(number: int) -> Way:
    """The way of this number; the first is the plainest."""
    if number == 0:
        return Way(0, 1, ChunkSize(), 1, 1, compared=False, twice=False)
    chance = random.Random(100 + number)
    size = ChunkSize(chance.choice([1, 1_500, 4_000, 50_000]), chance.choice([1, 2, 3, 64]))
    workers = _WORKERS[number % len(_WORKERS)]
    return Way(
        number,
        workers,
        size,
        batch=chance.choice([1, 2, 5, 100]),
        sittings=chance.choice([1, 2, 3]) if workers == 1 else 1,
        compared=chance.random() < 0.3,
        twice=chance.random() < 0.3,
    )


def read_so(made: Way, documents: Sequence[Document], engine: Engine, here: Callable[[str], object]) -> Ledger:
    """The ledger that comes of reading `documents` this way, open; `here` loads what reads in this process."""
    ledger = engine.open()
    order = made.order(documents)
    for sitting in range(made.sittings):
        mine = order[sitting :: made.sittings] if not made.twice else order[: len(order) - sitting]
        load = here if made.workers == 1 else partial(load_engine, apart=True)
        extracted = extract_documents(mine, load=load, jobs=made.workers, size=made.size)  # type: ignore[arg-type]
        for portion in _portions(extracted, made.batch):
            with ledger.batch() if made.batch > 1 else nullcontext():
                for one in portion:
                    ledger.record_document(one.document, one.claims)
        if made.compared:
            compare(ledger)
    compare(ledger)
    return ledger


def _portions(extracted: Iterator[Extracted], size: int) -> Iterator[list[Extracted]]:
    while portion := list(islice(extracted, size)):
        yield portion
