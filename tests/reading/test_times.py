"""Time expressions: the table of cases, invariants under any text, and linear time."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Interval
from sayso.reading.english.time_values import easter, holiday, period_of, shifted
from sayso.reading.english.time_words import load_vocabulary, read_row
from sayso.reading.english.times import TimeMention, find_times

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yml").read_text(encoding="utf-8"))


def days_of(written: str) -> Interval | None:
    if written == "-":
        return None
    first, _, last = written.partition("..")
    if ".." not in written:
        last = first
    return Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def published_on(group: dict[str, Any]) -> date | None:
    return date.fromisoformat(group["published"]) if group["published"] else None


def positive_cases() -> Iterator[ParameterSet]:
    for group in CASES:
        for case in group.get("cases", []):
            yield pytest.param(published_on(group), case, id=f"{case[1]} | {group['phenomenon'][:30]} | {case[0][:30]}")


def negative_cases() -> Iterator[ParameterSet]:
    for group in CASES:
        for sentence in group.get("none", []):
            yield pytest.param(published_on(group), sentence, id=sentence[:40])


@pytest.mark.parametrize(("published", "case"), list(positive_cases()))
def test_an_expression_has_its_value_and_days(published: date | None, case: list[str]) -> None:
    text, phrase, value, days = case[:4]
    found = {text[m.span.start : m.span.end]: m for m in find_times(text, published)}
    assert phrase in found
    mention = found[phrase]
    assert (mention.value, mention.interval) == (value, days_of(days))
    if len(case) > 4:
        assert (mention.relation, mention.extent) == (case[4], days_of(case[5]))
    else:
        assert mention.extent == mention.interval


@pytest.mark.parametrize(("published", "sentence"), list(negative_cases()))
def test_what_is_no_time_is_not_found(published: date | None, sentence: str) -> None:
    found = find_times(sentence, published)
    assert [sentence[m.span.start : m.span.end] for m in found] == []


def test_there_are_many_cases() -> None:
    assert sum(len(group.get("cases", [])) + len(group.get("none", [])) for group in CASES) >= 150


VOCABULARY = """
    the a last next this that of in on at to from and by since ago Monday March May may Sept. 12 31 2031 '96 1990s 2nd
    first second half day week years quarter month weekend summer fall night noon 10:15 9 a.m. early late end earlier
    later before after few two twenty - , . 's yesterday today Christmas 31/12/9999 0001-01-01 9999-12-31 century Q1
    five thousand 99999999999 10-12 1999-2001 decade will not İ 🙂 ﬁve ٣
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n", "New Year's Day"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
ANCHORS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


@settings(max_examples=400, deadline=None)
@given(TEXTS, ANCHORS)
def test_mentions_stand_in_order_in_the_text(text: str, published: date | None) -> None:
    mentions = find_times(text, published)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        words = text[mention.span.start : mention.span.end]
        assert words == words.strip()
        assert well_formed(mention)
    assert all(one.span.end <= two.span.start for one, two in pairwise(mentions))


def well_formed(mention: TimeMention) -> bool:
    return all(
        days is None or days.first is None or days.last is None or days.first <= days.last
        for days in (mention.interval, mention.extent)
    )


@settings(max_examples=100, deadline=None)
@given(TEXTS, ANCHORS)
def test_the_same_text_gives_the_same_mentions(text: str, published: date | None) -> None:
    assert find_times(text, published) == find_times(text, published)


@given(TEXTS)
def test_words_of_a_row_ascend(text: str) -> None:
    row = read_row(text)
    assert len(row.letters) == len(row.starts) == len(row.ends)
    assert all(start < end for start, end in zip(row.starts, row.ends, strict=True))
    assert all(end <= start for end, start in zip(row.ends, row.starts[1:], strict=False))


@pytest.mark.parametrize(
    "junk",
    ["the last two ", "1.1.", "Monday, ", "2031-", "9", "\n ", "from May to ", "twenty-", "one hundred thousand ", " "],
)
def test_time_grows_with_length_alone(junk: str) -> None:
    find_times(junk, None)

    def seconds(size: int) -> float:
        text = junk * (size // len(junk))
        return min(timed(text) for _ in range(2))

    assert seconds(80_000) < 12 * seconds(20_000) + 0.05


def timed(text: str) -> float:
    started = time.process_time()
    find_times(text, date(2031, 3, 12))
    return time.process_time() - started


def test_an_absolute_date_is_the_same_from_any_day() -> None:
    text = "The ferry sank on 12 March 2031."
    assert find_times(text, None)[0].interval == find_times(text, date(2040, 1, 1))[0].interval


def test_every_listed_word_has_a_class() -> None:
    vocabulary = load_vocabulary()
    assert set(vocabulary.forms.values()) <= set(vocabulary.letters.values())
    assert len(set(vocabulary.letters.values())) == len(vocabulary.letters)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, date(2000, 4, 23)), (2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2038, date(2038, 4, 25))],
)
def test_easter_falls_on_its_sunday(year: int, day: date) -> None:
    assert easter(year) == day


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_movable_holidays_fall_on_their_weekday() -> None:
    assert holiday("11 4 4", 2031).first == date(2031, 11, 27)
    assert holiday("5 1 -1", 2031).first == date(2031, 5, 26)


@given(
    st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]),
    st.dates(date(1000, 1, 1), date(3000, 1, 1)),
    st.integers(-9, 9),
)
def test_moving_a_period_there_and_back_changes_nothing(unit: str, day: date, steps: int) -> None:
    period = period_of(unit, day)
    assert shifted(shifted(period, steps), -steps) == period
    assert unit == "weekend" or period.first <= day <= period.last
    assert unit == "weekend" or shifted(period, 1).first == period.last + timedelta(days=1)
