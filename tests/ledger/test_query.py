"""What a user types is understood, or the message says what to type instead."""

from datetime import date

import pytest

from sayso.cli.search import OPTIONS
from sayso.errors import UsageError
from sayso.ledger.query import FIELDS, Column, Order, Part, Place, read_query
from sayso.model import EvidenceKind, Form, Interval, SourceKind, Stance, Standing, Status


def words(*texts: str) -> list[tuple[Part, ...]]:
    return [(Part(Column.WORDS, text),) for text in texts]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("bridge  may", ("bridge", "may")),
        ('the "old  bridge" stands', ("the", "old bridge", "stands")),
        ('say"so', ("say", "so")),
        ('"old bridge', ("old bridge",)),
        ("bridge bridge", ("bridge",)),
        ("c1:ab NOT x*", ("c1:ab", "NOT", "x*")),
        ("S-400 well-known", ("S-400", "well-known")),
        ("colour:red kind: x", ("colour:red", "kind:", "x")),
        (" . ", ()),
    ],
)
def test_the_words_of_a_query(query: str, parts: tuple[str, ...]):
    assert read_query(query).every == words(*parts)


def test_a_minus_leaves_out():
    query = read_query('dam -flood -"two words" -kind:anonymous')
    assert query.every == words("dam")
    assert query.none[:2] == [Part(Column.WORDS, "flood"), Part(Column.WORDS, "two words")]
    assert [part.column for part in query.none] == [Column.WORDS, Column.WORDS, Column.FIELD]


@pytest.mark.parametrize(
    ("told", "interval"),
    [
        ("2031", Interval(date(2031, 1, 1), date(2031, 12, 31))),
        ("2032-02", Interval(date(2032, 2, 1), date(2032, 2, 29))),
        ("2031-04-06", Interval(date(2031, 4, 6), date(2031, 4, 6))),
        ("2031-04..2031-06", Interval(date(2031, 4, 1), date(2031, 6, 30))),
        ("2031-04..", Interval(date(2031, 4, 1), None)),
        ("..2031", Interval(None, date(2031, 12, 31))),
        ("9999-12", Interval(date(9999, 12, 1), date.max)),
    ],
)
def test_times(told: str, interval: Interval):
    assert read_query(f"said:{told}").said == [interval]
    assert read_query(f'published:"{told}"').published == [interval]


def test_from_and_to_take_whole_months():
    assert read_query("from:2031-04 to:2031-05").published == [
        Interval(date(2031, 4, 1), None),
        Interval(None, date(2031, 5, 31)),
    ]


def test_place_and_order():
    query = read_query("IN:text sort:Oldest dam")
    assert (query.place, query.order) == (Place.TEXT, Order.OLDEST)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("kind:robot", "kind:robot is not known.* person, office, .* outlet"),
        ("kind:person,robot", "kind:robot is not known"),
        ("standing:true", "single-origin, corroborated, contested, withdrawn"),
        ("from:yesterday", "from:yesterday is no time; write a year"),
        ("event:2031-13", "is no time"),
        ("said:2031-02-30", "is no time"),
        ("in:cellar", "claims or text"),
        ("own:perhaps", "yes, no"),
        ("-sort:best", "minus"),
        ("in:text kind:person", "kind: is of claims, and in:text searches reports"),
        ("language:?", "names nothing"),
    ],
)
def test_a_value_that_cannot_be_says_what_can(query: str, message: str):
    with pytest.raises(UsageError, match=message):
        read_query(query)


def test_the_command_line_has_every_field_and_names_its_values():
    assert [name for name, *_ in OPTIONS] == list(FIELDS)
    told = {name: text for name, _, text in OPTIONS}
    choices = {
        "kind": SourceKind,
        "standing": Standing,
        "stance": Stance,
        "form": Form,
        "evidence": EvidenceKind,
        "status": Status,
        "sort": Order,
    }
    for name, values in choices.items():
        for value in values:
            assert value in told[name]
