"""Engines for tests, importable by worker processes: a document's text says how it behaves."""

import os
import time
from collections.abc import Iterator, Sequence

from sayso.errors import InputError, LexiconError
from sayso.model import Claim, Document, Factuality, Form, Gist, Metadata, Source, SourceKind, Span, Words, claim_id
from sayso.model import document_id as identify
from sayso.story import Engine, Extracted

LONG = "Brennia denied it. " * 3000  # more than a chunk of its own


def make_document(text: str, path: str = "report.txt", language: str | None = "en") -> Document:
    metadata = Metadata(title=path, language=language)
    return Document(identify(text, metadata), text, metadata, path)


def make_claim(document: Document, own: bool = False) -> Claim:
    """A claim over the whole text; its first word is the source unless the outlet speaks itself."""
    whole = Span(0, len(document.text))
    first = Span(0, len(document.text.split()[0]))
    source = None if own else Source(document.text[: first.end], (first,), SourceKind.GOVERNMENT, "Brennia")
    cue = None if own else Words(document.text[: first.end], (first,))
    return Claim(
        id=claim_id(document.id, () if own else (first,), (), (whole,)),
        document=document.id,
        form=Form.INDIRECT,
        source=source,
        cue=cue,
        content=Words(document.text, (whole,)),
        sentence=whole,
        chain=(),
        factuality=Factuality.UNKNOWN,
        hedges=(),
        evidence=(),
        said_at=None,
        event_time=None,
        confidence=1.0,
        gist=Gist(),
    )


def load_plain(language: str) -> Engine:
    """English alone; one claim a document."""
    if language != "en":
        raise InputError(f"no reader for the language {language!r}")
    return _read_plainly


def _read_plainly(documents: Sequence[Document]) -> Iterator[Extracted]:
    for document in documents:
        _behave(document.text)
        yield Extracted(document, (make_claim(document),))


def _behave(text: str) -> None:
    if text.startswith("poison"):
        raise ValueError("a fault\nover two lines")
    if text.startswith("word list"):
        raise LexiconError("the list is malformed")
    if text.startswith("death"):
        os._exit(7)
    if text.startswith("endless"):
        time.sleep(60)
    if text.startswith("process"):
        raise RuntimeError(str(os.getpid()))


def load_broken(language: str) -> Engine:
    raise OSError(f"the model for {language} is not installed")
