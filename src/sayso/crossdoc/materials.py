"""Recordings and documents that claims rest on, and whether two of them may be one.

Used to trace origins: two bodies that rest on one recording are one. Invariant: two are told apart only by words of the
reports (what kind of recording, by which device, whose document); where those leave it open, they may be one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.crossdoc.words import plain_words
from sayso.lexicon import load_lexicon
from sayso.model import Claim, EvidenceKind, SourceKind, Verification

__all__ = ["Material", "material_of", "offered"]

_HANDED = re.compile(
    r"\b(?:seen|obtained|shared|given|leaked|reviewed|published|handed)\b.*", re.IGNORECASE | re.DOTALL
)
_CAPITALS = re.compile(r"\b[A-Z]\w{2,}")
_RECORDED = frozenset({EvidenceKind.IMAGERY, EvidenceKind.VIDEO, EvidenceKind.INTERCEPT})


@dataclass(frozen=True, slots=True, order=True)
class Material:
    """A recording or a document, by what tells it from another: sense and device of the one, whose the other is."""

    written: bool
    sense: str = ""
    device: str = ""
    whose: tuple[str, ...] = ()

    def may_be(self, other: "Material") -> bool:
        """Whether nothing tells the two apart."""
        return (
            self.written == other.written
            and all(
                not mine or not theirs or mine == theirs
                for mine, theirs in ((self.sense, other.sense), (self.device, other.device))
            )
            and (not self.whose or not other.whose or bool({*self.whose} & {*other.whose}))
        )


def material_of(name: str, kind: SourceKind) -> Material:
    """The material that a source is, by the words of its name."""
    if kind is SourceKind.RECORDING:
        return _recording(name)
    # who has seen it, or was given it, does not tell it from another
    return Material(written=True, whose=tuple(_CAPITALS.findall(_HANDED.sub("", name)[1:])))


def offered(claim: Claim) -> Iterator[Material]:
    """The recordings that are offered for a claim; not those said to be missing."""
    for evidence in claim.evidence:
        if evidence.kind in _RECORDED and evidence.verification is not Verification.MISSING:
            yield _recording(evidence.text)


def _recording(name: str) -> Material:
    senses, devices = _words()
    words = plain_words(name)
    return Material(
        written=False,
        sense=next((senses[w] for w in words if w in senses), ""),
        device=next((devices[w] for w in words if w in devices), ""),
    )


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    lexicon = load_lexicon("en", "origins")
    return lexicon.trait("origins", "sense"), lexicon.trait("origins", "device")
