"""Whether a text speaks of a person as "he" or as "she": by title, noun, pronoun or given name.

Built once a document, after its names are known. Invariant: it is known only where all that the text says of a person
agrees; titles and nouns go before pronouns, and no pronoun, which may be another's, speaks against a given name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.lexicon import Lexicon

__all__ = ["Genders", "gender_of_pronoun"]

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_NEAR = 25  # words behind a name among which a pronoun speaks of its bearer


def gender_of_pronoun(token: Token) -> str | None:
    """The "he" or "she" of a pronoun of the third person singular, or None."""
    return _PRONOUNS.get(token.lower_)


@dataclass(frozen=True, slots=True)
class Genders:
    """What the text says of each name (`told`), and the nouns and given names that say it by themselves."""

    told: Mapping[str, str]
    _nouns: Mapping[str, str]
    _given: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Sequence[Token]]], lexicon: Lexicon) -> "Genders":
        """The genders of `names`: full names with the words of each place where they stand, in order."""
        nouns = {w: g.name for g in lexicon.lists["genders"] if g.name in ("he", "she") for w in g.words}
        given = {w: g.traits["pronoun"] for g in lexicon.lists["genders"] if "pronoun" in g.traits for w in g.words}
        places = list(names)
        starts = {run[0].i for _, run in places}
        called: dict[str, set[str]] = defaultdict(set)
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for name, run in places:
            called[name].update(_titles(run, nouns))
            spoken_of[name].update(_pronouns(run, starts))
        told = {name: min(found) for name, found in called.items() if len(found) == 1}
        for name, found in spoken_of.items():
            if len(found) == 1 and not called[name] and given.get(name.split()[0].lower()) in (None, *found):
                told[name] = min(found)
        return cls(told, nouns, given)

    def may_be(self, gender: str, name: str, words: str = "") -> bool:
        """Whether one of this name, spoken of in these words, may be meant by a pronoun of `gender`."""
        known = self.known(name, words) or self.by_given_name(name)
        return known is None or known == gender

    def known(self, name: str, words: str = "") -> str | None:
        """The gender that the text itself gives."""
        called = {self._nouns[w] for w in words.lower().replace(",", " ").split() if w in self._nouns}
        return min(called) if len(called) == 1 else self.told.get(name)

    def is_given_name(self, word: str) -> bool:
        """Whether a word is on the list of given names."""
        return word.lower() in self._given

    def by_given_name(self, name: str) -> str | None:
        """The gender that a given name on the list has."""
        first, *others = name.split()
        return self._given.get(first.lower()) if others else None


def _titles(run: Sequence[Token], nouns: Mapping[str, str]) -> Iterator[str]:
    """What titles and nouns beside a name say of its bearer."""
    doc, first = run[0].doc, run[0].i
    before = list(doc[max(run[0].sent.start, first - 2) : first])
    beside = [t for t in (*before, *run) if t.dep_ in ("compound", "nmod", "amod", "appos", "nsubj") or t in run]
    beside += [c for t in run for c in t.children if c.dep_ == "appos"]
    beside += [run[-1].head] if run[-1].dep_ == "appos" else []
    yield from (nouns[t.lower_.rstrip(".")] for t in beside if t.lower_.rstrip(".") in nouns)


def _pronouns(run: Sequence[Token], starts: set[int]) -> Iterator[str]:
    """What the first pronoun that goes on from a name says of its bearer."""
    if not any(t.dep_ in ("nsubj", "nsubjpass") for t in run):
        return
    last = run[-1].i
    for token in run[0].doc[last + 1 : min(last + _NEAR, run[0].sent.end)]:
        if token.i in starts or token.is_quote:
            return
        gender = gender_of_pronoun(token)
        if gender is not None:
            yield gender
            return
