"""Metadata of a report from fields of any origin: front matter, JSON lines, a page's own, the command line.

Invariant: values are single lines without control characters, of at most 1,000 characters, whatever was written.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict
from unicodedata import category

from sayso.errors import UsageError
from sayso.intake.dates import normalise_date
from sayso.model import Metadata

__all__ = ["FIELD_NAMES", "check_given", "clean", "read_metadata"]

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "outlet": ("outlet", "source_domain"),
    "author": ("author", "authors"),
    "published": ("published", "date_publish"),
    "url": ("url",),
    "language": ("language",),
}
FIELD_NAMES = tuple(name for names in _NAMES.values() for name in names)
"""Every name under which a file may give metadata."""

_LONGEST = 1000
_MOST_AUTHORS = 20
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def read_metadata(fields: Mapping[str, object], given: Metadata) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata of `fields` (contract names, or a news crawler's), overridden by `given`, and what could not be read."""
    written = {name: _first(fields, keys) for name, keys in _NAMES.items()}
    read = {**written, **{name: value for name, value in asdict(given).items() if value}}
    published = normalise_date(read["published"]) if read["published"] else None
    faults = (
        ()
        if published or not read["published"]
        else (f"its date can't be read ({read['published']:.40}); write YYYY-MM-DD",)
    )
    checked = {**read, "published": published, "url": _web_address(read["url"]), "language": _tag(read["language"])}
    return Metadata(**checked), faults


def check_given(given: Metadata) -> Metadata:
    """`given` with its values cleaned. Raises `UsageError` where its date can't be read."""
    cleaned = Metadata(**{name: clean(value) for name, value in asdict(given).items()})
    if cleaned.published and not normalise_date(cleaned.published):
        raise UsageError(f"{cleaned.published!r} is not a date; write it as YYYY-MM-DD")
    return cleaned


def clean(value: object) -> str | None:
    """A value as one line of text; a list as names with commas between; None where nothing is left."""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_clean_text, value[:_MOST_AUTHORS])))[:_LONGEST] or None
    return _clean_text(value)


def _clean_text(value: object) -> str | None:
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    line = "".join(" " if category(char) in ("Cc", "Cs") else char for char in str(value)[: 4 * _LONGEST])
    return " ".join(line.split())[:_LONGEST] or None


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys if (value := clean(fields.get(key)))), None)


def _web_address(url: str | None) -> str | None:
    """Only what leads to the web: a page shows it as a link."""
    return url if url and _WEB.fullmatch(url) else None


def _tag(language: str | None) -> str | None:
    """The language of a tag such as "en-GB", in lower case."""
    tag = _LANGUAGE.fullmatch(language or "")
    return tag[1].lower() if tag else None
