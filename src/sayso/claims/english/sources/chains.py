"""On whose word: the links between the outlet and the source, as one document gives them.

Stands after sources are resolved. "The Courier, citing a memo, said …" and "a memo, published by the Courier, says …"
both give outlet → Courier → memo. Invariant: the outlet that publishes the report is the first link and stands there
once; the source is the last link, and no link stands twice in a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.attribution import Attribution, Frame
from sayso.model import Document, Link, Source, SourceKind, Span

__all__ = ["Resolved", "build_chains", "is_named", "is_outlet_itself", "outlet_link"]

_Chain = tuple[Link, ...]
_UNKNOWN_OUTLET = "unnamed outlet"
_UNNAMED = (SourceKind.DOCUMENT, SourceKind.RECORDING, SourceKind.ANONYMOUS)
_NEAR = 40  # attributions before and after among which the one that holds another's cue is looked for


@dataclass(frozen=True, slots=True)
class Resolved:
    """An attribution with its source, None where nobody is named, and with those who pass its word on."""

    attribution: Attribution
    source: Source | None
    through: tuple[Source, ...]


def outlet_link(document: Document) -> Link:
    """The first link of every chain: who published the report."""
    return Link(document.metadata.outlet or _UNKNOWN_OUTLET, SourceKind.OUTLET)


def is_outlet_itself(document: Document, name: str, text: str) -> bool:
    """Whether a name is the publishing outlet's own: in full, by its last words ("the River Board" of the Tarn River
    Board) or by its last word ("the Courier").
    """
    outlet = (document.metadata.outlet or "").lower().removeprefix("the ")
    words = name.lower().removeprefix("the ")
    short = bool(words) and words.split()[-1] == words and text.rsplit(maxsplit=1)[-1][:1].isupper()
    if not outlet or not words:
        return False
    ends = " " in words and outlet.endswith(f" {words}")
    return words == outlet or ends or (short and words == outlet.split()[-1])


def is_named(source: Source) -> bool:
    """Whether a place of speech is one that can be told from others: a named outlet, or a recording."""
    return source.kind is SourceKind.RECORDING or source.name != source.name.lower()


def build_chains(document: Document, resolved: Sequence[Resolved]) -> list[_Chain]:
    """The chain of each of `resolved`, which stand in the order of their cues."""
    return _Builder(document, resolved).build()


class _Builder:
    def __init__(self, document: Document, resolved: Sequence[Resolved]) -> None:
        self._document = document
        self._resolved = resolved
        self._outer = [_holder(resolved, n) for n in range(len(resolved))]
        self._chains: list[_Chain | None] = [None] * len(resolved)

    def build(self) -> list[_Chain]:
        for n in range(len(self._resolved)):
            for at in self._inwards(n):
                self._chains[at] = self._chain(at)
        return [chain for chain in self._chains if chain is not None]

    def _inwards(self, at: int | None) -> list[int]:
        """The attributions that hold this one and have no chain yet, outermost first, and it itself."""
        found: list[int] = []
        while at is not None and self._chains[at] is None and at not in found:
            found.append(at)
            at = self._outer[at]
        return found[::-1]

    def _chain(self, at: int) -> _Chain:
        one = self._resolved[at]
        own = [s for s in one.through if not is_outlet_itself(self._document, s.name, s.text)]
        source = one.source
        if source is not None and is_outlet_itself(self._document, source.name, source.text):
            source = None
        outer = self._outer[at]
        chain = self._chains[outer] if outer is not None else None
        base = chain or (outlet_link(self._document),)
        if source is not None and base[-1].name == source.name:
            return base
        if source is not None and not own and len(base) == 1:
            base = self._known(source, at) or base
        within = outer is not None and _is_said_within(one.attribution, self._resolved[outer].attribution)
        added = [*own, *([source] if source is not None else [])]
        return _joined(base, [Link(s.name, s.kind) for s in added], again=within)

    def _known(self, source: Source, at: int) -> _Chain | None:
        """The chain by which the document named this unnamed source, document or recording before."""
        if source.kind not in _UNNAMED:
            return None
        earlier = (chain for chain in self._chains[:at] if chain is not None and len(chain) > 2)
        return next((chain[:-1] for chain in earlier if chain[-1].name == source.name), None)


def _joined(base: _Chain, added: Sequence[Link], *, again: bool) -> _Chain:
    """`base` with `added` behind it. Who stands in it already is gone back to, unless said `again` by another."""
    chain = list(base)
    for link in added:
        known = next((n for n, one in enumerate(chain) if one.name == link.name), len(chain))
        kept = again and 0 < known < len(chain) - 1
        chain = [*chain, link] if kept else [*chain[:known], link]
    return tuple(chain)


def _holder(resolved: Sequence[Resolved], at: int) -> int | None:
    """The attribution in whose content the cue of the one at `at` stands: of several the one with the least content."""
    attribution = resolved[at].attribution
    if not attribution.cue or _is_known(attribution):
        return None
    place = attribution.cue[-1].idx
    near = range(max(0, at - _NEAR), min(len(resolved), at + _NEAR + 1))
    holding = [
        (_length(resolved[n].attribution.content), n)
        for n in near
        if n != at and resolved[n].source is not None and _holds(resolved[n].attribution, place)
        if not _is_object(attribution, resolved[n].attribution)
    ]
    outer = [n for _, n in sorted(holding) if n < at or not _is_mutual(attribution, resolved[n].attribution)]
    return outer[0] if outer else None


def _is_known(attribution: Attribution) -> bool:
    """Whether a claim is spoken of as known to all: "the claim by X that", so not on the word of who speaks of it."""
    noun = attribution.cue[-1]
    return attribution.frame is Frame.NOUN and any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those")) for c in noun.children
    )


def _is_object(inner: Attribution, outer: Attribution) -> bool:
    """Whether a claim is what the outer cue speaks of, and not what it says: "rejected claims that"."""
    if inner.frame is not Frame.NOUN:
        return False
    noun = inner.cue[-1]
    governor = noun.head.head if noun.head.pos_ == "ADP" else noun.head
    return noun.dep_ in ("dobj", "pobj", "nsubjpass") and governor in outer.cue


def _holds(attribution: Attribution, place: int) -> bool:
    return any(s.start <= place < s.end for s in attribution.content)


def _is_mutual(attribution: Attribution, outer: Attribution) -> bool:
    """Whether each holds the other's cue, so that the parse took one clause for the other's."""
    return bool(outer.cue) and _holds(attribution, outer.cue[-1].idx)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _is_said_within(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner cue stands in a clause under the outer one in the parse, so that the nesting is no accident."""
    if not inner.cue or not outer.cue or inner.frame is Frame.QUOTE:
        return False
    return outer.cue[-1].is_ancestor(inner.cue[-1])
