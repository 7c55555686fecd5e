"""The dossier's own words: numbers, dates, and what the values of the model are called on a page.

Invariant: a date is worded no more precisely than its interval is known.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from sayso.model import (
    Attitude,
    Course,
    Evidence,
    EvidenceKind,
    Factuality,
    Form,
    Interval,
    MarkKind,
    Reliability,
    SourceKind,
    Stance,
    Standing,
    Status,
    Turn,
    Variable,
    Verdict,
    Verification,
)

__all__ = [
    "ASIDES",
    "ATTITUDES",
    "COMMITMENTS",
    "COURSES",
    "CREDIBILITIES",
    "DISCLAIMER",
    "FORMS",
    "KINDS",
    "OWN_VOICE",
    "QUOTATION_MARKS",
    "RELIABILITIES",
    "SAID",
    "STANCES",
    "STANDINGS",
    "STATUSES",
    "TURNS",
    "VARIABLES",
    "VERDICTS",
    "clip",
    "count",
    "day_words",
    "evidence_words",
    "extent_words",
    "interval_words",
    "listing",
    "period_words",
    "yearless_words",
]

DISCLAIMER = (
    "Sayso does not say what is true. It shows who says so, how many independent origins that comes to, "
    "and the exact words."
)

KINDS = {
    SourceKind.PERSON: "named person",
    SourceKind.OFFICE: "office, without a name",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.GOVERNMENT: "government",
    SourceKind.ANONYMOUS: "unnamed source",
    SourceKind.GROUP: "group of people",
    SourceKind.DOCUMENT: "document",
    SourceKind.RECORDING: "recording",
    SourceKind.OUTLET: "outlet",
}
OWN_VOICE = "outlet, in its own voice"
STANCES = {Stance.AFFIRMS: "says so", Stance.DENIES: "denies it", Stance.DOUBTS: "doubts it"}
SAID = {Stance.AFFIRMS: "said", Stance.DENIES: "denied", Stance.DOUBTS: "doubted"}
STANDINGS = {
    Standing.SINGLE_ORIGIN: "one origin",
    Standing.CORROBORATED: "corroborated",
    Standing.CONTESTED: "contested",
    Standing.WITHDRAWN: "withdrawn",
}
VARIABLES = {
    Variable.TRUTH: "whether it is so",
    Variable.TIME: "the time",
    Variable.NUMBER: "the number",
    Variable.PLACE: "the place",
    Variable.AGENT: "who it was",
    Variable.MANNER: "the manner",
    Variable.CAUSE: "the cause",
}
TURNS = {
    Turn.HELD: "held to it",
    Turn.CHANGED: "gave another account",
    Turn.REVERSED: "reversed it",
    Turn.WITHDRAWN: "took it back",
    Turn.HARDENED: "put it more firmly",
    Turn.SOFTENED: "put it less firmly",
}
RELIABILITIES = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}
CREDIBILITIES = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
FORMS = {Form.DIRECT: "direct quotation", Form.MIXED: "partly quoted", Form.INDIRECT: "paraphrase"}
COMMITMENTS = {
    Factuality.PROBABLE: "put as probable",
    Factuality.POSSIBLE: "put as possible",
    Factuality.NOT_CERTAIN: "put as not so",
    Factuality.NOT_PROBABLE: "put as improbable",
    Factuality.NOT_POSSIBLE: "put as possibly not so",
}
ATTITUDES = {
    Attitude.ENDORSING: "the outlet makes it its own:",
    Attitude.DISTANCING: "the outlet keeps its distance:",
}
COURSES = {
    Course.PLANNED: "still to come",
    Course.CONDITIONAL: "on a condition",
    Course.REPEATED: "more than once",
}
ASIDES = {
    MarkKind.FRONT_MATTER: "front matter of the file",
    MarkKind.BOILERPLATE: "no part of the story",
    MarkKind.DATELINE: "dateline",
    MarkKind.CREDIT: "credit",
}
STATUSES = {Status.READ: "read", Status.PARTLY: "partly read", Status.REFUSED: "refused"}
VERDICTS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.NOTE: "noted",
    Verdict.UNDO: "undone",
    Verdict.MEND: "mended",
    Verdict.MERGE: "put together",
    Verdict.SPLIT: "kept apart",
    Verdict.STANCE: "stance set",
    Verdict.RATE: "rated",
    Verdict.WITHDRAW: "withdrawn",
}

QUOTATION_MARKS = tuple('“”"„«»‘‹「『')

_EVIDENCE = {
    EvidenceKind.IMAGERY: "imagery",
    EvidenceKind.VIDEO: "video",
    EvidenceKind.INTERCEPT: "intercept",
    EvidenceKind.DOCUMENT: "document",
    EvidenceKind.DATA: "data",
    EvidenceKind.WITNESS: "witness",
    EvidenceKind.OBSERVATION: "own observation",
    EvidenceKind.PHYSICAL: "physical traces",
}
_VERIFICATIONS = {
    Verification.VERIFIED: ", called verified",
    Verification.UNVERIFIED: ", called unverified",
    Verification.DISPUTED: ", disputed",
    Verification.MISSING: ", said to be missing",
    Verification.UNSTATED: "",
}
_WITHOUT = {  # what is said of the claim itself
    Verification.VERIFIED: "called verified",
    Verification.UNVERIFIED: "called unverified",
    Verification.DISPUTED: "disputed",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 report`, `5 reports`, `1,200 reports`: a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def extent_words(reports: int, outlets: int) -> str:
    """`3 reports from 2 outlets`; how many outlets is not told where none is known."""
    return f"{count(reports, 'report')} from {count(outlets, 'outlet') if outlets else 'unknown outlets'}"


def listing(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def clip(text: str, length: int) -> str:
    """`text` on one line, of at most `length` characters, broken off at a word where it is longer."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def evidence_words(evidence: Evidence) -> str:
    """What is offered for a claim, and what the report calls it."""
    if evidence.kind is EvidenceKind.NONE:
        return _WITHOUT.get(evidence.verification, "no evidence")
    return f"evidence: {_EVIDENCE[evidence.kind]}{_VERIFICATIONS[evidence.verification]}"


def day_words(day: date | None) -> str:
    """`14 March 2034`, or `undated`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "undated"


def yearless_words(value: str) -> str:
    """`25 September` for the value `XXXX-09-25` of a day whose year is not told; "" for any other."""
    found = _YEARLESS.fullmatch(value)
    return f"{int(found[2])} {_MONTHS[int(found[1]) - 1]}" if found else ""


def interval_words(interval: Interval) -> str:
    """`14 March 2034`, `March 2034`, `10–14 March 2034`, `by 30 June 2034`: as precise as it is known."""
    first, last = interval.first, interval.last
    if first is None:
        return f"by {day_words(last)}" if last else "at an unknown time"
    if last is None:
        return f"from {day_words(first)}"
    if first == last:
        return day_words(first)
    return _whole_months(first, last) if _is_whole(first, last) else _days(first, last)


def period_words(interval: Interval) -> str:
    """When things were published: `on 14 March 2034`, `10–14 March 2034`; "" where that is not known."""
    if interval.first is None:
        return ""
    words = interval_words(interval)
    return f"on {words}" if interval.first == interval.last else words


def _is_whole(first: date, last: date) -> bool:
    return first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)


def _whole_months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    begin = _MONTHS[first.month - 1] + ("" if first.year == last.year else f" {first.year}")
    return f"{begin} to {_MONTHS[last.month - 1]} {last.year}"


def _days(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
    return f"{begin} to {day_words(last)}"
