"""A text cut into pieces at the edges of what is marked in it, so that the marks nest.

Used for the reports of a dossier. Invariant: the pieces' texts joined are the text that was cut, to the letter.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sayso.dossier.values import Highlight, Piece
from sayso.model import Span

V = TypeVar("V")

__all__ = ["Region", "cut_pieces", "spread"]


class Region(NamedTuple):
    """A stretch to be marked: its highlight, and the number to set where it ends (0 for none)."""

    span: Span
    highlight: Highlight
    number: int = 0


def spread(region: Region, blocks: Sequence[Span]) -> list[tuple[int, Region]]:
    """The region's parts in each of the blocks (by index) that it touches: the first keeps its anchor, the last its
    number. Blocks are in order and don't overlap; what lies between them is lost.
    """
    index = max(0, bisect_right(blocks, Span(region.span.start, sys.maxsize)) - 1)
    if blocks and blocks[index].holds(region.span) and region.span.start < region.span.end:
        return [(index, region)]
    parts = []
    while index < len(blocks) and blocks[index].start < region.span.end:
        start = max(region.span.start, blocks[index].start)
        end = min(region.span.end, blocks[index].end)
        if start < end:
            parts.append((index, Span(start, end)))
        index += 1
    last = len(parts) - 1
    return [(index, _part(region, span, first=n == 0, last=n == last)) for n, (index, span) in enumerate(parts)]


def cut_pieces(
    text: str, span: Span, regions: Iterable[Region], places: Iterable[tuple[int, str]]
) -> tuple[Piece, ...]:
    """The pieces of `text` within `span`, in which all regions and places lie; `places` are anchors at single points.

    Where two regions cross, the inner one is closed and opened again.
    """
    ordered = sorted(regions, key=lambda region: (region.span.start, -region.span.end))
    anchors = _grouped((place, anchor) for place, anchor in places)
    numbers = _grouped((region.span.end, region.number) for region in ordered if region.number)
    edges = sorted({span.start, span.end, *anchors, *(edge for region in ordered for edge in region.span)})
    return tuple(
        Piece(text[start:end], tuple(anchors.get(start, ())), opens, closes, tuple(sorted(numbers.get(end, ()))))
        for start, end, opens, closes in _nested(edges, ordered)
    )


def _part(region: Region, span: Span, *, first: bool, last: bool) -> Region:
    highlight = region.highlight if first else _continued(region.highlight)
    return Region(span, highlight, region.number if last else 0)


def _continued(highlight: Highlight) -> Highlight:
    return replace(highlight, anchor="")


def _nested(edges: Sequence[int], regions: Sequence[Region]) -> Iterator[tuple[int, int, tuple[Highlight, ...], int]]:
    """Between each two edges: the highlights that open at the first, and how many open ones close at the last."""
    stack: list[Region] = []
    opening: list[Region] = []
    waiting = list(reversed(regions))
    for start, end in pairwise(edges):
        while waiting and waiting[-1].span.start == start:
            opening.append(waiting.pop())
        opening.sort(key=lambda region: -region.span.end)
        stack += opening
        gone = _close(stack, end)
        yield start, end, tuple(region.highlight for region in opening), len(gone)
        opening = [r._replace(highlight=_continued(r.highlight)) for r in gone if r.span.end > end]


def _close(stack: list[Region], end: int) -> list[Region]:
    """Take from the stack every region from the outermost that ends at `end` inwards."""
    depth = next((n for n, region in enumerate(stack) if region.span.end == end), len(stack))
    gone = stack[depth:]
    del stack[depth:]
    return gone


def _grouped(pairs: Iterable[tuple[int, V]]) -> dict[int, list[V]]:
    groups: dict[int, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
