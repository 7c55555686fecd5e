"""The story's timeline: when things are claimed to happen, and who says so.

Invariant: an event is a proposition's text with a date that at least one of its affirming claims gives.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sayso.crossdoc.profiles import Profile
from sayso.model import Event, Interval, Proposition, Stance

__all__ = ["build_events"]


def build_events(propositions: Sequence[Proposition], profiles: Mapping[str, Profile]) -> tuple[Event, ...]:
    """Events in order of their first day, last day and text."""
    found = [
        Event(time, proposition.text, tuple(sorted(claims)))
        for proposition in propositions
        for time, claims in _times(proposition, profiles).items()
    ]
    return tuple(sorted(found, key=_order))


def _times(proposition: Proposition, profiles: Mapping[str, Profile]) -> dict[Interval, list[str]]:
    times: dict[Interval, list[str]] = defaultdict(list)
    for stanced in proposition.claims:
        time = profiles[stanced.claim].time
        if time is not None and stanced.stance is Stance.AFFIRMS:
            times[time].append(stanced.claim)
    return times


def _order(event: Event) -> tuple[date, date, str, tuple[str, ...]]:
    return event.date.first or date.min, event.date.last or date.max, event.text, event.claims
