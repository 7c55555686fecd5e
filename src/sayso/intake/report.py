"""What one file, line or page held, and how it becomes a `Document`.

Every reader of this floor ends in a `Report`; `build_document` is the one place where documents are made. Invariant:
the id covers the text and the metadata as given, never what was guessed of them (the language).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.errors import InputError
from sayso.intake.boilerplate import mark_leftovers
from sayso.intake.language import detect_language
from sayso.intake.limits import Limits
from sayso.intake.metadata import read_metadata
from sayso.intake.phrases import Rules
from sayso.model import Document, Mark, MarkKind, Metadata, Span, Status, document_id

__all__ = ["Report", "build_document"]


@dataclass(frozen=True, slots=True)
class Report:
    """A text, the fields that came with it, where its story starts, and what of it could not be read."""

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    body: int = 0
    faults: tuple[str, ...] = ()


def build_document(path: str, report: Report, *, given: Metadata, limits: Limits, rules: Rules) -> Document:
    """The document that `report` makes; what is `given` wins over its own fields.

    Raises `InputError` where its text holds no words.
    """
    _require_words(report)
    text, shortened = _shorten(report.text, max(limits.max_characters, report.body + 1))
    metadata, undated = read_metadata(report.fields, given)
    faults = (*report.faults, *undated, *shortened)
    return Document(
        id=document_id(text, metadata),
        text=text,
        metadata=replace(metadata, language=metadata.language or detect_language(text[report.body :])),
        path=path,
        status=Status.PARTLY if faults else Status.READ,
        reason="; ".join(faults) or None,
        marks=_marks(text, report.body, rules),
    )


def _require_words(report: Report) -> None:
    story = report.text[report.body :]
    if "\0" in report.text:
        raise InputError("it is binary, not text (it holds NUL characters); give the text itself")
    if not any(char.isalnum() for char in story):
        whole = "it holds no words" if report.body else "it is empty"
        raise InputError(f"{whole}; give a file with the report's text")


def _shorten(text: str, longest: int) -> tuple[str, tuple[str, ...]]:
    """The text up to the end of the last paragraph (line, word) within the limit, and why."""
    if len(text) <= longest:
        return text, ()
    ends = (text.rfind(mark, longest // 2, longest) for mark in ("\n\n", "\n", ". ", " "))
    end = next((place + 1 for place in ends if place > 0), longest)
    return text[:end], (f"it is too long: the first {end} of {len(text)} characters are read",)


def _marks(text: str, body: int, rules: Rules) -> tuple[Mark, ...]:
    head = (Mark(Span(0, body), MarkKind.FRONT_MATTER),) if body else ()
    return head + mark_leftovers(text, rules, body)
