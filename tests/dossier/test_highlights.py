from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.highlights import Region, cut_pieces, spread
from sayso.dossier.values import Highlight
from sayso.model import Span

TEXT = "abcdefghijklmnopqrstuvwxyz"


def region(start: int, end: int, name: str, number: int = 0) -> Region:
    return Region(Span(start, end), Highlight(name, "said", ""), number)


def written(text: str, *regions: Region) -> str:
    """The pieces as one text: `<name:` where a highlight begins, `>` where it ends."""
    pieces = cut_pieces(text, Span(0, len(text)), regions, [])
    return "".join("".join(f"<{o.anchor}:" for o in p.opens) + p.text + ">" * p.closes for p in pieces)


spans = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 26)).filter(lambda pair: pair[0] < pair[1]), max_size=8)


@given(spans, st.lists(st.integers(0, 25), max_size=3))
def test_pieces_joined_are_the_text_and_every_highlight_is_closed_in_order(pairs, places):
    regions = [region(start, end, f"r{n}", n + 1) for n, (start, end) in enumerate(pairs)]
    pieces = cut_pieces(TEXT, Span(0, 26), regions, [(place, f"p{n}") for n, place in enumerate(places)])
    assert "".join(piece.text for piece in pieces) == TEXT
    depth = 0
    for piece in pieces:
        depth += len(piece.opens) - piece.closes
        assert depth >= 0
    assert depth == 0
    anchors = [o.anchor for piece in pieces for o in piece.opens if o.anchor]
    assert sorted(anchors) == sorted(f"r{n}" for n in range(len(pairs)))
    assert sorted(a for piece in pieces for a in piece.anchors) == sorted(f"p{n}" for n in range(len(places)))
    assert sorted(n for piece in pieces for n in piece.numbers) == [n + 1 for n in range(len(pairs))]


@given(spans)
def test_each_character_lies_in_just_the_regions_that_hold_it(pairs):
    regions = [Region(Span(*pair), Highlight("", f"r{n}", "")) for n, pair in enumerate(pairs)]
    place, open_now = 0, []
    for piece in cut_pieces(TEXT, Span(0, 26), regions, []):
        open_now += [o.style for o in piece.opens]
        held = {f"r{n}" for n, (start, end) in enumerate(pairs) if start <= place < end}
        assert set(open_now) == held
        assert len(open_now) == len(held)
        place += len(piece.text)
        del open_now[len(open_now) - piece.closes :]


def test_nested_regions_nest():
    assert written(TEXT[:8], region(1, 7, "outer"), region(3, 5, "inner")) == "a<outer:bc<inner:de>fg>h"


def test_a_crossing_region_goes_on_without_its_anchor():
    assert written(TEXT[:8], region(0, 4, "one"), region(2, 6, "two")) == "<one:ab<two:cd>><:ef>gh"


def test_a_region_that_goes_on_opens_within_a_longer_one_that_begins_there():
    regions = region(0, 4, "one"), region(2, 6, "two"), region(4, 8, "three")
    assert written(TEXT[:8], *regions) == "<one:ab<two:cd>><three:<:ef>gh>"


def test_a_number_stands_where_its_region_ends():
    pieces = cut_pieces(TEXT[:6], Span(0, 6), [region(0, 3, "one", 7)], [])
    assert [(piece.text, piece.numbers) for piece in pieces] == [("abc", (7,)), ("def", ())]


def test_a_region_over_several_blocks_keeps_its_anchor_in_the_first_and_its_number_in_the_last():
    blocks = [Span(0, 5), Span(7, 12), Span(14, 20)]
    parts = spread(region(3, 16, "one", 4), blocks)
    assert [(i, tuple(r.span), r.highlight.anchor, r.number) for i, r in parts] == [
        (0, (3, 5), "one", 0),
        (1, (7, 12), "", 0),
        (2, (14, 16), "", 4),
    ]


def test_a_region_that_begins_between_blocks_begins_with_the_next():
    assert [i for i, _ in spread(region(5, 9, "one"), [Span(0, 5), Span(7, 12)])] == [1]
    assert spread(region(5, 7, "one"), [Span(0, 5), Span(7, 12)]) == []
    assert spread(region(3, 3, "one"), [Span(0, 5)]) == []
