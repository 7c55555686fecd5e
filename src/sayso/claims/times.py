"""When what is claimed happens, and when it was said: chosen from the time mentions of a claim's sentence.

Third part of extraction, after source, cue and content are known. Invariant: an answer is the days of mentions of the
text, or of publication; where the text does not say, there is none.
"""

from collections.abc import Sequence
from datetime import date

from sayso.model import Interval, Span
from sayso.reading.english.times import TimeMention

__all__ = ["event_time_of", "said_at_of"]

# From fine to coarse; a content's finest time says most.
_GRAINS = (
    *("time", "part", "day", "weekend", "week", "fortnight", "month", "quarter", "half", "season", "year"),
    *("decade", "century"),
)
_NEAR = 45  # characters between a cue and the time of speaking: room for "said in a statement in Tarnow on"
_OPENING = 14  # characters before a time that opens its sentence: room for "Earlier, on"
_BESIDE = 4  # characters of "on" and blanks between a time and the verb it stands before
_LONGEST = 366  # days; times further apart than that do not make one stretch


def event_time_of(
    content: tuple[Span, ...],
    sentence: Span,
    times: Sequence[TimeMention],
    published: date | None,
    *,
    cue: tuple[Span, ...] | None = None,
) -> Interval | None:
    """The days on which what is claimed happens, with the stretch that a preposition opens; None where it is not said.

    A time inside the content counts first, the finest; several as fine give the days from the first to the last of
    them. Else the time of the sentence nearest to the content that is not the time of speaking, which takes the `cue`:
    without one (None) no time outside the content is looked at; `()` stands for cues that take no time of their own.
    """
    dated = _dated(times)
    inside = [mention for mention in dated if any(span.overlaps(mention.span) for span in content)]
    if inside:
        return _joined(_finest(inside))
    if cue is None or not content:
        return None
    around = [mention for mention in dated if sentence.holds(mention.span)]
    spoken = _spoken(cue, sentence, content, around)
    outside = [mention for mention in around if mention not in spoken and not _is_publication(mention, published)]
    nearest = min(outside, key=lambda mention: _distance(mention.span, content), default=None)
    return _days(nearest) if nearest else None


def said_at_of(
    cue: tuple[Span, ...],
    sentence: Span,
    content: tuple[Span, ...],
    times: Sequence[TimeMention],
    published: date | None,
) -> Interval | None:
    """The days on which it was said: a time beside the cue and outside the content, else the day of publication.

    None where neither is known. A time after publication is not when it was said.
    """
    spoken = _spoken(cue, sentence, content, [mention for mention in _dated(times) if sentence.holds(mention.span)])
    past = [mention for mention in spoken if not _is_after(mention, published)]
    if past:
        return min(past, key=lambda mention: _distance(mention.span, cue)).interval
    return Interval(published, published) if published else None


def _dated(times: Sequence[TimeMention]) -> list[TimeMention]:
    return [mention for mention in times if mention.interval is not None and mention.granularity in _GRAINS]


def _days(mention: TimeMention) -> Interval | None:
    return mention.extent or mention.interval


def _finest(mentions: Sequence[TimeMention]) -> list[TimeMention]:
    points = [mention for mention in mentions if mention.kind != "duration"] or list(mentions)
    finest = min(_grain(mention) for mention in points)
    return [mention for mention in points if _grain(mention) == finest]


def _grain(mention: TimeMention) -> int:
    return max(_GRAINS.index(mention.granularity), _GRAINS.index("day"))


def _joined(mentions: Sequence[TimeMention]) -> Interval | None:
    """The days from the first to the last of the mentions, or the first's alone where that would be too long."""
    days = [each for each in map(_days, mentions) if each is not None]
    firsts = [each.first for each in days if each.first is not None]
    lasts = [each.last for each in days if each.last is not None]
    if len(firsts) < len(days) or len(lasts) < len(days):
        return days[0]
    whole = Interval(min(firsts), max(lasts))
    return whole if whole.days is not None and whole.days <= _LONGEST else days[0]


def _spoken(
    cue: tuple[Span, ...], sentence: Span, content: tuple[Span, ...], dated: Sequence[TimeMention]
) -> list[TimeMention]:
    """The mentions that say when the cue's words were spoken."""
    return [
        mention
        for mention in dated
        if mention.relation is None
        and not any(span.overlaps(mention.span) for span in content)
        and any(_is_beside(mention.span, span, sentence, content) for span in cue)
    ]


def _is_beside(time: Span, cue: Span, sentence: Span, content: tuple[Span, ...]) -> bool:
    """Whether a time belongs to a cue: said on Tuesday; on Tuesday rejected; On Tuesday, the ministry said."""
    between = Span(min(time.end, cue.end), max(time.start, cue.start))
    if any(span.overlaps(between) for span in content):
        return False
    if cue.start <= time.start:
        return time.start - cue.end <= _NEAR
    gap = cue.start - time.end
    opens = time.start - sentence.start <= _OPENING
    return gap <= _BESIDE or (opens and gap <= _NEAR)


def _distance(time: Span, spans: tuple[Span, ...]) -> int:
    return min(max(time.start - span.end, span.start - time.end, 0) for span in spans)


def _is_after(mention: TimeMention, published: date | None) -> bool:
    first = mention.interval.first if mention.interval else None
    return published is not None and first is not None and first > published


def _is_publication(mention: TimeMention, published: date | None) -> bool:
    """A dateline's day or "today" outside the content says when the report was written."""
    return mention.kind == "date" and published is not None and mention.interval == Interval(published, published)
