"""When what is claimed happens, and when it was said: chosen from the time mentions of a claim's sentence.

Third part of extraction, after source, cue and content are known. Invariant: an answer is the days of mentions of the
text, or of publication; where the text does not say, there is none.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from sayso.model import Granularity, Interval, Span
from sayso.reading.english.times import TimeMention

__all__ = ["Bearing", "event_time_of", "said_at_of"]

# From fine to coarse; a content's finest time says most.
_GRAINS = tuple(Granularity)
_YEAR = _GRAINS.index(Granularity.YEAR)
_UNREAD: Mapping[TimeMention, "Bearing"] = {}
_NEAR = 45  # characters between a cue and the time of speaking: room for "said in a statement in Tarnow on"
_OPENING = 14  # characters before a time that opens its sentence: room for "Earlier, on"
_BESIDE = 4  # characters of "on" and blanks between a time and the verb it stands before
_LONGEST = 366  # days; times further apart than that do not make one stretch


class Bearing(StrEnum):
    """What a time of a claim's sentence says the time of: what is claimed, the speaking of it, both at once ("a film
    shot on Monday shows"), or something else.
    """

    EVENT = "event"
    SPEECH = "speech"
    BOTH = "both"
    ASIDE = "aside"


def event_time_of(
    content: tuple[Span, ...],
    sentence: Span,
    times: Sequence[TimeMention],
    published: date | None,
    *,
    cue: tuple[Span, ...] | None = None,
    bearings: Mapping[TimeMention, Bearing] = _UNREAD,
) -> Interval | None:
    """The days on which what is claimed happens, with the stretch that a preposition opens; None where it is not said.

    A time inside the content counts first, the finest; several as fine give the days from the first to the last of
    them. Else the time of the sentence nearest to the content that is not the time of speaking, which takes the `cue`:
    without one (None) no time outside the content is looked at; `()` stands for cues that take no time of their own.
    Where `bearings` tell what a time bears on, one that stands aside counts only where no other does, and never where
    it is a year or coarser: "the 2014 law" says when the law was made.
    """
    dated = _bearing(_dated(times), bearings)
    inside = [mention for mention in dated if any(span.overlaps(mention.span) for span in content)]
    if inside:
        return _joined(_finest(inside))
    if cue is None or not content:
        return None
    around = [mention for mention in dated if sentence.holds(mention.span)]
    spoken = _spoken(cue, sentence, content, around, bearings)
    spoken = [mention for mention in spoken if bearings.get(mention) is not Bearing.BOTH]
    outside = [mention for mention in around if mention not in spoken and not _is_publication(mention, published)]
    nearest = min(outside, key=lambda mention: _distance(mention.span, content), default=None)
    return _days(nearest) if nearest else None


def said_at_of(
    cue: tuple[Span, ...],
    sentence: Span,
    content: tuple[Span, ...],
    times: Sequence[TimeMention],
    published: date | None,
    bearings: Mapping[TimeMention, Bearing] = _UNREAD,
) -> Interval | None:
    """The days on which it was said: a time beside the cue and outside the content, or one that bears on the speaking;
    else the day of publication.

    None where neither is known. A time after publication is not when it was said.
    """
    around = [mention for mention in _dated(times) if sentence.holds(mention.span)]
    spoken = _spoken(cue, sentence, content, around, bearings)
    past = [mention for mention in spoken if not _is_after(mention, published)]
    if past:
        nearest = min(past, key=lambda mention: _distance(mention.span, cue))
        return _told(nearest.interval, [nearest])
    return Interval(published, published, Granularity.DAY) if published else None


def _dated(times: Sequence[TimeMention]) -> list[TimeMention]:
    return [mention for mention in times if mention.interval is not None and mention.granularity in _GRAINS]


def _bearing(mentions: Sequence[TimeMention], bearings: Mapping[TimeMention, Bearing]) -> list[TimeMention]:
    """The mentions that may bear on what is claimed: those that don't stand aside, else those finer than a year."""
    beside = [mention for mention in mentions if bearings.get(mention) is Bearing.ASIDE]
    fine = [mention for mention in beside if _GRAINS.index(Granularity(mention.granularity)) < _YEAR]
    events = [mention for mention in mentions if mention not in beside]
    return events if any(bearings.get(mention) is not Bearing.SPEECH for mention in events) else [*events, *fine]


def _days(mention: TimeMention) -> Interval | None:
    return _told(mention.extent or mention.interval, [mention])


def _told(days: Interval | None, mentions: Sequence[TimeMention]) -> Interval | None:
    """The days with the coarsest granularity of the mentions that tell them."""
    if days is None:
        return None
    return Interval(days.first, days.last, max((Granularity(m.granularity) for m in mentions), key=_GRAINS.index))


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
    return _told(whole, mentions) if whole.days is not None and whole.days <= _LONGEST else days[0]


def _spoken(
    cue: tuple[Span, ...],
    sentence: Span,
    content: tuple[Span, ...],
    dated: Sequence[TimeMention],
    bearings: Mapping[TimeMention, Bearing],
) -> list[TimeMention]:
    """The mentions that say when the cue's words were spoken."""

    def is_spoken(mention: TimeMention) -> bool:
        if mention.relation is not None or not cue or any(span.overlaps(mention.span) for span in content):
            return False
        if bearings.get(mention) in (Bearing.SPEECH, Bearing.BOTH):
            return True
        return any(_is_beside(mention.span, span, sentence, content) for span in cue)

    return [mention for mention in dated if is_spoken(mention)]


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
