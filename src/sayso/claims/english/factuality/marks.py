"""The words beside a predicate that make it certain, open or denied: negation, modals, adverbs, questions, orders.

Stands below the engine of commitment, which asks for the marks of every word on its way. The words are data: the list
`factuality`. Invariant: a mark is of the predicate it stands beside and never of a clause below it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from sayso.claims.english.factuality.veridicality import CERTAIN
from sayso.lexicon import Group, Lexicon

__all__ = ["Mark", "Marks", "Words", "asks", "is_infinitive", "only_adds", "orders", "subject_of"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_ARGUMENTS = ("nsubj", "nsubjpass", "csubj", "dobj", "attr", "dative", "oprd", "det")
_ADVERBIAL = ("advmod", "preconj", "cc")
_QUESTION = 0.0
_ORDER = 0.2
_CONSEQUENCE = 0.2


class Mark(NamedTuple):
    """One thing that changes how far a predicate is held to be so: its kind, its word, and the level it leaves."""

    kind: str
    token: Token
    level: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one role: word → its group."""

    groups: Mapping[str, Group]

    def group(self, word: str) -> Group | None:
        """The group of a word, None where it plays no such role."""
        return self.groups.get(word.lower())

    def level(self, word: str) -> float | None:
        """The level that a word leaves, None where it plays no such role."""
        group = self.group(word)
        return None if group is None else float(group.traits["level"])


class Marks:
    """The word list of marks, ready to be asked of one predicate after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.of = {role: Words(_by_word(lexicon, role)) for role in _roles(lexicon)}

    def negation(self, token: Token) -> Token | None:
        """The word that negates a predicate: its negator, or a negative subject, object or adverb beside it."""
        return next((word for child in token.children for word in self._negating(child)), None)

    def _negating(self, child: Token) -> Iterator[Token]:
        negates = child.dep_ == "neg" or (child.dep_ in _ADVERBIAL and self.of["negator"].group(child.lower_))
        if negates and not only_adds(child):
            yield child
        if child.dep_ == "advmod" and child.lower_ in ("longer", "more") and _has(child, "no"):
            yield child
        if child.dep_ in _ARGUMENTS:
            if child.pos_ in ("PRON", "DET", "NOUN") and self.of["quantifier"].group(child.lower_):
                yield child
            yield from (c for c in child.children if c.dep_ == "det" and c.lower_ == "no")

    def modal(self, token: Token) -> tuple[Token, Group] | None:
        """The modal of a predicate, its own or, where it is a bare verb coordinated with another, that one's."""
        for child in token.children:
            if child.dep_ == "aux" and child.tag_ != "TO":
                group = self.of["modal"].group(child.lower_)
                if group is not None and child.tag_ == "MD":
                    return child, group
        if token.dep_ == "conj" and token.tag_ == "VB" and subject_of(token) is None:
            return self.modal(token.head)
        return None

    def beside(self, token: Token) -> Iterator[Mark]:
        """All marks of a predicate, each with the level that it would leave by itself."""
        negation, modal = self.negation(token), self.modal(token)
        if modal is not None:
            word, group = modal
            yield Mark(group.name, word, float(group.traits["level" if negation is None else "negated"]))
            condition = self.condition(token)
            if condition is not None:
                yield Mark("consequence", condition, _CONSEQUENCE)
        elif negation is not None:
            yield Mark("negation", negation, -CERTAIN)
        if asks(token):
            yield Mark("question", token, _QUESTION)
        if orders(token):
            yield Mark("order", token, _ORDER)
        yield from self._adverbs(token)

    def _adverbs(self, token: Token) -> Iterator[Mark]:
        for child in token.children:
            if child.dep_ in ("advmod", "acomp", "npadvmod") and child.pos_ in ("ADV", "ADJ"):
                level = self.of["adverb"].level(child.lower_)
                if level is not None:
                    yield Mark("adverb", child, level)

    def condition(self, token: Token) -> Token | None:
        """The word that opens a condition on which a predicate hangs ("if it rains, …")."""
        for child in token.children:
            if child.dep_ in ("advcl", "prep", "mark"):
                found = self.opening(child)
                if found is not None and found.lower_ in ("if", "unless", "provided"):
                    return found
        return None

    def opening(self, clause: Token) -> Token | None:
        """The word of the list's `mark` role by which a clause is opened."""
        for child in clause.children:
            if child.i < clause.i and child.dep_ in ("mark", "advmod") and self.of["mark"].group(child.lower_):
                return child
        return None


def subject_of(token: Token) -> Token | None:
    """The subject of a predicate, None where it has none of its own."""
    return next((c for c in token.children if c.dep_ in _SUBJECTS), None)


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in clause.children)


def asks(token: Token) -> bool:
    """Whether a predicate is that of a question put directly."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if token.dep_ == "ROOT":
        return any(t.text == "?" for t in token.sent[-3:]) and not _quotes_question(token)
    return token.dep_ in ("ccomp", "conj") and any(c.text == "?" for c in token.children)


def only_adds(negator: Token) -> bool:
    """Whether a "not" denies nothing: "not only", "not just", "not least"."""
    return negator.i + 1 < len(negator.doc) and negator.nbor(1).lower_ in ("only", "just", "merely", "least")


def _quotes_question(token: Token) -> bool:
    """Whether the question that ends a sentence is quoted in it."""
    return (
        not token.sent[-1].is_alpha
        and token.sent[-1].is_quote
        and any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
    )


def orders(token: Token) -> bool:
    """Whether a predicate is an order: a bare verb that opens its sentence and has no subject."""
    if token.dep_ != "ROOT" or token.tag_ not in ("VB", "VBP") or token.pos_ not in ("VERB", "AUX"):
        return False
    before = [c for c in token.children if c.i < token.i and c.dep_ not in ("punct", "advmod", "intj", "cc", "neg")]
    return not any(c.dep_ in _SUBJECTS or (c.dep_ == "aux" and c.lower_ not in ("do", "let")) for c in before)


def _has(token: Token, word: str) -> bool:
    return any(c.lower_ == word for c in token.children)


def _roles(lexicon: Lexicon) -> set[str]:
    return {group.traits["role"] for group in lexicon.lists["factuality"]}


def _by_word(lexicon: Lexicon, role: str) -> dict[str, Group]:
    groups = [g for g in lexicon.lists["factuality"] if g.traits["role"] == role]
    return {word: group for group in groups for word in group.words}
