"""Who and what is named in a document besides its sources: names, the nouns that act, and the pronouns between them.

Stands between the resolver, which knows what a phrase means, and the antecedents, which weigh what was mentioned.
Invariant: words are gone through once, in order, so that each is resolved by those before it alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.claims.attribution import spans_of
from sayso.claims.english.grammar import is_denied
from sayso.claims.english.parsed.clauses import noun_phrase
from sayso.claims.english.sources.animacy import Animacy
from sayso.claims.english.sources.antecedents import REACH, Antecedents, Mention
from sayso.claims.english.sources.cast import name_of
from sayso.claims.english.sources.genders import gender_of_pronoun
from sayso.claims.english.sources.naming import Namer
from sayso.model import Source, SourceKind

__all__ = ["Mentions"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHOWN = frozenset({"dobj", "attr", "ROOT"})  # where a document or a recording is brought in: "we have a letter"


@dataclass(slots=True)
class Mentions:
    """Goes through a document's words and notes what they mention."""

    words: Sequence[Token]
    namer: Namer
    animacy: Animacy
    antecedents: Antecedents
    identify: Callable[[Sequence[Token]], Source]
    is_time: Callable[[Token], bool]
    _at: int = 0
    _runs: dict[int, Sequence[Token]] = field(init=False)

    def __post_init__(self) -> None:
        self._runs = {run[-1].i: run for _, run in self.namer.cast.mentions}

    def read_up_to(self, token: Token) -> None:
        """Notes what is mentioned before `token` and was not yet."""
        self._at = max(self._at, token.i - REACH)
        while self._at < token.i:
            word = self.words[self._at]
            self._at += 1
            for mention in self._of(word):
                self.antecedents.note(mention)

    def _of(self, word: Token) -> Iterator[Mention]:
        run = self._runs.get(word.i)
        if run is not None and not self.is_time(word):
            kind, name = self.namer.name(run, name_of(run))
            yield Mention(word, Source(name, spans_of(run), kind, name))
            yield from self._both(run)
        elif gender_of_pronoun(word) is not None and word.dep_ in _SUBJECTS:
            source = self.identify([word])
            if source.name.lower() != word.lower_:
                yield Mention(word, source)
        elif (word.pos_ == "NOUN" or (word.pos_ == "PROPN" and word.text.islower())) and self._is_brought_in(word):
            yield Mention(word, self.identify(_phrase(word)))

    def _is_brought_in(self, noun: Token) -> bool:
        """Whether a noun stands where a reader takes it up: whoever acts, a man or woman to whom something is done, the
        holder of a role, a document or a recording that is shown.
        """
        if is_denied(noun):
            return False
        if noun.dep_ in _SUBJECTS:
            return self.animacy.may_be_cited(noun)
        if noun.tag_ != "NN":
            return False
        if noun.dep_ == "pobj":
            return self.animacy.is_office(noun)
        known = noun.dep_ in ("dobj", "dative") and self.namer.genders.known("", noun.lower_) is not None
        return known or (noun.dep_ in _SHOWN and self.animacy.is_thing(noun))

    def _both(self, run: Sequence[Token]) -> Iterator[Mention]:
        """Two persons who are a subject together: "Dana Holt and Piet Marr"."""
        first = run[-1]
        other = next((c for c in first.children if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
        if first.dep_ in _SUBJECTS and other is not None and self.namer.person(run):
            phrase = [t for t in noun_phrase(first) if t.i <= other.i]
            words = name_of(phrase)
            yield Mention(other, Source(words, spans_of(phrase), SourceKind.GROUP, words))


def _phrase(noun: Token) -> list[Token]:
    """A noun with what stands before it, and its "of" phrase."""
    first = next((c.i for c in noun.children if c.dep_ == "det" and c.i < noun.i), 0)  # behind "Then," before it
    kept = [t for t in noun_phrase(noun) if first <= t.i <= noun.i]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > noun.i:
            kept += [t for t in child.subtree if t.i > noun.i]
    return sorted(kept, key=lambda t: t.i) or [noun]
