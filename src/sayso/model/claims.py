"""A claim: one attribution in one document, with all that is known of it.

Invariant: every word that a claim shows is a span of its document's text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.identity import tagged, tagged_all
from sayso.model.spans import Span, Words
from sayso.model.times import Interval

__all__ = [
    "Attitude",
    "Claim",
    "Course",
    "Evidence",
    "EvidenceKind",
    "Factuality",
    "Form",
    "Gist",
    "Link",
    "Place",
    "Quantity",
    "Source",
    "SourceKind",
    "Timex",
    "Unnamed",
    "Verification",
    "claim_id",
    "claim_ids",
]


class Form(StrEnum):
    """How the words of the content are given: all quoted, partly quoted, or paraphrased."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SourceKind(StrEnum):
    """What kind of thing a claim's source is."""

    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    ANONYMOUS = "anonymous"
    GROUP = "group"
    DOCUMENT = "document"
    RECORDING = "recording"
    OUTLET = "outlet"


class Factuality(StrEnum):
    """How the source commits to the content, never whether the world agrees (after FactBank's scale)."""

    CERTAIN = "true-certain"
    PROBABLE = "true-probable"
    POSSIBLE = "true-possible"
    NOT_CERTAIN = "false-certain"
    NOT_PROBABLE = "false-probable"
    NOT_POSSIBLE = "false-possible"
    UNKNOWN = "unknown"

    @property
    def denied(self) -> bool:
        """Whether the source commits to the content being false."""
        return self.value.startswith("false")


class Course(StrEnum):
    """How what is claimed lies in time, as its source tells it: over, going on, still to come, on a condition, or
    time and again.
    """

    PAST = "past"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    REPEATED = "repeated"


class Attitude(StrEnum):
    """How the outlet stands to what it reports: left to its source, made its own, or kept at a distance."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DISTANCING = "distancing"


class EvidenceKind(StrEnum):
    """What is offered for a claim."""

    IMAGERY = "imagery"
    VIDEO = "video"
    INTERCEPT = "intercept"
    DOCUMENT = "document"
    DATA = "data"
    WITNESS = "witness"
    OBSERVATION = "observation"
    PHYSICAL = "physical"
    NONE = "none"


class Verification(StrEnum):
    """What the report says of evidence: called verified, unverified, disputed, missing, or nothing said."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    MISSING = "missing"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What is told of a source that is kept unnamed: how many they are (`least` to `most`, None where open), by which
    words they are described, whom they are close to or what they know of, and why they are not named.
    """

    least: int
    most: int | None
    described: str
    close_to: Words | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whose word it is: the words in the report, the kind, the name it was resolved to there, and, of a source that is
    kept unnamed, what is told of it.
    """

    text: str
    spans: tuple[Span, ...]
    kind: SourceKind
    name: str
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: on whose word, and how that one commits to what is claimed (who only passes it on, to
    neither side).
    """

    name: str
    kind: SourceKind
    factuality: Factuality = Factuality.UNKNOWN


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something offered for a claim (or said to be missing), as words of the report; `by` names who offers it, None
    where the report does not say.
    """

    text: str
    spans: tuple[Span, ...]
    kind: EvidenceKind
    verification: Verification
    by: str | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it is said that there is none: not so of a word on the claim itself, such as "unverified"."""
        bare = self.kind is EvidenceKind.NONE and self.verification is Verification.UNSTATED
        return bare or self.verification is Verification.MISSING


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a content: bounds (equal where exact, None where open) and the lemma of what is counted."""

    low: float | None
    high: float | None
    unit: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a content: its words, the name it goes by, and the country it lies in (ISO 3166-1, two letters), None
    where neither text nor gazetteer tells.
    """

    text: str
    spans: tuple[Span, ...]
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time told beside or within a content: its words, and its value after TIMEX3 (`2031-04-06`, `2031-W12`,
    `XXXX-09-25` where the year is not told, `P3D`).
    """

    text: str
    spans: tuple[Span, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Gist:
    """What comparing needs of a content, so that no parser is needed after extraction.

    `head` is the lemma of its main predicate; `lemmas` its content words in order, lower case; `names` its proper
    names; `about` the content words of its sentence that stand outside the content (what "it" may refer to).
    `subject` and `object` are the words of who does it and to what it is done (passives turned round, pronouns kept);
    `adjuncts` its prepositional phrases, each a preposition and the content words behind it; `planned` whether it is
    said to come and not to have come ("will", "is set to"). `senses` holds for each of the lemmas a vector of what it
    means, all of one width, one signed byte a number; empty where the language has none.
    """

    head: str = ""
    negated: bool = False
    lemmas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    about: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    adjuncts: tuple[tuple[str, ...], ...] = ()
    planned: bool = False
    senses: bytes = b""


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution in one document. `source` and `cue` are None where the outlet speaks for itself.

    `responds_to` is the id of an earlier claim of the document where the content only points back to it ("rejected the
    accusation"): what is affirmed, denied or doubted is then that claim. `course` is None where the content does not
    tell; `attitude` is the outlet's, by the words in `attitude_signs`; `numbers` and `places` are those of the whole
    content, `dates` the times that bear on it or on its speaking.
    """

    id: str
    document: str
    form: Form
    source: Source | None
    cue: Words | None
    content: Words
    sentence: Span
    chain: tuple[Link, ...]
    factuality: Factuality
    hedges: tuple[Words, ...]
    evidence: tuple[Evidence, ...]
    said_at: Interval | None
    event_time: Interval | None
    confidence: float
    gist: Gist
    responds_to: str | None = None
    course: Course | None = None
    attitude: Attitude = Attitude.NEUTRAL
    attitude_signs: tuple[Words, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Timex, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the outlet asserts it in its own voice."""
        return self.source is None and self.cue is None


Places = tuple[tuple[int, int], ...]


def claim_id(document: str, source: Places, cue: Places, content: Places) -> str:
    """`c1:…` over the document and the places of source, cue and content: it survives a better reading of the rest."""
    return tagged("c1", [document, source, cue, content])


def claim_ids(claims: Iterable[tuple[str, Places, Places, Places]]) -> list[str]:
    """The `claim_id` of each."""
    return tagged_all("c1", claims)
