"""How far what one word governs is held to be so, by the word itself, the construction and the lists.

Stands between the engine and the word lists. Invariant: a word that no list knows passes on what its construction means
by itself (a clause of its own is asserted, an infinitive is open).
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from sayso.claims.english.factuality.marks import Mark, Marks, is_infinitive
from sayso.claims.english.factuality.veridicality import CERTAIN, Signature, Veridicality

__all__ = ["Embeddings", "Passed", "frame_of", "lemma_of"]

_BY_FRAME = {
    "that": Signature(1.5, -0.1, "any clause"),
    "to": Signature(0.3, -1.0, "any infinitive"),
    "ing": Signature(1.6, 0.3, "any gerund"),
    "from": Signature(-1.2, 0.8, "any gerund with from"),
    "wh": Signature(2.2, 1.6, "question word"),
}
_QUOTED = 1.8
_PURPOSE = 0.5
_AHEAD = 1.4
_BESIDE = 1.0
_WH = ("WP", "WRB", "WDT", "WP$")
_VERBS = ("VERB", "AUX")
_CLAUSES = frozenset({"acl", "ccomp", "csubj", "csubjpass", "dep", "oprd", "relcl", "xcomp"})
_WITH_THEIR_HEAD = frozenset({"acomp", "agent", "appos", "attr", "compound", "dep", "dobj", "oprd", "prep"})
_DONE = frozenset({"after", "by", "in", "on", "since", "while"})
_OF_NOUNS = frozenset({"against", "for", "of", "on", "to"})
_TIMES = frozenset({"after", "as", "before", "once", "until", "when"})
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


class Passed(NamedTuple):
    """What comes down to a word from the one above it: by which relation, how far, and by which group of a list."""

    relation: str
    level: float
    group: str = ""


class Embeddings:
    """Asks the lists what passes from a governing word to the word below it."""

    def __init__(self, veridicality: Veridicality, marks: Marks) -> None:
        self._veridicality = veridicality
        self._marks = marks

    def passed_on(self, token: Token, above: Token, level: float, given: float) -> Passed:
        """What passes from `above` to `token`: `level` is how far the word above is held to be so, `given` how far it
        would be without its own marks.
        """
        if token.dep_ == "conj":
            verbal = token.pos_ in _VERBS or above.pos_ in _VERBS
            return Passed("coordinated", given if verbal else level)
        if token.dep_ == "pcomp":
            return self._gerund(above, level)
        if token.dep_ == "advcl":
            return self._adverbial(token, level)
        if token.dep_ == "pobj":
            return self._behind_preposition(above, level)
        if token.dep_ in _CLAUSES and token.pos_ in _VERBS:
            return self._clause(token, above, level)
        return self._noun(token, above, level, given)

    def _clause(self, token: Token, above: Token, level: float) -> Passed:
        finite = any(c.dep_ == "mark" for c in token.children)
        if token.dep_ in ("relcl", "acl") and not is_infinitive(token) and (token.dep_ == "relcl" or not finite):
            return Passed("relative clause" if token.dep_ == "relcl" else "participle", CERTAIN)
        opened = self._opened(token)
        if opened is not None:
            return opened
        if token.dep_ == "ccomp" and token.i < above.i:
            return Passed("speech", _QUOTED if level > 0 else level)
        frame = frame_of(token)
        known = (_BY_FRAME["wh"] if frame == "wh" else self._known(above, frame)) or _BY_FRAME[frame]
        return Passed(f"{frame}-clause", known.under(level), known.group)

    def _opened(self, clause: Token) -> Passed | None:
        """What a subordinator makes of its clause: open after "if", and so on."""
        opening = self._marks.opening(clause)
        group = self._marks.of["mark"].group(opening.lower_) if opening is not None else None
        return Passed(group.name, float(group.traits["level"]), group.name) if group is not None else None

    def _gerund(self, preposition: Token, level: float) -> Passed:
        governor = preposition.head
        alone = self._alone(preposition)
        if preposition.lower_ == "from" and governor.pos_ in _VERBS:
            known = self._veridicality.signature(lemma_of(governor), "verb", "from") or _BY_FRAME["from"]
            return Passed("from-clause", known.under(level), known.group)
        if alone is not None and alone.group == "lacking":
            return alone
        found = self._known(governor, "ing")
        if found is not None:
            return Passed("ing-clause", found.under(level), found.group)
        return alone or Passed("ing-clause", CERTAIN if preposition.lower_ in _DONE else _BY_FRAME["ing"].affirmed)

    def _alone(self, preposition: Token) -> Passed | None:
        """What a preposition means by itself: "without" that it is not so."""
        group = self._marks.of["preposition"].group(preposition.lower_)
        return None if group is None else Passed(group.name, float(group.traits["level"]), group.name)

    def _adverbial(self, token: Token, level: float) -> Passed:
        opened = self._opened(token)
        if opened is not None:
            return opened
        if is_infinitive(token):
            return Passed("purpose", _PURPOSE)
        ahead = 0 < level < 2 and any(c.lower_ in _TIMES for c in token.children)
        return Passed("adverbial clause", _AHEAD if ahead else CERTAIN)

    def _noun(self, token: Token, above: Token, level: float, given: float) -> Passed:
        if token.dep_ in ("dobj", "nsubjpass", "oprd"):
            known = self._known(above, "object")
            if known is not None:
                return Passed("object", known.under(level), known.group)
        if token.dep_ in _WITH_THEIR_HEAD:
            return Passed("with", level)
        return Passed("subject" if token.dep_ == "nsubj" else "with", max(level, given))

    def _behind_preposition(self, preposition: Token, level: float) -> Passed:
        governor, word = preposition.head, preposition.lower_
        alone = self._alone(preposition)
        if alone is not None and alone.group == "lacking":
            return alone
        known: Signature | None = None
        if governor.pos_ in _VERBS:
            lemma = governor.lemma_.lower()
            known = self._veridicality.signature(f"{lemma} {word}", "verb", "object")
            if known is None and word == "from":
                known = self._veridicality.signature(lemma, "verb", "from")
        elif governor.pos_ == "NOUN" and word in _OF_NOUNS:
            known = self._known(governor, "to") or self._known(governor, "that")
        if known is not None:
            return Passed("complement", known.under(level), known.group)
        return Passed("with", max(level, _BESIDE))

    def before_noun(self, token: Token) -> Iterator[Mark]:
        """The adjectives and determiners that make what a noun names open or void."""
        if token.pos_ not in ("NOUN", "PROPN", "PRON"):
            return
        for child in token.children:
            if child.dep_ in ("amod", "det", "compound", "advmod"):
                group = self._marks.of["modifier"].group(child.lower_)
                if group is not None:
                    yield Mark(group.name, child, float(group.traits["level"]))

    def _known(self, governor: Token, frame: str) -> Signature | None:
        """The signature of a governing word, or, of a copula, that of the adjective or noun it says of its subject."""
        for word in _bearers(governor):
            kind = _KINDS.get(word.pos_, "")
            shape = frame if kind == "verb" or frame in ("that", "to") else "to"
            lemmas = (lemma_of(word), word.lemma_.lower()) if kind == "verb" else (word.lemma_.lower(),)
            for lemma in lemmas:
                known = self._veridicality.signature(lemma, kind, shape)
                if known is not None:
                    return known
        return None


def _bearers(governor: Token) -> Iterator[Token]:
    if governor.lemma_ == "be":
        yield from (c for c in governor.children if c.dep_ in ("acomp", "attr"))
        yield from (c for c in governor.children if c.dep_ == "nsubj" and c.pos_ == "NOUN")
    yield governor


def lemma_of(verb: Token) -> str:
    """The lemma of a verb, with its particle where it has one."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    lemma = verb.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def frame_of(clause: Token) -> str:
    """The frame in which a clause is embedded: that, wh, to or ing."""
    before = [c for c in clause.children if c.i < clause.i]
    auxiliary = any(c.dep_ == "aux" for c in before)
    if is_infinitive(clause) or (clause.tag_ == "VB" and not auxiliary):
        return "to"
    if clause.tag_ == "VBG" and not auxiliary:
        return "ing"
    return "wh" if any(c.tag_ in _WH for c in before) else "that"
