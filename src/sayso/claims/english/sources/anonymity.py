"""Whether a phrase is for a source that is kept unnamed: one person or a few who told it, by how they are described.

Stands beside naming, which asks it first. Kept unnamed are those called sources or insiders, those in somebody's
service ("aides", "her lawyer"), one or a few who do a work or belong somewhere ("a nurse", "two people at the
ministry"), those of whom it is said what they know or why they are not named, and officials who are counted or of a
circle ("two officials", "campaign officials"). Not so who speaks for a body ("a spokesman"), the officials of a state,
and those who only hold an opinion in common ("voters", "most insiders"). Invariant: it looks at one phrase and its
sentence; nobody whose name stands beside is unnamed.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.lexicon import Lexicon

__all__ = ["Anonymity", "meant_noun"]

_WIDE = frozenset({"most", "many", "all", "few", "no", "any", "every", "each", "average", "media", "news"})
_ONE = frozenset({"a", "an", "one", "another"})
_WHO = frozenset({"who", "whose", "whom"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SOMEBODY = frozenset({"man", "woman", "person", "someone", "somebody"})
_BELONGING_TO = frozenset({"at", "aboard", "from", "in", "inside", "of", "on", "with", "within"})


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
        self._working = words("sources", "at-work")
        self._belonging = words("sources", "belonging")
        self._known = words("sources")

    def is_unnamed(self, tokens: Sequence[Token], head: Token, roles: frozenset[str] = frozenset()) -> bool:
        """Whether a phrase is for somebody kept unnamed; the text names the holders of `roles`."""
        before = {t.lower_ for t in tokens if t.i < head.i}
        if before & self._marks:
            return True
        if _is_named(tokens, head) or before & _WIDE:
            return False
        known = head.tag_ == "NN" and head.lower_ in roles and "the" in before
        if not known and (self._are_kept(_nouns(head), tokens) or self._is_of_the_matter(head, before)):
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

    def _is_of_the_matter(self, head: Token, before: set[str]) -> bool:
        """Whether one or a few are told by what they do or where they belong: "a nurse", "two people at the ministry",
        "the man who sent it".
        """
        noun, lower = meant_noun(head), meant_noun(head).lower_
        if head.pos_ not in ("NOUN", "NUM") and lower not in self._belonging:
            return False
        counted = before & (_ONE | self._counted) or head.lower_ in _ONE | self._counted
        few = bool(counted) and "some" not in before
        if lower in self._working:
            return few or (head.tag_ == "NN" and "former" in before and "the" not in before)
        told = _told_where(noun) or any(c.dep_ == "relcl" for c in noun.children)
        alone = noun.tag_ == "NN" and lower in _SOMEBODY
        return lower in self._belonging and told and (few or alone)

    def _is_informed(self, tokens: Sequence[Token], head: Token) -> bool:
        """Whether it is said what somebody without a name knows: "people familiar with the plans"."""
        whole = f"{' '.join(t.lower_ for t in tokens)} "
        persons = head.lower_ in self._informed or head.lower_ in self._partisans
        return persons and any(f" {phrase} " in whole for phrase in self._informed_of)

    def _is_withheld(self, tokens: Sequence[Token], head: Token) -> bool:
        """Whether the sentence says that the name is kept back, and does so of this phrase."""
        if head.pos_ != "NOUN" or not self._phrases:
            return False
        if any(t.lower_ in _WHO for t in tokens[:-1]):
            within = _as_they_stand(tokens)
            return any(phrase in within for phrase in self._phrases)
        within, start = head.sent.text.lower().replace("’", "'"), head.sent.start_char
        places = (start + within.find(phrase) for phrase in self._phrases if phrase in within)
        return any(_tells_of(place, head) for place in places)


def _as_they_stand(tokens: Sequence[Token]) -> str:
    """The words of a phrase as they stand, in lower case and with straight apostrophes."""
    return "".join(t.text_with_ws for t in tokens).lower().replace("’", "'")


def _tells_of(place: int, head: Token) -> bool:
    """Whether the words at a place of a sentence tell of its `head`: in its own phrase, or in a clause whose subject it
    is, be it by a pronoun; not where they tell of another who is named between.
    """
    word = next((t for t in head.sent if t.idx + len(t.text) > place), head)
    while word.head != word:
        if word == head:
            return True
        subject = next((c for c in word.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _WHO:
                return word.head == head or word.head.head == head
            if subject.pos_ != "PRON":
                return subject == head
        word = word.head
    return word == head or head.head == word or head.is_ancestor(word) or word.is_ancestor(head)


def _told_where(noun: Token) -> bool:
    """Whether it is said of a noun where somebody belongs: "at the ministry", "of ours"."""
    return any(c.dep_ == "prep" and c.lower_ in _BELONGING_TO and c.i > noun.i for c in noun.children)


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
    return any(t.pos_ == "PROPN" and t.dep_ in ("appos", "flat") and not _is_of_body(t.head, head) for t in tokens)


def _is_of_body(noun: Token, head: Token) -> bool:
    """Whether a name is set beside another noun than the head, behind a preposition: "quoted by the paper Volna"."""
    return noun not in (head, *head.conjuncts) and noun.dep_ == "pobj" and noun.pos_ == "NOUN"


def _is_cause(noun: Token) -> bool:
    """Whether a "source" is what something comes from: "the source of the delay", "a source of light"."""
    if noun.lemma_.lower() != "source":
        return False
    objects = [g for c in noun.children if c.lower_ == "of" for g in c.children]
    return bool(objects) and all(g.pos_ == "NOUN" for g in objects)
