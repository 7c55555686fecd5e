"""What a user types to find something: words, "phrases" and fields, as a value that the ledger can answer.

Before `search`; the desk, the command line and programs write one language. Invariant: every character of a query is
looked for, is a field's, or is passed over; none is an instruction to the database.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sayso.errors import UsageError
from sayso.model import EvidenceKind, Form, Interval, SourceKind, Stance, Standing, Status

__all__ = ["FIELDS", "Column", "Order", "Part", "Place", "Query", "field_word", "read_query"]


class Column(StrEnum):
    """Where a part of a query is looked for: in all that can be read, in one field's words, or among its values."""

    WORDS = "words"
    SOURCE = "source"
    OUTLET = "outlet"
    FIELD = "field"


class Part(NamedTuple):
    """A word or a phrase, and where it is looked for."""

    column: Column
    text: str


class Place(StrEnum):
    """What is searched: the claims, or the texts of the reports."""

    CLAIMS = "claims"
    TEXT = "text"


class Order(StrEnum):
    """In which order finds come: best first, or by the day of publishing."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(slots=True)
class Query:
    """A query as it was understood: of each group of `every` one part is found, of `none` no part.

    `published` bounds the day of publishing, `said` and `event` each ask for a day in common with an interval;
    `standing`, `stance` and `judged` map what is asked for to whether it is to be so, or not to be so.
    """

    every: list[tuple[Part, ...]] = field(default_factory=list)
    none: list[Part] = field(default_factory=list)
    published: list[Interval] = field(default_factory=list)
    said: list[Interval] = field(default_factory=list)
    event: list[Interval] = field(default_factory=list)
    standing: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    stance: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    judged: list[bool] = field(default_factory=list)
    place: Place = Place.CLAIMS
    order: Order | None = None
    fields: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[Part, ...]:
        """What is looked for among words, so that it can be marked where it was found."""
        return tuple(part for group in self.every for part in group if part.column in (Column.WORDS, Column.SOURCE))

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.every or self.none or self.fields)


class _Field(NamedTuple):
    """A field: how it goes into a query, and whether reports have it too."""

    take: Callable[[Query, str, str, bool], None]
    of_reports: bool = False


_PART = re.compile(r'(?P<without>(?<!\S)-)?(?:(?P<name>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\0": " "})
_MOST_PARTS = 64
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_YES = {"yes": True, "no": False}


def read_query(text: str) -> Query:
    """What `text` asks for; at most 64 words, phrases and fields of it count. Raises `UsageError` where a field has a
    value that it cannot have, with those that it can.
    """
    query = Query()
    clean = text.encode("utf-8", "replace").decode().translate(_QUOTES)
    for found in list(dict.fromkeys(match.groups() for match in _PART.finditer(clean)))[:_MOST_PARTS]:
        _take(query, *found)
    if query.place is Place.TEXT:
        _check_of_reports(query)
    return query


@lru_cache(maxsize=1_000)
def field_word(name: str, value: str) -> str:
    """The word by which the index knows that a field has a value; stemming leaves it alone, for it ends in a digit."""
    return f"{name}{''.join(filter(str.isalnum, value.lower()))}0"


def _take(query: Query, without: str | None, name: str | None, phrase: str | None, word: str | None) -> None:
    known = FIELDS.get((name or "").lower())
    if known and (phrase or word):
        query.fields.append(str(name).lower())
        known.take(query, str(name).lower(), phrase or word or "", bool(without))
        return
    told = f"{name}:{word or ''}" if name else word or ""
    for said in (told, phrase or ""):
        _take_words(query, Column.WORDS, said, bool(without))


def _take_words(query: Query, column: Column, said: str, without: bool) -> None:
    text = " ".join(said.split())
    # A part without letter or digit holds nothing that the index has.
    if not any(character.isalnum() for character in text):
        return
    part = Part(column, text)
    if without:
        query.none.append(part)
    else:
        query.every.append((part,))


def _check_of_reports(query: Query) -> None:
    for name in query.fields:
        if not FIELDS[name].of_reports:
            kept = ", ".join(sorted(name for name, known in FIELDS.items() if known.of_reports))
            raise UsageError(f"{name}: is of claims, and in:text searches reports; leave one out (reports have {kept})")


def _worded(column: Column) -> Callable[[Query, str, str, bool], None]:
    def take(query: Query, _: str, value: str, without: bool) -> None:
        _take_words(query, column, value, without)

    return take


def _chosen(*choices: str) -> Callable[[Query, str, str, bool], None]:
    def take(query: Query, name: str, value: str, without: bool) -> None:
        parts = tuple(Part(Column.FIELD, field_word(name, one)) for one in _values(name, value, choices))
        if without:
            query.none.extend(parts)
        else:
            query.every.append(parts)

    return take


def _take_standing(query: Query, name: str, value: str, without: bool) -> None:
    query.standing.append((_values(name, value, tuple(Standing)), not without))


def _take_stance(query: Query, name: str, value: str, without: bool) -> None:
    query.stance.append((_values(name, value, tuple(Stance)), not without))


def _take_judged(query: Query, name: str, value: str, without: bool) -> None:
    query.judged.append(_YES[_one(name, value, tuple(_YES))] is not without)


def _take_place(query: Query, name: str, value: str, without: bool) -> None:
    _must_be_plain(name, without)
    query.place = Place(_one(name, value, tuple(Place)))


def _take_order(query: Query, name: str, value: str, without: bool) -> None:
    _must_be_plain(name, without)
    query.order = Order(_one(name, value, tuple(Order)))


def _take_time(query: Query, name: str, value: str, without: bool) -> None:
    _must_be_plain(name, without)
    asked = {"published": query.published, "said": query.said, "event": query.event}[name]
    first, between, last = value.partition("..")
    if not between:
        last = first
    asked.append(Interval(_day(name, first, 0), _day(name, last, -1)))


def _take_from(query: Query, name: str, value: str, without: bool) -> None:
    _must_be_plain(name, without)
    query.published.append(Interval(_day(name, value, 0), None))


def _take_to(query: Query, name: str, value: str, without: bool) -> None:
    _must_be_plain(name, without)
    query.published.append(Interval(None, _day(name, value, -1)))


def _day(name: str, told: str, end: int) -> date | None:
    """The first (`end` 0) or last (-1) day of a year, month or day; None where nothing is told."""
    if not told:
        return None
    parts = _DATE.fullmatch(told)
    try:
        year, month, day = (int(part) if part else None for part in parts.groups()) if parts else (0, None, None)
        if day:
            return date(year or 0, month or 0, day)
        begin = date(year or 0, month or (12 if end else 1), 1)
        return begin if end == 0 else _last_of_month(begin)
    except ValueError:
        raise UsageError(
            f"{name}:{told} is no time; write a year, month or day (2031, 2031-04, 2031-04-06) or two with .. between"
        ) from None


def _last_of_month(day: date) -> date:
    if (day.year, day.month) == (9999, 12):
        return date.max
    return date.fromordinal(date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal() - 1)


def _values(name: str, value: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(one.strip().lower() for one in value.split(",") if one.strip()))
    if not choices and not any(character.isalnum() for character in value):
        raise UsageError(f"{name}:{value} names nothing; write a code such as {name}:en")
    if not values or (choices and not set(values) <= set(choices)):
        wrong = next((one for one in values if one not in choices), value)
        raise UsageError(f"{name}:{wrong} is not known; {name}: takes {', '.join(choices)}, or several with commas")
    return values


def _one(name: str, value: str, choices: tuple[str, ...]) -> str:
    chosen = value.strip().lower()
    if chosen not in choices:
        raise UsageError(f"{name}:{value} is not known; {name}: takes {' or '.join(choices)}")
    return chosen


def _must_be_plain(name: str, without: bool) -> None:
    if without:
        raise UsageError(f"-{name}: cannot be left out by a minus; write {name}: and what is wanted")


FIELDS: Mapping[str, _Field] = {
    "source": _Field(_worded(Column.SOURCE)),
    "kind": _Field(_chosen(*SourceKind)),
    "outlet": _Field(_worded(Column.OUTLET), True),
    "published": _Field(_take_time, True),
    "from": _Field(_take_from, True),
    "to": _Field(_take_to, True),
    "said": _Field(_take_time),
    "event": _Field(_take_time),
    "standing": _Field(_take_standing),
    "stance": _Field(_take_stance),
    "form": _Field(_chosen(*Form)),
    "evidence": _Field(_chosen(*EvidenceKind)),
    "own": _Field(_chosen(*_YES)),
    "judged": _Field(_take_judged),
    "language": _Field(_chosen(), True),
    "status": _Field(_chosen(*Status), True),
    "in": _Field(_take_place, True),
    "sort": _Field(_take_order, True),
}
"""Field of a query → what becomes of it; docs/search.md says what each asks for."""
