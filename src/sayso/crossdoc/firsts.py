"""What was first said where: for each proposition the earliest report that has it, as far as the dates tell.

Used by the timeline. Invariant: a report is called the first only where it came out before all others, or where the
others say that they have it from there; a day is no moment, and a report without a date may be older than all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sayso.crossdoc.origins import Ties
from sayso.crossdoc.reuse import published_at
from sayso.model import Claim, Document, FirstReport, Interval, Proposition, SourceKind, Stance

__all__ = ["find_firsts"]

_EVER = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Moment:
    """The stretch of time in which a report came out: a moment, a day, or all time."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, document: Document) -> "_Moment":
        published = published_at(document)
        if published is None:
            return cls(_EVER, _NEVER)
        exact = "T" in (document.metadata.published or "") or published.time() != time()
        return cls(published, published if exact else published + _DAY - timedelta(seconds=1))


def find_firsts(
    propositions: Iterable[Proposition], claims: Mapping[str, Claim], documents: Iterable[Document], ties: Ties
) -> tuple[FirstReport, ...]:
    """A first report for each proposition: of those who affirm it, or, where nobody does, of all its claims."""
    reports = {d.id: d for d in documents}
    moments = {ident: _Moment.of(document) for ident, document in reports.items()}
    return tuple(_first(p, _claims(p, claims), reports, moments, ties) for p in propositions)


def _claims(proposition: Proposition, claims: Mapping[str, Claim]) -> list[Claim]:
    affirming = [claims[c.claim] for c in proposition.claims if c.stance is Stance.AFFIRMS]
    return affirming or [claims[c.claim] for c in proposition.claims]


def _first(
    proposition: Proposition,
    claims: Sequence[Claim],
    reports: Mapping[str, Document],
    moments: Mapping[str, _Moment],
    ties: Ties,
) -> FirstReport:
    deadline = min(moments[c.document].last for c in claims)
    early = [c for c in claims if moments[c.document].first <= deadline]
    original = _given(early, ties) or early
    found = sorted(original, key=lambda c: (moments[c.document].first, c.document, c.content.start, c.id))
    homes = {c.document for c in found}
    return FirstReport(
        proposition=proposition.id,
        claims=tuple(c.id for c in found),
        date=_date(reports[i] for i in homes),
        sure=len(homes) == 1,
        why=_why(claims, early, homes, reports),
    )


def _given(claims: Sequence[Claim], ties: Ties) -> list[Claim]:
    """The claims of reports that no other is said to rest on: those that cite the outlet of another are left out."""
    documents = {c.document for c in claims}
    return [c for c in claims if not (_cited(c, ties) & (documents - {c.document}))]


def _cited(claim: Claim, ties: Ties) -> frozenset[str]:
    """The documents of the outlets that a claim is told to come from."""
    passed_on = (link for link in claim.chain[1:] if link.kind is SourceKind.OUTLET)
    outlets = (ties.cast.of_link(claim.document, link) for link in passed_on)
    return frozenset(d for outlet in outlets if outlet for d in ties.outlets.get(outlet, ()))


def _date(reports: Iterable[Document]) -> Interval | None:
    days = [document.published_on for document in reports]
    known = [day for day in days if day is not None]
    return Interval(min(known), max(known)) if len(known) == len(days) else None


def _why(claims: Sequence[Claim], early: Sequence[Claim], homes: set[str], reports: Mapping[str, Document]) -> str:
    if len({c.document for c in claims}) == 1:
        return "no other report says so"
    if len(homes) == 1:
        cited = len({c.document for c in early}) > 1
        return "the others of that time cite it" if cited else "published before all others"
    if any(reports[ident].published_on is None for ident in homes):
        return "some of the reports have no date"
    return "published at the same time, as far as the dates tell"
