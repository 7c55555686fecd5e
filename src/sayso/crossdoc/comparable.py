"""Whether two claims that differ in a number or a time speak of one story, one count, one happening.

Used before a difference is stated. Invariant: where names or structure show that two claims speak of different matters,
they differ in nothing; where a report names too little to tell, it is left open.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from sayso.crossdoc.affairs import one_affair
from sayso.crossdoc.amounts import CLOCK, people, units
from sayso.crossdoc.profiles import Profile
from sayso.crossdoc.words import load_vocabulary
from sayso.model import Granularity, Interval, Quantity

__all__ = ["counts_by_fate", "counts_of", "may_begin_together", "one_count", "one_happening", "one_story"]

_ZONES = frozenset({"utc", "gmt", "bst", "cet", "et", "est", "edt", "pt"})
_MEASURES = frozenset({"", "person", "year", "day", "hour", "month", "week", "minute"})
_WORD = re.compile(r"[^\W\d_]+")
_SEVERAL = 2
_PERIODS: Mapping[Granularity | None, Callable[[date], object]] = {
    Granularity.WEEK: lambda day: day.isocalendar()[:2],
    Granularity.MONTH: lambda day: (day.year, day.month),
    Granularity.YEAR: lambda day: day.year,
}
_FATES = frozenset({"=die", "=injure", "=miss", "=hold", "=rescue", "=free"})


def one_story(one: Profile, other: Profile) -> bool:
    """Whether the reports of two claims may tell of one story."""
    return one.claim.document == other.claim.document or one_affair(one.affair, other.affair)


def counts_of(profile: Profile) -> list[Quantity]:
    """The numbers of a claim that count something: no clock times and ages."""
    text = profile.claim.content.text
    return [
        q for q in profile.quantities if q.unit != CLOCK and q.unit not in _ZONES and not _is_aside(q, text, profile)
    ]


def counts_by_fate(profile: Profile) -> dict[str, list[Quantity]]:
    """What became of people → the numbers of those of whom the claim says so ("three dead and nine hurt"); under "" the
    numbers of a claim that tells of no fate.
    """
    fates = sorted(_FATES & profile.said.keys())
    if len(fates) < _SEVERAL:
        return {fate: counts_of(profile) for fate in fates or [""]}
    start, vocabulary = profile.claim.content.start, load_vocabulary()
    told = [(start + m.start(), vocabulary.term(m[0].lower()).name) for m in _WORD.finditer(profile.claim.content.text)]
    places = [(at, term) for at, term in told if term in fates]
    found: dict[str, list[Quantity]] = {}
    for count in counts_of(profile):
        at = min((span.start for span in count.spans), default=start)
        last = places[-1][1] if places else fates[0]
        found.setdefault(next((term for place, term in places if place > at), last), []).append(count)
    return found


def _is_aside(quantity: Quantity, text: str, profile: Profile) -> bool:
    """Whether the number is an age, or part of a name ("gate three")."""
    number = quantity.text
    if f"{number}-year-old" in text or f"{number} years old" in text:
        return True
    if quantity.unit:
        return False
    before = text.partition(number)[0].split()[-1:]
    named = bool(before) and before[0].lower() in {*profile.claim.gist.subject, *profile.claim.gist.object}
    return named or f", {number}," in text


def one_count(one: Profile, other: Profile) -> bool:
    """Whether the numbers may count one thing: things of one name, or what one predicate is about."""
    mine, theirs = (_FATES & {p.head, *p.subject, *p.object} or _FATES & p.said.keys() for p in (one, other))
    if mine and theirs and not mine & theirs:
        return False
    same_things = (units(counts_of(one)) & units(counts_of(other))) - _MEASURES
    if bool(mine) != bool(theirs):  # of the one is told what became of them, the other may count all there are
        same_things -= people()
    return bool(same_things) or one.head == other.head != "be" or bool(mine & theirs)


def one_happening(one: Profile, other: Profile) -> bool:
    """Whether the times may be of one happening: both are clauses, of one predicate, or one only says that it is."""
    clauses = all(p.claim.gist.subject or p.claim.gist.object for p in (one, other))
    return clauses and (one.head == other.head or "be" in (one.head, other.head))


def may_begin_together(one: Profile, other: Profile) -> bool:
    """Whether one tells since when, by the week, month or year, and the other begins within that:
    "since the middle of May" and "on 16 May".
    """
    return any("since" in a.adjuncts and _begins_within(a.time, b.time) for a, b in ((one, other), (other, one)))


def _begins_within(since: Interval | None, other: Interval | None) -> bool:
    period = _PERIODS.get(since.granularity) if since else None
    if since is None or other is None or period is None or since.first is None or other.first is None:
        return False
    return period(since.first) == period(other.first)
