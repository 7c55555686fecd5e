"""A Dossier as a Word document (DOCX): the same rows in the same order as the page, without drawings.

Each source reference leads to its place in the report's text, and that to the report's citation. Invariant: no text of
a report becomes a field, a formula, a link or markup of any kind, nothing points outside, and the same dossier gives
the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sayso.dossier.flow import Block, Flow, Heading, Item, Paragraph, Quotation, Run, Table, isolated, one_line
from sayso.dossier.outline import outline
from sayso.dossier.values import Dossier

if TYPE_CHECKING:
    from docx.document import Document as Paper

__all__ = ["render_docx"]

_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)  # the same for all: when it was made is no part of a dossier
_PACKED = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can tell
_HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")
_LISTS = ("ListBullet", "ListBullet2", "ListBullet3")
_INDENT = "567"  # of what is quoted: a centimetre, in twentieths of a point
_LETTERS = "Courier New"
_TITLE_LENGTH = 200
_NO_WORDS: Mapping[str, str] = {}


def render_docx(dossier: Dossier) -> bytes:
    """The document, the same bytes for the same dossier."""
    from docx import Document

    paper = Document()
    _dress(paper, dossier)
    blocks = tuple(outline(dossier))
    writer = _Writer({run.text for block in blocks for run in _runs(block) if run.home})
    end = paper.element.body[-1]  # what says of which size the pages are
    for block in blocks:
        for element in writer.written(block):
            end.addprevious(element)
    held = io.BytesIO()
    paper.save(held)
    return _packed_alike(held.getvalue())


def _dress(paper: "Paper", dossier: Dossier) -> None:
    """What the document says of itself."""
    about = paper.core_properties
    about.title, about.author, about.comments = _shown(dossier.head.title)[:_TITLE_LENGTH], "Sayso", ""
    about.last_modified_by, about.revision, about.language = "Sayso", 1, "en"
    about.created = about.modified = _WRITTEN


def _runs(block: Block) -> Iterator[Run]:
    flows = [words for row in block.rows for words in row] if isinstance(block, Table) else [block.words]
    return (run for words in flows for run in words)


class _Writer:
    """Makes elements of blocks, the only ones that a document holds; `homes` are the places in it."""

    def __init__(self, homes: set[str]) -> None:
        self._homes = homes
        self._marked = 0

    def written(self, block: Block) -> Iterator[Any]:
        """A paragraph, or a table and the space after it."""
        if isinstance(block, Table):
            yield self._table(block)
            yield _element("w:p")
        else:
            yield self._paragraph(_look(block), block.words)

    def _paragraph(self, look: Iterable[Any], words: Flow) -> Any:
        return _element("w:p", inside=(_element("w:pPr", inside=look), *(e for run in words for e in self._run(run))))

    def _table(self, block: Table) -> Any:
        titles = tuple((Run(title, strong=True),) for title in block.head)
        width = _element("w:tblW", {"w:type": "pct", "w:w": "5000"})
        about = _element("w:tblPr", inside=(_element("w:tblStyle", {"w:val": "TableGrid"}), width))
        grid = _element("w:tblGrid", inside=(_element("w:gridCol") for _ in titles))
        return _element("w:tbl", inside=(about, grid, *map(self._row, (titles, *block.rows))))

    def _row(self, cells: Iterable[Flow]) -> Any:
        return _element("w:tr", inside=(_element("w:tc", inside=(self._paragraph((), words),)) for words in cells))

    def _run(self, run: Run) -> Iterator[Any]:
        """The words; a home with a bookmark around it, a place as a link to one."""
        text = _element("w:t", {"xml:space": "preserve"})
        text.text = _shown(run.text) if run.said else run.text
        looks = (*([_typed()] if run.code else []), *([_element("w:b")] if run.strong else []))
        look = (_element("w:rPr", inside=looks),) if looks else ()
        made = _element("w:r", inside=(*look, text))
        target = self._target(run) if run.place else ""
        if target:
            made = _element("w:hyperlink", {"w:anchor": _bookmark(target)}, (made,))
        if not run.home:
            yield made
            return
        self._marked += 1
        yield _element("w:bookmarkStart", {"w:id": str(self._marked), "w:name": _bookmark(run.text)})
        yield made
        yield _element("w:bookmarkEnd", {"w:id": str(self._marked)})

    def _target(self, run: Run) -> str:
        """Where a place leads: to its home, and from there, or where it has none, to its report's citation."""
        report = f"{run.text.partition('.')[0].rstrip(']')}]"
        leads = [text for text in (run.text, report) if text in self._homes and not (run.home and text == run.text)]
        return leads[0] if leads else ""


def _look(block: Heading | Paragraph | Item | Quotation) -> Iterator[Any]:
    """The style of a paragraph."""
    if isinstance(block, Heading):
        yield _element("w:pStyle", {"w:val": _HEADINGS[block.level - 1]})
    elif isinstance(block, Item):
        yield _element("w:pStyle", {"w:val": _LISTS[min(block.depth, len(_LISTS) - 1)]})
    elif isinstance(block, Quotation):
        yield _element("w:ind", {"w:left": _INDENT})


def _typed() -> Any:
    """The letters of what is to be typed."""
    return _element("w:rFonts", {"w:ascii": _LETTERS, "w:hAnsi": _LETTERS, "w:cs": _LETTERS})


def _element(name: str, values: Mapping[str, str] = _NO_WORDS, inside: Iterable[Any] = ()) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    element.extend(inside)
    return element


def _bookmark(text: str) -> str:
    """`at_2_5` for `[2.5]`."""
    return f"at_{text.strip('[]').replace('.', '_')}"


def _shown(text: str) -> str:
    line = one_line(text)
    return isolated(line, line)


def _packed_alike(made: bytes) -> bytes:
    """The same parts, packed without the time at which they were written."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as parts, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as alike:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            alike.writestr(zipfile.ZipInfo(name, _PACKED), parts.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
