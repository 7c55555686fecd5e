"""`.pdf`: the text of its pages, without a word where a page has only a picture.

The document's text is the pages' text, lines of a paragraph joined, pages parted by blank lines. Invariant: how much
is read depends on the file alone, never on how long it takes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.quiet import quiet
from sayso.intake.report import Report

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["PAGE_BREAK", "load_pages", "load_pdf", "unwrap"]

PAGE_BREAK = "\n\n"
"""What parts two pages in the document's text."""

_HEAD = 1024
# What one page may cost: operators, and forms drawn within forms. The library's own bounds allow minutes.
_MOST_OPERATORS = 500_000
_MOST_FORMS = 500
# Bytes of page content, unpacked: ten times a long book's. A small file may show one heavy page five hundred times.
_MOST_CONTENT = 20_000_000
_HYPHENATED = re.compile(r"(\w{2,})-\n(\w{2,})")
_WORD = re.compile(r"\w[\w-]*")
_DRAWN = re.compile(rb"/\S+\s+Do\b")
_FILE_NAME = re.compile(r"\.\w{2,5}\Z")
# Shares of a page's longest line: a line below the first ends its paragraph where it ends a sentence, one below the
# second in any case.
_FULL, _SHORT = 0.85, 0.55
_SENTENCE_END = (".", "!", "?", ":", "”", "’", '"')


@dataclass(frozen=True, slots=True)
class _Read:
    """The pages that were read (None: no readable text), how many there are, and the title."""

    pages: list[str | None]
    count: int
    title: str | None


def load_pdf(content: bytes, limits: Limits) -> Report:
    """The report in a PDF. Raises `InputError` where it is encrypted, broken or without text."""
    read = _read(content, limits)
    text = PAGE_BREAK.join(page for _, page in _worded(read.pages))
    if not text:
        raise InputError("it holds no text, only pictures perhaps; run text recognition (OCR) on it first")
    return Report(text, {"title": read.title}, faults=_faults(read.pages, read.count))


def load_pages(content: bytes, limits: Limits) -> list[tuple[int, str]]:
    """Numbers (from 1) and texts of the pages that hold words: joined with `PAGE_BREAK`, they are the report's text.

    Raises `InputError` where the PDF is encrypted or broken.
    """
    return _worded(_read(content, limits).pages)


def _worded(pages: list[str | None]) -> list[tuple[int, str]]:
    return [(number, unwrap(page)) for number, page in enumerate(pages, 1) if page]


def _read(content: bytes, limits: Limits) -> _Read:
    if b"%PDF-" not in content[:_HEAD]:
        raise InputError("it is not a PDF; name it after what it is")
    from pypdf import apply_configuration

    with (
        quiet("pypdf"),
        apply_configuration(
            stream_parsing_work_maximum_count=_MOST_OPERATORS, xform_maximum_invocations_per_extraction=_MOST_FORMS
        ),
    ):
        reader = _open(content)
        count = len(reader.pages)
        pages = [_page_text(reader, number) for number in _affordable(reader, min(count, limits.max_pages))]
        return _Read(pages, count, _title(reader))


def _open(content: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise InputError("it is encrypted; save it without a password") from error
    except Exception as error:
        # The parser meets files made to break it; whatever it raises, one file is lost and not the run.
        raise InputError(f"it is a broken PDF ({type(error).__name__}); export it again") from error
    if locked:
        raise InputError("it is encrypted; save it without a password")
    return reader


def _affordable(reader: "PdfReader", count: int) -> Iterator[int]:
    """The numbers of the first pages, as far as their content stays within bounds."""
    spent = 0
    for number in range(count):
        spent += _content_size(reader, number)
        if spent > _MOST_CONTENT:
            return
        yield number


def _content_size(reader: "PdfReader", number: int) -> int:
    try:
        content = reader.pages[number].get_contents()
        return 0 if content is None else len(content.get_data())
    except Exception:  # noqa: BLE001 as in `_open`: the page's text will not be had either
        return 0


def _page_text(reader: "PdfReader", number: int) -> str | None:
    """The text of a page; None where it can't be read or is a picture."""
    try:
        page = reader.pages[number]
        text = page.extract_text().encode("utf-8", "ignore").decode().replace("\0", "").strip()
        return text or (None if _is_picture(page) else "")
    except Exception:  # noqa: BLE001 as in `_open`: one page is lost, and named in the reason
        return None


def _is_picture(page: "PageObject") -> bool:
    """Whether a page draws an image; that its resources name one is not enough, pages share them."""
    content = page.get_contents()
    if content is None or not _DRAWN.search(content.get_data()):
        return False
    objects: Any = page.get("/Resources", {})
    return any(item.get_object().get("/Subtype") == "/Image" for item in objects.get("/XObject", {}).values())


def _title(reader: "PdfReader") -> str | None:
    """The title, unless it is but a file's name."""
    try:
        title = (reader.metadata and reader.metadata.title) or ""
        return None if _FILE_NAME.search(title) else title
    except Exception:  # noqa: BLE001 as in `_open`: a title is not worth a file
        return None


def _faults(pages: list[str | None], count: int) -> tuple[str, ...]:
    lost = [str(number) for number, page in enumerate(pages, 1) if page is None]
    faults = [f"{len(lost)} of its {count} pages hold no readable text: {', '.join(lost[:10])}"] if lost else []
    if count > len(pages):
        faults.append(f"it is too long: the first {len(pages)} of {count} pages are read")
    return tuple(faults)


def unwrap(page: str) -> str:
    """A page with the lines of a paragraph joined, and words that were parted at a line's end made whole."""
    lines = [line.strip() for line in page.replace("\u00ad\n", "-\n").splitlines()]
    words = set(_WORD.findall(page))
    longest = max(map(len, lines), default=0)
    joined = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        ends = not following or not line or _ends_paragraph(line, following, longest)
        joined += line + ("\n\n" if ends else "\n")
    whole = _HYPHENATED.sub(lambda pair: _whole_word(pair[1], pair[2], words), joined)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"\n{3,}", "\n\n", whole)).strip()


def _ends_paragraph(line: str, following: str, longest: int) -> bool:
    if len(line) < _SHORT * longest:
        return not following[0].islower()
    return len(line) < _FULL * longest and line.endswith(_SENTENCE_END)


def _whole_word(first: str, second: str, words: set[str]) -> str:
    """The word without its hyphen, unless only the hyphenated one stands elsewhere on the page."""
    keeps = f"{first}-{second}" in words and first + second not in words
    return f"{first}-{second}" if keeps or not second[0].islower() else first + second
