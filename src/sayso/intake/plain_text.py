"""`.txt` and `.md`: the text is the file's own, to the character.

Invariant: nothing is stripped, translated or replaced, so that offsets count from the file's start.
"""

from sayso.errors import InputError
from sayso.intake.front_matter import read_front_matter
from sayso.intake.limits import Limits
from sayso.intake.report import Report

__all__ = ["load_text"]

_FOREIGN = (
    (b"%PDF-", "a PDF; name it .pdf"),
    (b"PK\x03\x04", "an archive or an office document; save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt"),
    (b"{\\rtf", "RTF; save it as plain text"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"\xff\xfe", "UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "UTF-16; save it as UTF-8"),
)
_PAGE = (b"<!doctype html", b"<html")


def load_text(content: bytes, _limits: Limits) -> Report:
    """The report in a plain text or Markdown file. Raises `InputError` where it is something else."""
    _require_text(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {content[error.start]:#04x} at place {error.start}"
        raise InputError(f"it is not UTF-8 ({where}); save it as UTF-8") from error
    front = read_front_matter(text)
    return Report(text, front.fields, front.end, (front.fault,) if front.fault else ())


def _require_text(content: bytes) -> None:
    for magic, what in _FOREIGN:
        if content.startswith(magic):
            raise InputError(f"it is {what}")
    if content[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE):
        raise InputError("it is a web page; name it .html")
    if b"\0" in content:
        raise InputError("it is binary, not text; give the text itself as UTF-8")
