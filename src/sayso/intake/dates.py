"""Dates of publication, as files and pages write them, in ISO 8601.

Called by `sayso.intake.metadata`; `sayso.intake.heads` uses its patterns. Invariant: what comes out is
`YYYY-MM-DD`, alone or followed by a time, and never more precise than what came in.
"""

import re
from datetime import date, datetime

__all__ = ["DAY", "WEEKDAY", "normalise_date"]

_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = {name[:n]: i for i, name in enumerate(_NAMES.split("|"), 1) for n in (len(name), 3)} | {"sept": 9}

_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=lambda name: (-len(name), name)))})\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
"""Pattern of an English weekday, whole or shortened."""

DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?!\d)"
"""Pattern of a day and a month in words, in either order, without the year."""

_TIME = r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[a-z]{2,5}\)?)?)?"
_SPELLED = re.compile(rf"(?:{WEEKDAY},?\s+)?(?P<day>{DAY}),?\s+(?P<year>\d{{4}}){_TIME}\s*\Z", re.IGNORECASE)
_RFC_2822 = re.compile(r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}", re.IGNORECASE)
_ZONE = re.compile(r"\s*(?:(?P<zero>Z|UTC|GMT)|(?P<offset>[+-]\d{2}:?\d{2}))\Z", re.IGNORECASE)
_LONGEST = 60


def normalise_date(written: str) -> str | None:
    """The date (and time, where there is one) in ISO 8601; None where it can't be read without guessing."""
    text = " ".join(written.split())
    if not text or len(text) > _LONGEST:
        return None
    moment = _read_iso(text) or _read_rfc_2822(text) or _read_spelled(text)
    return moment.isoformat() if moment and 1000 < moment.year < 9000 else None


def _read_iso(text: str) -> date | datetime | None:
    text = re.sub(r"\A(\d{4})/(\d{2})/(\d{2})(?!\d)", r"\1-\2-\3", text)
    text = _ZONE.sub(lambda zone: "+00:00" if zone["zero"] else zone["offset"], text)
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def _read_spelled(text: str) -> date | None:
    if not (found := _SPELLED.match(text)):
        return None
    number = re.search(r"\d+", found["day"])
    name = re.search(r"[a-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)?", "", found["day"].lower()))
    if not number or not name:
        return None
    try:
        return date(int(found["year"]), _MONTHS[name[0]], int(number[0]))
    except ValueError:
        return None


def _read_rfc_2822(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    if not _RFC_2822.match(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
