"""What a dossier shows, already chosen, ordered and worded: the one value that all its forms render.

Texts here are plain, never markup. Invariant: every `anchor` that something points to is the place of exactly one
claim, question, proposition or report of the same dossier.
"""

from dataclasses import dataclass

from sayso.dossier.backing import Branch, Imprint, Likelihood, Line, Root
from sayso.dossier.moments import Axis, First, Numbered, Pointer, Publication, Saying, Step, Timeline, TimeRow
from sayso.model import Stance

__all__ = [
    "Account",
    "Axis",
    "Block",
    "Branch",
    "Citation",
    "Copying",
    "Decision",
    "Difference",
    "Dossier",
    "Figure",
    "First",
    "Head",
    "Held",
    "Highlight",
    "Imprint",
    "Likelihood",
    "Line",
    "Note",
    "Numbered",
    "Passages",
    "Piece",
    "Pointer",
    "Publication",
    "Quote",
    "Remark",
    "Report",
    "Root",
    "Saying",
    "Shelf",
    "Speaker",
    "Step",
    "Tally",
    "TimeRow",
    "Timeline",
    "Unread",
    "Update",
    "Voice",
]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much stands behind something: claims, the reports they are in, the independent origins of them."""

    claims: int
    reports: int
    origins: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a claim: our `label`, and `words` it goes with (the report's own where `quoted`)."""

    label: str
    words: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One report that has the words: on whose word (outermost first), when, and what to know of it. `report` is the
    anchor of the whole report.
    """

    anchor: str
    reference: str
    chain: tuple[str, ...]
    date: str
    iso: str
    remarks: tuple[Remark, ...]
    rejected: bool
    report: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, the form in which they are given, and every report that has just these.

    `remarks` hold of all the reports; what holds of one alone stands with its citation.
    """

    words: str
    form: str
    remarks: tuple[Remark, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin: who stands behind some claims of one stance, why they are one, and what each report says; what is
    offered as `evidence`, and the day of the first report.
    """

    name: str
    kind: str
    unnamed: bool
    stance: Stance
    why: str
    tally: Tally
    quotes: tuple[Quote, ...]
    evidence: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One answer to a question, with who gives it, and who denies or doubts it without giving another.

    `caution` says why fewer origins are counted than voices shown, where that is so; `counted` are those that are.
    `shown` are the earlier questions that show the same voices in full; `grade` is empty where several propositions
    give the answer.
    """

    label: str
    text: str
    tally: Tally
    caution: str
    voices: tuple[Voice, ...]
    denied: tuple[Voice, ...]
    doubted: tuple[Voice, ...]
    first: First | None = None
    steps: tuple[Step, ...] = ()
    grade: str = ""
    shown: tuple[Numbered, ...] = ()
    counted: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A question on which accounts differ."""

    anchor: str
    number: int
    text: str
    variable: str
    tally: Tally
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A proposition with all who hold, deny or doubt it; `differences` are its questions."""

    anchor: str
    text: str
    standing: str
    why: str
    tally: Tally
    voices: tuple[Voice, ...]
    differences: tuple[Numbered, ...]
    first: First | None = None
    steps: tuple[Step, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Propositions that stand alike. `style` is `full`, `rows` (one line each) or `brief` (in full elsewhere)."""

    title: str
    explanation: str
    style: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """A later account that replaces an earlier one, which is no contradiction."""

    earlier: Pointer
    later: Pointer
    why: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source across all reports, with everything it is said to have said (of an outlet itself: its reports)."""

    name: str
    kind: str
    unnamed: bool
    also: tuple[str, ...]
    why: str
    tally: Tally
    claims: tuple[Pointer, ...]
    offices: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """Wording that two reports share; `original` is empty where it is the same to the letter."""

    anchor: str
    original_anchor: str
    copy: str
    original: str


@dataclass(frozen=True, slots=True)
class Copying:
    """A report that takes wording from another: both named and pointed to, how much, and why it is held to be so."""

    copy: Pointer
    original: Pointer
    extent: str
    why: str
    passages: tuple[Passages, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The beginning of a marked stretch of text. `anchor` is empty where a stretch goes on after a break."""

    anchor: str
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two edges of highlights.

    Before it the places `anchors` lie and `opens` begin, outermost first; after it `closes` of the open highlights
    end, and the claims `numbers` are complete.
    """

    text: str
    anchors: tuple[str, ...]
    opens: tuple[Highlight, ...]
    closes: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a paragraph on one of its claims; `stance` is empty where the source simply says so."""

    number: int
    anchor: str
    speaker: str
    kind: str
    stance: str
    remarks: tuple[Remark, ...]
    differences: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a report, the white space `gap` that follows it, and its notes.

    `aside` says why none of it is part of the story; it is empty elsewhere.
    """

    pieces: tuple[Piece, ...]
    gap: str
    aside: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in full, and how it is cited. `link` is its URL where that is safe to follow, else empty; `adrift` are
    claims' anchors that have no place of their own in the text; `ident` is the digest of text and metadata, `original`
    that of the bytes as collected, "" where they were not recorded, None where nobody asked; `places` are its claims by
    number, with the characters of its text they stand at.
    """

    anchor: str
    number: int
    title: str
    outlet: str
    author: str
    date: str
    iso: str
    language: str
    url: str
    link: str
    counts: str
    noted: int
    warnings: tuple[str, ...]
    copies: tuple[Pointer, ...]
    blocks: tuple[Block, ...]
    adrift: tuple[str, ...]
    ident: str
    original: str | None
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that was not read, or not wholly, and why. `anchor` leads to what was read of it, if anything."""

    name: str
    status: str
    reason: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, on which claim; `what` the verdict does not say by itself, and its `fate`: whether it is
    overruled, or whether the claim was found again in other versions of its report.
    """

    date: str
    by: str
    verdict: str
    note: str
    on: Pointer | None
    what: str
    fate: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the head, what it counts, and where on the page that stands."""

    number: int
    label: str
    section: str


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the page."""

    title: str
    summary: str
    disclaimer: str
    figures: tuple[Figure, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page shows."""

    head: Head
    differences: tuple[Difference, ...]
    shelves: tuple[Shelf, ...]
    updates: tuple[Update, ...]
    own: tuple[tuple[Pointer, int], ...]
    speakers: tuple[Speaker, ...]
    timeline: Timeline
    copyings: tuple[Copying, ...]
    reports: tuple[Report, ...]
    unread: tuple[Unread, ...]
    decisions: tuple[Decision, ...]
    sourcing: tuple[Line, ...] = ()
    weaknesses: tuple[Line, ...] = ()
    unknowns: tuple[Line, ...] = ()
    likelihoods: tuple[Likelihood, ...] = ()
    confidence: tuple[Line, ...] = ()
    imprint: Imprint | None = None
