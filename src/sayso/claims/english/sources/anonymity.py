"""Whether a phrase is for a source that is kept unnamed: one person or a few who told it, by how they are described.

Stands beside naming, which asks it first. Kept unnamed are those called sources or insiders, those in somebody's
service ("aides", "her lawyer"), those of whom it is said what they know or why they are not named, and officials who
are counted or of a circle ("two officials", "campaign officials"). Not so who speaks for a body ("a spokesman"), the
officials of a state, and those who only hold an opinion in common ("voters", "most insiders"). Invariant: it looks at
one phrase and its sentence; nobody whose name stands beside is unnamed.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.lexicon import Lexicon

__all__ = ["Anonymity", "meant_noun"]

_WIDE = frozenset({"most", "many", "all", "few", "no", "any", "every", "each", "average", "media", "news"})
_ONE = frozenset({"a", "an", "one", "another"})


class Anonymity:
    """The words by which sources are kept unnamed, ready to be asked of the phrases of one document."""

    def __init__(self, lexicon: Lexicon, parse: Doc) -> None:
        words = lexicon.words
        self._marks = words("sources", "unnamed-mark")
        text = parse.text.lower().replace("’", "'")
        self._phrases = [phrase for phrase in words("sources", "unnamed-phrase") if phrase in text]
        self._sources = words("sources", "anonymous")
        self._officials = words("sources", "official")
        self._serving = words("sources", "in-service")
        self._circles = words("sources", "circle")
        self._counted = words("sources", "few")
        self._ranked = words("sources", "ranked")
        self._partisans = words("sources", "partisan")
        self._informed = words("sources", "informed")
        self._informed_of = words("sources", "informed-of")
        self._offices = words("sources", "office")
        self._known = words("sources")

    def is_unnamed(self, tokens: Sequence[Token], head: Token, roles: frozenset[str] = frozenset()) -> bool:
        """Whether a phrase is for somebody kept unnamed; the text names the holders of `roles`."""
        before = {t.lower_ for t in tokens if t.i < head.i}
        if before & self._marks:
            return True
        if _is_named(tokens, head) or before & _WIDE:
            return False
        known = head.tag_ == "NN" and head.lower_ in roles and "the" in before
        if not known and self._are_kept(_nouns(head), tokens):
            return True
        return self._is_informed(tokens, head) or self._is_withheld(tokens, head)

    def _are_kept(self, nouns: Sequence[Token], tokens: Sequence[Token]) -> bool:
        """Whether one noun, or one of several for many, is so: not so "the mayor and her aides"."""
        first, *others = nouns
        if self._is_kept(first, tokens):
            return True
        common = first.text.islower() or first.lower_ in self._known
        return first.tag_ == "NNS" and common and any(self._is_kept(noun, tokens) for noun in others)

    def _is_kept(self, noun: Token, tokens: Sequence[Token]) -> bool:
        """Whether a noun is for one who is kept unnamed, by itself or by what stands before it."""
        lower, single = noun.lower_, noun.tag_ == "NN"
        if noun.pos_ == "PROPN" and noun.text[:1].isupper() and lower not in self._partisans:
            return False
        if lower in self._sources:
            return not _is_cause(noun)
        if lower in self._serving:
            return noun.i + 1 == len(noun.doc) or noun.nbor().lower_ != "general"  # "attorneys general"
        before = {t.lower_ for t in tokens if t.i < noun.i} | {t.lower_ for t in noun.children if t.i < noun.i}
        if lower in self._officials:
            return single or bool(before & (self._circles | self._counted | self._ranked))
        one = bool(before & _ONE) and (single or noun.tag_ == "NNP")
        if lower in self._partisans:
            few = bool(before & self._counted) and "some" not in before and bool(before & self._ranked)
            return one or few
        return noun.lemma_.lower() in self._offices and noun.tag_ == "NNS" and bool(before & (self._counted - {"some"}))

    def _is_informed(self, tokens: Sequence[Token], head: Token) -> bool:
        """Whether it is said what somebody without a name knows: "people familiar with the plans"."""
        whole = f"{' '.join(t.lower_ for t in tokens)} "
        persons = head.lower_ in self._informed or head.lower_ in self._partisans
        return persons and any(f" {phrase} " in whole for phrase in self._informed_of)

    def _is_withheld(self, tokens: Sequence[Token], head: Token) -> bool:
        """Whether the sentence says that the name is kept back, and does so of this phrase."""
        if head.pos_ != "NOUN" or not self._phrases:
            return False
        told_of = any(t.lower_ == "who" for t in tokens[:-1])
        within = " ".join(t.lower_ for t in tokens) if told_of else head.sent.text.lower().replace("’", "'")
        return any(phrase in within for phrase in self._phrases)


def _nouns(head: Token) -> list[Token]:
    """The noun of a phrase and those beside it."""
    noun = meant_noun(head)
    return [noun, *(other for other in noun.conjuncts if other.i > noun.i)]


def meant_noun(head: Token) -> Token:
    """The noun that says who they are: "aides" of "some of her aides", else the head itself."""
    parted = next((g for c in head.children if c.lower_ == "of" and c.i > head.i for g in c.children), None)
    return head if parted is None or parted.pos_ != "NOUN" or not _is_part(head) else parted


def _is_part(head: Token) -> bool:
    return head.pos_ in ("NUM", "DET", "PRON", "ADJ") or head.lower_ in ("dozen", "half", "handful", "number", "pair")


def _is_named(tokens: Sequence[Token], head: Token) -> bool:
    """Whether the phrase gives a name: "Dana Holt and her aides", "an aide, Dana Holt"."""
    if head.pos_ == "PROPN" and any(t.i < head.i and t.pos_ == "PROPN" for t in tokens):
        return False
    return any(t.pos_ == "PROPN" and t.dep_ in ("appos", "flat") for t in tokens)


def _is_cause(noun: Token) -> bool:
    """Whether a "source" is what something comes from: "the source of the delay", "a source of light"."""
    if noun.lemma_.lower() != "source":
        return False
    objects = [g for c in noun.children if c.lower_ == "of" for g in c.children]
    return bool(objects) and all(g.pos_ == "NOUN" for g in objects)
