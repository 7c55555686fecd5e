"""Many values asked for at once: a portion of them after another, each with its marks for the text of a query.

Beneath `record`, `view`, `lookup` and `search`. Invariant: portions have few different lengths, so that the database
prepares few statements; a value that fills one up stands in it already.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["portions"]

T = TypeVar("T")

_MOST = 512


def portions(values: Iterable[T], most: int = _MOST) -> Iterator[tuple[str, list[T]]]:
    """`values` in portions of at most `most`, as `(marks, portion)`: for `… IN ({marks})`."""
    left = iter(values)
    while portion := list(islice(left, most)):
        length = min(1 << (len(portion) - 1).bit_length(), most)
        portion += portion[-1:] * (length - len(portion))
        yield ", ".join("?" * length), portion
