"""A Dossier as Markdown, for tickets, wikis and mail: the same rows in the same order as the page, without drawings.

Instead of links, `[2.5]` names claim 5 of report 2 and stands in that report's text where the claim ends. Invariant: no
text of a report has a meaning as Markdown or as HTML, nor turns the direction of writing of what stands around it.
"""

import re
from collections.abc import Iterable, Iterator

from sayso.dossier.flow import Block, Flow, Heading, Item, Quotation, Run, Table, isolated, one_line
from sayso.dossier.outline import outline
from sayso.dossier.values import Dossier

__all__ = ["escape_markdown", "render_markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#${}@]|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=:(]))")


def render_markdown(dossier: Dossier) -> str:
    """The dossier as CommonMark with tables, encodable in UTF-8 and the same for the same dossier."""
    return "\n".join(_lines(outline(dossier))) + "\n"


def escape_markdown(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is; characters that turn the writing become visible."""
    line = one_line(text)
    return isolated(_OPENING.sub(r"\1\\", _SPECIAL.sub(r"\\\g<0>", line)), line)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines; the items of a list stand together, all else apart."""
    listed = False
    for block in blocks:
        if listed and not isinstance(block, Item):
            yield ""
        listed = isinstance(block, Item)
        yield from _block(block)
    if listed:
        yield ""


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
        return
    words = _words(block.words)
    if isinstance(block, Item):
        yield f"{'  ' * block.depth}- {words}"
    else:
        start = "#" * block.level + " " if isinstance(block, Heading) else "> " if isinstance(block, Quotation) else ""
        yield from (f"{start}{words}", "")


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"| {' | '.join('---' for _ in table.head)} |"
    for row in table.rows:
        yield f"| {' | '.join(map(_words, row))} |"
    yield ""


def _words(words: Flow) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    if run.link and not set(run.text) & set("<>"):
        return f"<{run.text}>"
    if run.code:
        return f"`{run.text}`"
    text = escape_markdown(run.text) if run.said else run.text
    return f"**{text}**" if run.strong and text else text
