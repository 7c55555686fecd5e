"""What was said when: the claims of a proposition as statements, each of one source on one occasion.

Used by the timeline, after propositions are put together. Invariant: two reports are of two occasions only where their
days, or the words of the report, leave nothing else; copies and later reports of the same words are no new statement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sayso.crossdoc.origins import Ties
from sayso.crossdoc.reuse import published_at
from sayso.crossdoc.words import plain_words
from sayso.lexicon import load_lexicon
from sayso.model import Claim, Document, Interval, Proposition, SourceKind, Stance, Statement, Timing

__all__ = ["Sayings", "build_sayings", "build_statements"]

_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)
_LEAKS = frozenset({SourceKind.ANONYMOUS, SourceKind.DOCUMENT, SourceKind.RECORDING, SourceKind.GROUP})


@dataclass(frozen=True, slots=True)
class Sayings:
    """The claims of a story by id, with what tells when each was said and by whom."""

    claims: Mapping[str, Claim]
    published: Mapping[str, date | None]
    moments: Mapping[str, datetime]
    ties: Ties
    repeating: frozenset[str]
    looking_back: frozenset[str]

    def source(self, claim: Claim) -> str:
        """The entity whose word a claim is, "" where nobody is named."""
        return self.ties.of_claim(claim) or ""

    def line(self, claim: Claim) -> frozenset[str]:
        """Whom a claim's source speaks for, itself included; nobody where none is named."""
        source = self.source(claim)
        return self.ties.affiliations.of(source) if source else frozenset()

    def accountable(self, claim: Claim) -> bool:
        """Whether somebody speaks who can be held to it: no leak, no crowd, and no outlet that merely reports."""
        if claim.own:
            return self.ties.is_party(claim)
        return claim.source is not None and claim.source.kind not in {*_LEAKS, SourceKind.OUTLET}

    def one_voice(self, one: Claim, other: Claim) -> bool:
        """Whether two claims are of one source, or of those who speak for one body (a state has many voices)."""
        mine, theirs = self.source(one), self.source(other)
        if not mine or not theirs or not (self.accountable(one) and self.accountable(other)):
            return False
        shared = self.line(one) & self.line(other)
        parts = self.ties.cast.parts
        return mine == theirs or any(i in parts and parts[i].kind is SourceKind.ORGANISATION for i in shared)

    def page(self, claim: Claim) -> str:
        """The entity that published a claim's report, "" where it has no outlet."""
        return self.ties.cast.outlets.get(claim.document, "")

    def own_page(self, claim: Claim, other: Claim) -> bool:
        """Whether the other names nobody and stands on a page of whom the one's source speaks for."""
        page = self.page(other)
        if not page or other.source is not None or not self.ties.is_party(other):
            return False
        return self.accountable(claim) and page in self.line(claim)

    def told(self, claim: Claim) -> bool:
        """Whether the day of speaking is told, and not only supposed to be that of the report."""
        if self._dated(claim):
            return True
        return self.published[claim.document] is not None and (
            self.repeats(claim) or (claim.own and self.ties.is_party(claim))
        )

    def _dated(self, claim: Claim) -> bool:
        """Whether the report tells a day of speaking that is not its own."""
        published = self.published[claim.document]
        return claim.said_at is not None and claim.said_at != Interval(published, published)

    def repeats(self, claim: Claim) -> bool:
        """Whether the report says that the source says so again."""
        return claim.cue is not None and _holds(claim.cue.text, self.repeating)

    def looks_back(self, claim: Claim) -> bool:
        """Whether the report tells of a word older than itself, or has it from another outlet."""
        passed_on = any(link.kind is SourceKind.OUTLET for link in claim.chain[1:-1])
        return passed_on or (claim.cue is not None and _holds(claim.cue.text, self.looking_back))

    def days(self, claim: Claim) -> tuple[date, date]:
        """The first and the last day on which it may have been said."""
        published = self.published[claim.document]
        if self.told(claim):
            said = claim.said_at or Interval(published, published)
            return said.first or date.min, min(said.last or date.max, published or date.max)
        return date.min, published or date.max

    def before(self, one: Claim, other: Claim) -> bool:
        """Whether the one was surely said before the other; of two days that reports tell, next to each other, one may
        be the other, told of in the evening or from another part of the world.
        """
        last, first = self.days(one)[1], self.days(other)[0]
        both = self._dated(one) and self._dated(other)
        return last < first - (_DAY if both and first > date.min else timedelta())

    def reported_before(self, one: Claim, other: Claim) -> bool:
        """Whether the one was said before the other by what reports of their days leave likely: `before`, or published
        on an earlier day than a report that tells the other, first-hand, as news.
        """
        mine, theirs = self.published[one.document], self.published[other.document]
        fresh = not self.looks_back(other) and not self.told(other)
        return self.before(one, other) or (fresh and mine is not None and theirs is not None and mine < theirs)


def build_sayings(documents: Sequence[Document], claims: Iterable[Claim], ties: Ties) -> Sayings:
    """The `Sayings` of a story."""
    lexicon = load_lexicon("en", "accounts")
    return Sayings(
        claims={c.id: c for c in claims},
        published={d.id: d.published_on for d in documents},
        moments={d.id: published_at(d) or _NEVER for d in documents},
        ties=ties,
        repeating=lexicon.words("accounts", "repeating"),
        looking_back=lexicon.words("accounts", "looking back"),
    )


def build_statements(propositions: Iterable[Proposition], sayings: Sayings) -> tuple[Statement, ...]:
    """All statements, by proposition, then in order of their last possible day."""
    found = [s for p in propositions for s in _of_proposition(p, sayings)]
    return tuple(sorted(found, key=_order))


def _of_proposition(proposition: Proposition, sayings: Sayings) -> Iterator[Statement]:
    groups: dict[tuple[str, Stance], list[Claim]] = defaultdict(list)
    for stanced in proposition.claims:
        claim = sayings.claims[stanced.claim]
        source = sayings.source(claim)
        groups[source or claim.id, stanced.stance].append(claim)
    for (_, stance), claims in groups.items():
        for occasion in _occasions(claims, sayings):
            said, timing = _when(occasion, sayings)
            ids = tuple(c.id for c in occasion)
            yield Statement(proposition.id, sayings.source(occasion[0]), stance, said, timing, ids)


def _occasions(claims: Iterable[Claim], sayings: Sayings) -> list[list[Claim]]:
    """Claims of one source and stance put together where they may report one occasion."""
    occasions: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (sayings.days(c)[::-1], _place(c, sayings))):
        if occasions and not (
            sayings.accountable(claim) and all(sayings.before(earlier, claim) for earlier in occasions[-1])
        ):
            occasions[-1].append(claim)
        else:
            occasions.append([claim])
    return [sorted(occasion, key=lambda c: _place(c, sayings)) for occasion in occasions]


def _place(claim: Claim, sayings: Sayings) -> tuple[datetime, str, int, str]:
    return sayings.moments[claim.document], claim.document, claim.content.start, claim.id


def _when(occasion: Sequence[Claim], sayings: Sayings) -> tuple[Interval | None, Timing]:
    """The most precise day that is told; else the day of the earliest report."""
    told = [c for c in occasion if sayings.told(c)]
    if told:
        spoken = [c.said_at or Interval(*sayings.days(c)) for c in told]
        return min(spoken, key=lambda i: (i.days or date.max.toordinal(), i.last or date.max)), Timing.TOLD
    days = [day for c in occasion if (day := sayings.published[c.document])]
    return (Interval(min(days), min(days)), Timing.PUBLISHED) if days else (None, Timing.UNDATED)


def _order(statement: Statement) -> tuple[str, date, date, str, tuple[str, ...]]:
    said = statement.said or Interval(None, None)
    return statement.proposition, said.last or date.max, said.first or date.min, statement.stance, statement.claims


def _holds(text: str, words: frozenset[str]) -> bool:
    plain = f" {' '.join(plain_words(text))} "
    return any(f" {word} " in plain for word in words)
