"""What a word that embeds a clause commits its reader to: the signatures of the list `veridicality`.

Stands beside the engine of commitment, which asks it for every embedding word on the way from the top of a sentence
down to an event. Invariant: a level lies between -3 (certainly not so) and 3 (certainly so), 0 being open, as on
FactBank's scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.lexicon import Lexicon

__all__ = ["CERTAIN", "Signature", "Veridicality"]

CERTAIN = 3.0

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """How far what a word embeds is held to be so where the word is affirmed, and where it is negated (-3 to 3)."""

    affirmed: float
    negated: float
    group: str = ""

    def under(self, level: float) -> float:
        """How far what is embedded is held to be so where the word itself is so to `level`: affirmed at 3, negated at
        -3, in between where that is open, so that a factive keeps its clause and an implicative leaves it open.
        """
        share = (CERTAIN + level) / (2 * CERTAIN)
        return self.affirmed * share + self.negated * (1 - share)


class Veridicality:
    """The signatures of verbs, nouns and adjectives by the frame in which they embed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._signatures: Mapping[_Key, Signature] = {
            (word, group.traits["of"], group.traits["frame"]): Signature(
                float(group.traits["affirmed"]), float(group.traits["negated"]), group.name
            )
            for group in lexicon.lists["veridicality"]
            for word in group.words
        }

    def signature(self, lemma: str, kind: str, frame: str) -> Signature | None:
        """The signature of a word (`kind` verb, noun, adjective) in a frame (that, to, ing, from, object), if known."""
        return self._signatures.get((lemma, kind, frame))

    def score(self, verb: str, frame: str = "that", *, negated: bool = False) -> float | None:
        """How far a reader takes what `verb` (a lemma, with its particle) embeds to be so, from -3 to 3, in "somebody
        VERBed that a thing happened" or, `negated`, "didn't VERB that"; None where the list lacks the verb.

        A passive that tells of a feeling or of being told ("was annoyed that", "was told that") takes the same frame.
        """
        known = self.signature(verb, "verb", frame)
        return None if known is None else known.negated if negated else known.affirmed

    def verbs(self, frame: str) -> frozenset[str]:
        """The verbs that the list knows in a frame."""
        return frozenset(word for word, kind, shape in self._signatures if kind == "verb" and shape == frame)
