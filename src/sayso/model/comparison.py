"""What comparing recorded claims yields. Everything here leads back to claim ids and document spans."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.claims import SourceKind
from sayso.model.spans import Span
from sayso.model.times import Interval

__all__ = [
    "Answer",
    "Comparison",
    "Entity",
    "Event",
    "Grade",
    "Join",
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
    "Variable",
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
    """Something claimed to happen in an interval, with the claims that say so."""

    date: Interval
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that comparing yields, each list in canonical order (by id, or by date and text for events)."""

    propositions: tuple[Proposition, ...] = ()
    questions: tuple[Question, ...] = ()
    relations: tuple[Relation, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
