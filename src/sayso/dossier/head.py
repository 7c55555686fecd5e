"""The top of the page: what the story is about, how much there is of it, and what Sayso does not say.

Invariant: the title takes no outlet's headline, so no outlet's view: it names what most reports name.
"""

from collections.abc import Iterable

from sayso.dossier.catalogue import Catalogue
from sayso.dossier.values import Figure, Head
from sayso.dossier.wording import DISCLAIMER, clip, count, extent_words, listing, period_words
from sayso.model import Document, Interval, Story

__all__ = ["build_head"]

_NAMES = 3
_NAME_LENGTH = 60
_NAMED_IN_SHARE = 0.4


def build_head(catalogue: Catalogue, story: Story) -> Head:
    """Title, summary and figures of a story."""
    claims = list(catalogue.claims.values())
    own = sum(claim.own for claim in claims)
    outlets = len(_outlets(catalogue.documents.values()))
    questions = len(story.comparison.questions)
    return Head(
        title=_title(catalogue),
        summary=_summary(catalogue),
        disclaimer=DISCLAIMER,
        figures=(
            _figure(len(catalogue.documents), "report", "reports", "reports"),
            *([_figure(outlets, "outlet", "outlets", "reports")] if outlets or not catalogue.documents else []),
            _figure(len(claims) - own, "attributed claim", "attributed claims", "sources"),
            _figure(own, "claim in an outlet’s own voice", "claims in outlets’ own voice", "claimed"),
            _figure(
                questions, "question on which accounts differ", "questions on which accounts differ", "differences"
            ),
        ),
        digest=story.digest,
    )


def _figure(number: int, one: str, many: str, section: str) -> Figure:
    return Figure(number, one if number == 1 else many, section)


def _title(catalogue: Catalogue) -> str:
    names = _names(catalogue)
    if names:
        return listing(names)
    return "A story without reports" if not catalogue.documents else "One story, several accounts"


def _names(catalogue: Catalogue) -> list[str]:
    """The names that most reports share; none where no name is shared by a fair part of them.

    A word that some report also writes small is no name: it only began a sentence.
    """
    homes: dict[str, set[str]] = {}
    said: dict[str, int] = {}
    outlets = {outlet.lower() for outlet in _outlets(catalogue.documents.values())}
    for claim in catalogue.claims.values():
        for name in dict.fromkeys(clip(name, _NAME_LENGTH) for name in claim.gist.names if name.lower() not in outlets):
            homes.setdefault(name, set()).add(claim.document)
            said[name] = said.get(name, 0) + 1
    least = max(min(2, len(catalogue.documents)), _NAMED_IN_SHARE * len(catalogue.documents))
    shared = {name: name.lower() for name in homes if len(homes[name]) >= least}
    wanted = frozenset(shared.values())
    common = {word for d in catalogue.documents.values() for word in wanted.intersection(d.text.split())}
    names = (name for name, small in shared.items() if small not in common)
    ranked = sorted(names, key=lambda n: (-len(homes[n]), -said[n], n))
    return _apart(ranked)[:_NAMES]


def _apart(names: Iterable[str]) -> list[str]:
    """Names of which none shares a word with an earlier one: of `Holt` and `Rena Holt` the more frequent."""
    apart: list[str] = []
    words: set[str] = set()
    for name in names:
        mine = set(name.lower().split())
        if mine and not mine & words:
            apart.append(name)
            words |= mine
    return apart


def _summary(catalogue: Catalogue) -> str:
    documents = list(catalogue.documents.values())
    if not documents:
        return "Nothing has been read yet."
    days = [day for document in documents if (day := document.published_on)]
    parts = [
        extent_words(len(documents), len(_outlets(documents))),
        f", published {period_words(Interval(min(days), max(days)))}" if days else "",
        f", with {count(len(catalogue.claims), 'claim')}.",
    ]
    return "".join(parts)


def _outlets(documents: Iterable[Document]) -> list[str]:
    return sorted({document.metadata.outlet for document in documents if document.metadata.outlet})
