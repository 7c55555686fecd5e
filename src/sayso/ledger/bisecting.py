"""Values of a view found by what they speak of, where the view lies in that order: no index is needed, nor kept right.

Under `lookup`. Invariant: found are all values with a wanted key and no other, whatever the number of rows; what is
remembered of where keys lie holds for one comparison alone.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sayso.ledger.portions import portions
from sayso.ledger.rows import read_body
from sayso.ledger.store import Store

__all__ = ["find_sorted", "read_places"]

T = TypeVar("T")
K = TypeVar("K", str, tuple[str, ...])

_AHEAD = 4  # rows read at once behind each place that was found
_REMEMBERED = 12  # rounds: all searches begin with the same few places

_Keys = dict[int, Any]  # place → the key there
_remembered: WeakKeyDictionary[Store, tuple[object, dict[str, _Keys]]] = WeakKeyDictionary()


def find_sorted(store: Store, table: str, kind: type[T], key: Callable[[T], K], wanted: Collection[K]) -> Iterator[T]:
    """The values of `table`, which lies in the order of `key`, whose key is wanted; in the order of the table.

    All are looked for at once, so that the database is asked some twenty times of a million rows.
    """
    (last,) = store.row(f"SELECT max(position) FROM {table}") or (None,)  # noqa: S608 — the tables are constants
    if last is None or not wanted:
        return
    low, high = dict.fromkeys(wanted, 0), dict.fromkeys(wanted, int(last) + 1)
    keys, rounds = _keys_of(store, table), 0
    while open_ := [w for w in low if low[w] < high[w]]:
        rounds += 1
        middle = {w: (low[w] + high[w]) // 2 for w in open_}
        read = read_places(store, table, kind, (place for place in middle.values() if place not in keys))
        new = {place: key(value) for place, value in read.items()}
        if rounds <= _REMEMBERED:
            keys |= new
        for w, place in middle.items():
            if (new[place] if place in new else keys[place]) < w:
                low[w] = place + 1
            else:
                high[w] = place
    yield from _run(store, (table, kind, key), low)


def _keys_of(store: Store, table: str) -> _Keys:
    """What is remembered of a view of the comparison held."""
    compared = store.row("SELECT digest, hash FROM comparison")
    known = _remembered.get(store)
    if known is None or known[0] != compared:
        known = _remembered[store] = (compared, {})
    return known[1].setdefault(table, {})


def _run(store: Store, view: tuple[str, type[T], Callable[[T], K]], starts: Mapping[K, int]) -> Iterator[T]:
    table, kind, key = view
    found: dict[int, T] = {}
    left = dict(starts)
    while left:
        read = read_places(store, table, kind, (place + n for place in left.values() for n in range(_AHEAD)))
        for wanted, place in list(left.items()):
            ahead = [place + n for n in range(_AHEAD) if place + n in read and key(read[place + n]) == wanted]
            found.update((at, read[at]) for at in ahead)
            left[wanted] += _AHEAD
            if len(ahead) < _AHEAD:
                del left[wanted]
    yield from (found[place] for place in sorted(found))


def read_places(store: Store, table: str, kind: type[T], places: Iterable[int]) -> dict[int, T]:
    """The values at these places of a view, by place."""
    read: dict[int, T] = {}
    for marks, portion in portions(dict.fromkeys(places)):
        sql = f"SELECT position, body FROM {table} WHERE position IN ({marks})"  # noqa: S608 — constants
        for position, body in store.rows(sql, portion):
            read[int(position)] = read_body(body, kind, f"{table} {position}")
    return read
