"""What comparing recorded claims yields. Everything here leads back to claim ids and document spans."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.claims import SourceKind
from sayso.model.spans import Span
from sayso.model.times import Interval

__all__ = [
    "Answer",
    "Change",
    "Comparison",
    "Entity",
    "Event",
    "FirstReport",
    "Grade",
    "Join",
    "Lean",
    "Leaning",
    "Mention",
    "Office",
    "Origin",
    "Passage",
    "Proposition",
    "Question",
    "Relation",
    "RelationKind",
    "Reuse",
    "Stance",
    "StancedClaim",
    "Standing",
    "Statement",
    "Timing",
    "Turn",
    "Variable",
    "Withdrawn",
]


class Stance(StrEnum):
    """What a claim does to its proposition."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DOUBTS = "doubts"


class Standing(StrEnum):
    """Where a proposition stands. `corroborated` asks for two independent affirming origins and no denial."""

    SINGLE_ORIGIN = "single-origin"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


class Variable(StrEnum):
    """What the answers to a question differ on."""

    TRUTH = "truth"
    TIME = "time"
    NUMBER = "number"
    PLACE = "place"
    AGENT = "agent"
    MANNER = "manner"
    CAUSE = "cause"


class RelationKind(StrEnum):
    """How two claims stand to each other."""

    IDENTICAL = "identical"
    SUPPORTS = "supports"
    REFUTES = "refutes"
    UPDATES = "updates"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class StancedClaim:
    """A claim of a proposition, by id, with its stance."""

    claim: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Origin:
    """What one or several claims of the same stance rest on in the end, and why they are one."""

    name: str
    kind: SourceKind
    stance: Stance
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A proposed Admiralty pair: reliability of the source A to F, set by a person (F until then), and credibility of
    what is claimed 1 (confirmed) to 6 (cannot be judged), with the reasons for it.
    """

    reliability: str = "F"
    credibility: int = 6
    reasons: tuple[str, ...] = ()

    @property
    def pair(self) -> str:
        """Letter and number together: "F3"."""
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is claimed, whoever claims it. `p1:…` ids digest the ids of its claims. A lone claim is one too."""

    id: str
    text: str
    claims: tuple[StancedClaim, ...]
    origins: tuple[Origin, ...]
    standing: Standing
    why: str
    grade: Grade = Grade()

    @property
    def affirming_origins(self) -> int:
        """How many independent origins affirm it; never more than the text supports."""
        return sum(origin.stance is Stance.AFFIRMS for origin in self.origins)

    @property
    def denying_origins(self) -> int:
        """How many independent origins deny it."""
        return sum(origin.stance is Stance.DENIES for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: ids of the propositions that give it (none for a denial) and its origins' number."""

    text: str
    propositions: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Question:
    """What accounts differ on. Its answers can't all be true; of a `truth` question the second is the denial."""

    id: str
    text: str
    variable: Variable
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims (by id) stand to each other; `score` from 0 to 1."""

    kind: RelationKind
    claims: tuple[str, str]
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Wording that two documents share: its place in the copy and in the original."""

    copy: Span
    of: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """One document's wording taken from another; both by id."""

    copy: str
    of: str
    passages: tuple[Passage, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, in a document by id."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that reports give an entity: its title, the body it is of ("" where not told), and the first and last
    day on which it is said to be held (open where not told), with the documents that say so.
    """

    title: str
    body: str
    held: Interval
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Two names put together as one entity: a proposal, with its reason. `sure` where nothing else could be meant."""

    name: str
    other: str
    why: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """The resolved thing behind mentions; `claims` are those of which it is the source, `joins` why its names are one,
    `offices` what it is said to be.
    """

    id: str
    name: str
    kind: SourceKind
    mentions: tuple[Mention, ...]
    claims: tuple[str, ...]
    why: str
    joins: tuple[Join, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something claimed to happen in an interval, with the claims that say so, and the proposition that it is of.

    `others` are the dates that other accounts give of it and that cannot hold beside this one.
    """

    date: Interval
    text: str
    claims: tuple[str, ...]
    proposition: str = ""
    others: tuple[Interval, ...] = ()

    @property
    def place(self) -> tuple[tuple[datetime.date, datetime.date], str, tuple[str, ...]]:
        """Events come in this order: by first day, last day and text."""
        return self.date.bounds, self.text, self.claims


class Timing(StrEnum):
    """How well it is known when something was said: told, no later than it was published, or not at all."""

    TOLD = "told"
    PUBLISHED = "published"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source said of a proposition on one occasion, with the claims that report it, first published first.

    `source` is the entity (by id), "" where nobody is named; `said` is None where neither the day of speaking nor that
    of publishing is known. Copies and later reports of the same words are one statement.
    """

    proposition: str
    source: str
    stance: Stance
    said: Interval | None
    timing: Timing
    claims: tuple[str, ...]


class Turn(StrEnum):
    """How an account of a source stands to its earlier one."""

    HELD = "held"
    CHANGED = "changed"
    REVERSED = "reversed"
    WITHDRAWN = "withdrawn"
    HARDENED = "hardened"
    SOFTENED = "softened"


@dataclass(frozen=True, slots=True)
class Change:
    """How a source's account went on: two claims (by id), the earlier first, and by what it is known.

    `source` is the entity (by id) that speaks later, for itself or for a body; only what is sure is a change.
    """

    turn: Turn
    source: str
    claims: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class FirstReport:
    """Where a proposition was first published, as far as the dates tell: the claims that may be the first.

    They stand in one document where that is `sure`; `date` is the first day on which any of them may have come out,
    None where one of them has no date; `why` says what settles it or leaves it open.
    """

    proposition: str
    claims: tuple[str, ...]
    date: Interval | None
    sure: bool
    why: str


class Lean(StrEnum):
    """How a claim rests on something beside its own words: by them, as taken from a report; by what another claim says;
    by those for whom its source speaks; by those through whom its word comes. What comes from inside a body that does
    not speak for it, such as a leak, does not rest on it.
    """

    WORDING = "wording"
    CLAIM = "claim"
    VOICE = "voice"
    HAND = "hand"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Leaning:
    """That a claim rests `on` a document, another claim, or a source that is not its own (all by id), and why.

    That it rests on the report it stands in, and on its own source, is told by these.
    """

    claim: str
    on: str
    lean: Lean
    why: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim that counts for nothing, for it rests `on` a document or a source (by id) that was withdrawn; and how."""

    claim: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that comparing yields, each list in canonical order (by id, by kind and claims for relations, by turn and
    claims for changes, by date and text for events, by proposition for statements and first reports, by claim for what
    claims lean on and what is withdrawn). `rejected` are the claims (by id) that were left out, for a person rejected
    them, there or in another version of their report.
    """

    propositions: tuple[Proposition, ...] = ()
    questions: tuple[Question, ...] = ()
    relations: tuple[Relation, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()
    firsts: tuple[FirstReport, ...] = ()
    leanings: tuple[Leaning, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    rejected: tuple[str, ...] = ()
