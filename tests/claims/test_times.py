"""Which time mention says when a claim's event was, and which when it was spoken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.times import Bearing, event_time_of, said_at_of
from sayso.model import Granularity, Interval, Span
from sayso.reading.english.times import find_times

PUBLISHED = date(2031, 3, 12)  # a Wednesday


def day(number: int, month: int = 3) -> Interval:
    return Interval(date(2031, month, number), date(2031, month, number))


def at(text: str, words: str | None) -> tuple[Span, ...]:
    if words is None:
        return ()
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in words.split(" … "))


SPOKEN = [
    ("The owner said on Tuesday that the mill was safe.", "said", "the mill was safe", day(11)),
    ("The owner on Monday rejected the charge that the mill was unsafe.", "rejected", "the mill was unsafe", day(10)),
    ("On Monday, the owner of the mill said it was safe.", "said", "it was safe", day(10)),
    ("“It was safe,” the owner said in Orlem on Tuesday.", "said", "It was safe", day(11)),
    ("“It burned on Monday,” the owner said.", "said", "It burned on Monday", day(12)),
    ("The owner said the mill burned on Monday.", "said", "the mill burned on Monday", day(12)),
    ("The owner has said since Monday that it was safe.", "said", "it was safe", day(12)),
    ("The owner will say on Friday that it was safe.", "say", "it was safe", day(12)),
    ("Three people died late on Monday in the fire, the owner of it all said.", "said", "Three people died", day(12)),
]

EVENTS = [
    ("The owner said on Tuesday that the mill burned on Monday.", "said", "the mill burned on Monday", day(10)),
    ("The owner said on Tuesday that the mill was safe.", "said", "the mill was safe", None),
    ("On Monday, the owner said the mill was safe.", "said", "the mill was safe", None),
    ("Three people died and nine were hurt late on Monday, police said.", "said", "Three people died", day(10)),
    ("The mill has been shut since 3 March, he said.", "said", "The mill has been shut since 3 March", (3, 12)),
    ("It burned in the first week of March, on 5 March, he said.", "said", "It burned … on 5 March", day(5)),
    (
        "“They wrote on 3 March and again on 5 March,” he said.",
        "said",
        "They wrote on 3 March and again on 5 March",
        (3, 5),
    ),
    ("The mill now stands empty, he said.", "said", "The mill now stands empty", None),
    ("The mill was recently sold, he said.", "said", "The mill was recently sold", None),
    ("It has burned twice in the past ten days, he said.", "said", "It has burned twice in the past ten days", (2, 12)),
]


@pytest.mark.parametrize(("text", "cue", "content", "expected"), SPOKEN, ids=[case[0] for case in SPOKEN])
def test_said_at_is_the_time_beside_the_cue(text: str, cue: str, content: str, expected: Interval) -> None:
    times = find_times(text, PUBLISHED)
    found = said_at_of(at(text, cue), Span(0, len(text)), at(text, content), times, PUBLISHED)
    assert found == expected


@pytest.mark.parametrize(("text", "cue", "content", "expected"), EVENTS, ids=[case[0] for case in EVENTS])
def test_event_time_is_the_contents_own(
    text: str, cue: str, content: str, expected: Interval | tuple[int, int] | None
) -> None:
    times = find_times(text, PUBLISHED)
    found = event_time_of(at(text, content), Span(0, len(text)), times, PUBLISHED, cue=at(text, cue))
    if isinstance(expected, tuple):
        expected = Interval(date(2031, 3, expected[0]), date(2031, 3, expected[1]))
    assert found == expected


def test_a_cue_that_takes_no_time_leaves_the_sentences_time_to_the_event() -> None:
    text = "On the 6th, according to him, nothing happened."
    found = event_time_of(
        at(text, "nothing happened"), Span(0, len(text)), find_times(text, PUBLISHED), PUBLISHED, cue=()
    )
    assert found == day(6)


def test_without_a_cue_no_time_outside_the_content_counts() -> None:
    text = "On the 6th, according to him, nothing happened."
    times = find_times(text, PUBLISHED)
    assert event_time_of(at(text, "nothing happened"), Span(0, len(text)), times, PUBLISHED) is None


def test_the_datelines_day_is_not_the_events() -> None:
    text = "ORLEM, March 12 (Wire) - Three people died, police said."
    times = find_times(text, PUBLISHED)
    found = event_time_of(at(text, "Three people died"), Span(0, len(text)), times, PUBLISHED, cue=at(text, "said"))
    assert found is None


def test_a_time_of_another_sentence_does_not_count() -> None:
    text = "It rained on Monday. Three people died, police said."
    times = find_times(text, PUBLISHED)
    content, cue = at(text, "Three people died"), at(text, "said")
    assert event_time_of(content, Span(21, len(text)), times, PUBLISHED, cue=cue) is None


def test_a_quotation_may_reach_beyond_its_sentence() -> None:
    text = "“It burned. It was Monday,” he said."
    content = at(text, "It burned. It was Monday")
    assert event_time_of(content, Span(12, len(text)), find_times(text, PUBLISHED), PUBLISHED) == day(10)


def test_days_too_far_apart_are_not_joined() -> None:
    text = "The pact signed on 5 May 1950 ended on 3 March 2031."
    found = event_time_of(at(text, text), Span(0, len(text)), find_times(text, PUBLISHED), PUBLISHED)
    assert found == Interval(date(1950, 5, 5), date(1950, 5, 5))


def test_without_publication_the_time_of_speaking_may_be_unknown() -> None:
    text = "The owner said on Tuesday that the mill was safe."
    content, cue, times = at(text, "the mill was safe"), at(text, "said"), find_times(text, None)
    assert said_at_of(cue, Span(0, len(text)), content, times, None) is None


PIECES = st.lists(
    st.sampled_from(
        ["said", "on Monday", "since 3 March", "the mill", "burned", "in 2029", ",", ".", "by May", "today"]
    ),
    min_size=1,
    max_size=14,
)


@given(PIECES, st.data())
def test_any_spans_give_days_of_the_text_or_of_publication(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
    content, cue = (tuple(data.draw(st.lists(spans, max_size=3))) for _ in range(2))
    times = find_times(text, PUBLISHED)
    event = event_time_of(content, Span(0, len(text)), times, PUBLISHED, cue=cue)
    said = said_at_of(cue, Span(0, len(text)), content, times, PUBLISHED)
    assert event is None or event.first is None or event.last is None or event.first <= event.last
    assert said in [mention.interval for mention in times] or said == Interval(PUBLISHED, PUBLISHED)


def test_days_have_the_granularity_of_the_time_that_tells_them() -> None:
    text = "He said on Monday that it would be shut by May 2032."
    times = find_times(text, PUBLISHED)
    content, sentence, cue = at(text, "it would be shut by May 2032"), Span(0, len(text)), at(text, "said")
    said, event = said_at_of(cue, sentence, content, times, PUBLISHED), event_time_of(content, sentence, times, None)
    assert said is not None
    assert said.granularity is Granularity.DAY
    assert event is not None
    assert event.granularity is Granularity.MONTH


def test_a_time_that_stands_aside_is_not_the_events() -> None:
    text = "He said the 2014 law would end."
    times = find_times(text, PUBLISHED)
    content = at(text, "the 2014 law would end")
    bearings = dict.fromkeys(times, Bearing.ASIDE)
    assert event_time_of(content, Span(0, len(text)), times, PUBLISHED, bearings=bearings) is None
