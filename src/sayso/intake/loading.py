"""Inputs in, documents out: the conductor of this floor.

Finds each input's reader, hands it the bytes and turns what it can't read into a refusal. Invariant: every input ends
as at least one document (read, partly read or refused with its reason), and documents come in canonical order.
"""

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.intake.fetching import Fetch, fetch_url, is_address
from sayso.intake.inputs import list_inputs
from sayso.intake.json_lines import load_line, split_lines
from sayso.intake.limits import Limits
from sayso.intake.metadata import check_given
from sayso.intake.pdf_file import load_pdf
from sayso.intake.phrases import Rules, build_rules
from sayso.intake.plain_text import load_text
from sayso.intake.report import Report, build_document
from sayso.intake.web_page import decode, load_page
from sayso.lexicon import load_lexicon
from sayso.model import Document, Means, Metadata, digest, refusal

__all__ = ["Loaded", "kind_of", "load_documents", "load_inputs"]

_READERS: Mapping[str, Callable[[bytes, Limits], Report]] = {
    ".txt": load_text,
    ".md": load_text,
    ".html": load_page,
    ".htm": load_page,
    ".pdf": load_pdf,
}
_LINES = ".jsonl"
_UNKNOWN = "application/octet-stream"
_MEDIA = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/jsonl": _LINES,
    "application/x-ndjson": _LINES,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document and the bytes of which it was made: what they are, how and from which place (the last address) they
    were had. `content` is None where none could be had within the limits.
    """

    document: Document
    content: bytes | None = None
    media: str = ""
    means: Means = Means.FILE
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Loading:
    """What every input of one call is read with."""

    given: Metadata
    limits: Limits
    fetch: Fetch
    rules: Rules


def load_documents(
    inputs: Iterable[str | Path],
    *,
    given: Metadata = Metadata(),  # noqa: B008 a frozen value
    limits: Limits = Limits(),  # noqa: B008 a frozen value
    fetch: Fetch = fetch_url,
) -> Iterator[Document]:
    """The documents of files, folders and addresses, one after the other; what can't be read comes as a refusal.

    What is `given` wins over what a file says of itself. Raises `UsageError` where its date can't be read.
    """
    return (loaded.document for loaded in load_inputs(inputs, given=given, limits=limits, fetch=fetch))


def load_inputs(
    inputs: Iterable[str | Path],
    *,
    given: Metadata = Metadata(),  # noqa: B008 a frozen value
    limits: Limits = Limits(),  # noqa: B008 a frozen value
    fetch: Fetch = fetch_url,
) -> Iterator[Loaded]:
    """As `load_documents`, each document with the bytes of which it was made."""
    loading = _Loading(check_given(given), limits, fetch, build_rules(load_lexicon("en", "boilerplate")))
    return (loaded for name in list_inputs(inputs) for loaded in _load(name, loading))


def _load(name: str, loading: _Loading) -> Iterator[Loaded]:
    # A file name may hold bytes that are no characters; what is recorded of it must.
    path = name.encode("utf-8", "replace").decode()
    try:
        if is_address(name):
            yield from _load_address(name, path, loading)
        else:
            yield from _load_file(name, path, loading)
    except InputError as error:
        yield Loaded(refusal(path, error.reason, digest(path.encode())))
    except OSError as error:
        yield Loaded(refusal(path, f"it can't be read: {error.strerror or error}", digest(path.encode())))


def _load_file(name: str, path: str, loading: _Loading) -> Iterator[Loaded]:
    _require_file(name)
    suffix = Path(name).suffix.lower()
    with Path(name).open("rb") as stream:
        if suffix == _LINES:
            yield from _load_lines(stream, path, loading, Means.LINE, path)
        else:
            content = stream.read(loading.limits.max_bytes + 1)
            document = _load_content(content, suffix, path, loading)
            yield Loaded(document, _kept(content, loading), _MEDIA.get(suffix, _UNKNOWN), Means.FILE, path)


def _require_file(name: str) -> None:
    """Refuse what is not a file: to open a pipe or a device would wait for ever."""
    try:
        mode = Path(name or "\0").stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError("there is no such file or folder; check its name") from error
    if stat.S_ISDIR(mode):
        linked = "it is a link to a folder, which may lead in a circle; name the folder itself"
        bare = "the folder holds no files, or may not be listed; name another"
        raise InputError(linked if Path(name).is_symlink() else bare)
    if not stat.S_ISREG(mode):
        raise InputError("it is not a file; save its content to one")


def _kept(content: bytes, loading: _Loading) -> bytes | None:
    # Of what is longer than allowed only the start was read.
    return content if len(content) <= loading.limits.max_bytes else None


def _load_lines(stream: IO[bytes], path: str, loading: _Loading, means: Means, whence: str) -> Iterator[Loaded]:
    number = 0
    for number, line in split_lines(stream, loading.limits):
        place = f"{path}:{number}"
        try:
            document = _build(load_line(line, loading.limits), place, loading)
        except InputError as error:
            document = refusal(place, error.reason, digest(line))
        yield Loaded(document, _kept(line, loading), "application/json", means, f"{whence}:{number}")
    if not number:
        raise InputError("it holds no lines; give one report a line")


def _load_content(
    content: bytes, suffix: str, path: str, loading: _Loading, fallback: Metadata | None = None
) -> Document:
    try:
        if len(content) > loading.limits.max_bytes:
            raise InputError(f"it is larger than {loading.limits.max_bytes} bytes; split it or save its text as .txt")
        if suffix not in _READERS:
            raise InputError(f"files of the kind {suffix or 'without an ending'!r} are not read; give {_kinds()}")
        report = _READERS[suffix](content, loading.limits)
        return _build(_with_fallback(report, fallback), path, loading)
    except InputError as error:
        return refusal(path, error.reason, digest(content))


def _kinds() -> str:
    return ", ".join(_READERS) + " or " + _LINES


def _build(report: Report, path: str, loading: _Loading) -> Document:
    return build_document(path, report, given=loading.given, limits=loading.limits, rules=loading.rules)


def _load_address(name: str, path: str, loading: _Loading) -> Iterator[Loaded]:
    fetched = loading.fetch(name, loading.limits)
    suffix, charset = kind_of(fetched.content_type, fetched.url)
    content = fetched.content
    if suffix == _LINES:
        yield from _load_lines(BytesIO(content), path, loading, Means.WEB, fetched.url)
        return
    if charset and suffix in (".html", ".htm", ".txt", ".md"):
        content = decode(content, charset).encode()
    host = (urlsplit(fetched.url).hostname or "").removeprefix("www.")
    document = _load_content(content, suffix, path, loading, Metadata(url=fetched.url, outlet=host or None))
    media = fetched.content_type or _MEDIA.get(suffix, _UNKNOWN)
    yield Loaded(document, fetched.content, media, Means.WEB, fetched.url)


def kind_of(content_type: str, address: str) -> tuple[str, str | None]:
    """The ending that stands for a content, and its charset, by the server's word or else by the address."""
    kind, _, parameters = content_type.partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    named = _SUFFIXES.get(kind.strip().lower())
    return (ending if ending in (".md", _LINES) and named in (None, ".txt") else named or ending), charset


def _with_fallback(report: Report, fallback: Metadata | None) -> Report:
    """Where a page was found, and on whose server, where it doesn't say so itself."""
    if fallback is None:
        return report
    found = {"url": report.fields.get("url") or fallback.url, "outlet": report.fields.get("outlet") or fallback.outlet}
    return replace(report, fields={**report.fields, **found})
