"""The judgements of a ledger, kept from one asking to the next: the record only grows, so that only new ones are read.

For the desk, which asks for them with every page. Invariant: what it gives of a part of a story is all that bears on
that part, and little else.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from sayso.model import Anchor, Document, Judgement, Verdict

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Judgements"]

_OF_SOURCES = "sources"  # the key of what is judged of sources and whole reports: little, and it may bear on anything


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements recorded up to a moment, each with the number of its entry, in order of recording.

    `places` says where among them those are that have to do with a claim, a report, an address or a judgement.
    """

    rows: tuple[tuple[int, Judgement], ...] = ()
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def read_on(self, ledger: "Ledger") -> "Judgements":
        """These and those that were recorded since; all anew where the ledger is not the one they were read from."""
        last = self.rows[-1][0] if self.rows else 1
        # The last one known is read again: where another stands in its place, so does another ledger.
        new = ledger.lookup().judgements(last - 1)
        if self.rows and new[:1] != self.rows[-1:]:
            return Judgements().read_on(ledger)
        new = new[1:] if self.rows else new
        return Judgements((*self.rows, *new), self._placed(new)) if new else self

    def until(self, ident: str) -> "Judgements":
        """These as far as the one with this id; none where it is not among them."""
        end = next((n + 1 for n in self._at(ident) if self.rows[n][1].id == ident), 0)
        return Judgements(self.rows[:end], self.places)

    def through(self, entry: int) -> "Judgements":
        """These as far as they were recorded up to this entry."""
        return Judgements(self.rows[: bisect_right(self.rows, entry, key=itemgetter(0))], self.places)

    def since(self, entry: int) -> tuple[Judgement, ...]:
        """Those recorded after this entry."""
        return tuple(judgement for number, judgement in self.rows if number > entry)

    @property
    def newest(self) -> str:
        """The id of the one recorded last; "none" where there is none."""
        return self.rows[-1][1].id if self.rows else "none"

    @property
    def in_time(self) -> tuple[Judgement, ...]:
        """All in order of `(time, id)`."""
        return tuple(sorted((judgement for _, judgement in self.rows), key=_moment))

    def on(self, *things: str) -> tuple[Judgement, ...]:
        """Those made on these claims, sources, reports or judgements, or with regard to them, in order of time; and all
        that take them back.
        """
        return self._in_time(self._with_undoings(things))

    def narrowed(self, *things: str) -> "Judgements":
        """Those on these things and the last of all, from which it can be read on: little, to be sent elsewhere."""
        kept = self._with_undoings(things) | {*range(len(self.rows))[-1:]}
        rows = tuple(self.rows[n] for n in sorted(kept))
        return Judgements(rows, Judgements()._placed(rows))

    def bearing_on(
        self, documents: Collection[Document], claims: Collection[str], held: Callable[[Iterable[str]], Collection[str]]
    ) -> tuple[Judgement, ...]:
        """Those that bear on a part of a story, in order of time: on its claims, on sources, on claims of other
        versions of its reports, and on claims that its reports had (`held` gives of ids those of claims still there).
        """
        own, addresses = {d.id for d in documents}, {_key(d.metadata.url, d.path) for d in documents}
        found = self._with_undoings((*claims, _OF_SOURCES))
        beside = {n: self._anchored(n, addresses) for n in self._with_undoings(addresses) - found}
        there = held({a.claim for anchors in beside.values() for a in anchors if a.document in own})
        gone = {n for n, told in beside.items() if any(a.claim not in there for a in told)}
        return self._in_time(self._undone_too(found | gone))

    def _anchored(self, number: int, addresses: Collection[str]) -> list[Anchor]:
        return [a for a in self.rows[number][1].anchors or () if _key(a.url, a.path) in addresses]

    def _with_undoings(self, keys: Iterable[str]) -> set[int]:
        return self._undone_too({n for key in keys for n in self._at(key)})

    def _undone_too(self, places: Iterable[int]) -> set[int]:
        """These, and all that take one of them back, or take back what does."""
        found, left = set[int](), set(places)
        while left:
            found |= left
            left = {n for one in left for n in self._at(self.rows[one][1].id)} - found
        return found

    def _at(self, key: str) -> Iterator[int]:
        return (n for n in self.places.get(key, ()) if n < len(self.rows))

    def _in_time(self, places: Iterable[int]) -> tuple[Judgement, ...]:
        return tuple(sorted((self.rows[n][1] for n in places), key=_moment))

    def _placed(self, new: Iterable[tuple[int, Judgement]]) -> Mapping[str, tuple[int, ...]]:
        added: dict[str, list[int]] = {}
        for n, (_, judgement) in enumerate(new, len(self.rows)):
            for key in _keys(judgement):
                added.setdefault(key, []).append(n)
        return {**self.places, **{key: (*self.places.get(key, ()), *there) for key, there in added.items()}}


def _keys(judgement: Judgement) -> Iterable[str]:
    """By what a judgement is found: its own id, what it is about, and the addresses of the reports that has."""
    of_source = [_OF_SOURCES] if judgement.verdict in (Verdict.RATE, Verdict.WITHDRAW) else []
    addresses = (_key(anchor.url, anchor.path) for anchor in judgement.anchors or ())
    return dict.fromkeys((judgement.id, judgement.on, *judgement.claims, *addresses, *of_source))


def _key(url: str | None, path: str) -> str:
    from sayso.crossdoc import address

    return f"at {address(url, path)}"


def _moment(judgement: Judgement) -> tuple[datetime, str]:
    return judgement.at, judgement.id
