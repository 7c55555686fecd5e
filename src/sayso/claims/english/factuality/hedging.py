"""Which finds of a hedge's words are hedges: "about forty" is one, "told them about it" is none.

Stands between the word list `hedges` and the claim. Invariant: it only leaves finds out.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.model import Span

__all__ = ["is_hedge"]

_MODALS = frozenset({"may", "might", "could"})
_ABILITIES = frozenset({"see", "hear", "feel", "smell", "taste", "sense", "remember", "recall", "understand", "afford"})
_VERBAL = frozenset({"alleged", "purported", "supposed", "reported"})
_COUNTS = frozenset({"a", "an", "dozen", "dozens", "half", "hundred", "hundreds", "thousand", "thousands", "quarter"})
_COUNTS_AND_MARKS = frozenset({"$", "£", "€", "us$", "another", "all", "every", "everyone", "everything", "certain"})
_MEASURES = frozenset(
    {"third", "fifth", "tenth", "minute", "hour", "day", "week", "month", "year", "decade", "century", "mile"}
    | {"kilometre", "kilometer", "metre", "meter", "foot", "ton", "tonne", "percent"}
)
_PREDICATES_TOO = frozenset({"nearly", "almost"})


def is_hedge(span: Span, group: str, tokens: Sequence[Token]) -> bool:
    """Whether the words at `span`, found in the list's `group`, weaken what the `tokens` of a content say."""
    words = [t for t in tokens if span.start <= t.idx < span.end]
    if not words:
        return True
    word = words[0].lower_
    if len(words) == 1 and word in _MODALS:
        return words[0].tag_ == "MD" and not (word == "could" and _tells_of_ability(words[0]))
    if group == "approximate":
        return _approximates(words)
    if word in _VERBAL:
        return words[0].dep_ in ("amod", "nmod")
    if word == "likely":
        return words[0].dep_ != "amod"
    return True


def _tells_of_ability(could: Token) -> bool:
    """Whether a "could" tells what somebody was able to do: "could see", "could not find"."""
    verb = could.head
    able = verb.lemma_.lower() in _ABILITIES and not any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return able or any(c.dep_ == "neg" for c in verb.children)


def _approximates(words: Sequence[Token]) -> bool:
    """Whether a word of approximation stands before a number ("or so" behind one)."""
    last = words[-1]
    if words[0].lower_ in ("or", "an"):
        return True
    if last.i + 1 >= len(last.doc):
        return False
    after = last.nbor(1)
    if after.pos_ == "NUM" or after.like_num or after.lower_ in _COUNTS_AND_MARKS:
        return True
    if words[0].lower_ in _PREDICATES_TOO:
        return after.pos_ in ("VERB", "ADJ", "DET", "ADV")
    return after.lower_ in _COUNTS and words[0].lower_ != "some" and _is_amount(after)


def _is_amount(article: Token) -> bool:
    """Whether an "a" leads to a count: "about a dozen", "around a third", and not "about a leak"."""
    if article.lower_ not in ("a", "an"):
        return True
    after = article.nbor(1) if article.i + 1 < len(article.doc) else article
    return after.lower_ in _COUNTS or after.like_num or after.lower_ in _MEASURES
