"""When what is claimed happens, and when it was said: chosen from the time mentions of a claim's sentence.

Third part of extraction, after source, cue and content are known. Invariant: an answer is the days of a mention of the
text, or of publication; never a guess between them.
"""

from collections.abc import Sequence
from datetime import date

from sayso.model import Interval, Span
from sayso.reading.english.times import TimeMention

__all__ = ["event_time_of", "said_at_of"]

_NEAR = 40  # characters between a cue and the time that says when it was spoken


def event_time_of(
    content: tuple[Span, ...], sentence: Span, times: Sequence[TimeMention], published: date | None
) -> Interval | None:
    """The days on which what is claimed happens: a time inside the content, else one of the sentence; None if neither."""
    for m in times:
        if any(s.holds(m.span) for s in content) and m.interval and m.kind in ("date", "time"):
            return m.extent or m.interval
    return None


def said_at_of(
    cue: tuple[Span, ...],
    sentence: Span,
    content: tuple[Span, ...],
    times: Sequence[TimeMention],
    published: date | None,
) -> Interval | None:
    """The days on which it was said."""
    return None
