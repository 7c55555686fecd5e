"""What the times of a sentence bear on: on what is claimed, on the speaking of it, or on something told beside.

Asked for each claim before `sayso.claims.times` chooses. In "said on Monday that the 2014 law would end in May" Monday
bears on the speaking, May on what is claimed, and 2014 on neither. Also reads the times of a content anew from the day
on which it was spoken. Invariant: only what the parse hangs on the cue or on the content's own predicate bears on it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from sayso.claims.times import Bearing
from sayso.lexicon import Lexicon
from sayso.model import Interval, Span
from sayso.reading.english.times import TimeMention, find_times

__all__ = ["Dating", "spoken_anew"]

_MODIFIES = frozenset({"poss", "compound", "nmod", "nummod", "amod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "ROOT"})
_APART = frozenset({"relcl", "acl", "appos"})  # what is told of a noun beside what is claimed
_BROAD = frozenset({"year", "decade", "century"})
_WHEN = frozenset({"when", "as", "while"})
_HOLDERS = frozenset({"in", "during", "at", "on", "from"})
_LONGEST = 600  # characters of a content and its sentence that are read anew


class Dating:
    """Tells what times bear on, with its word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._carriers = lexicon.words("dating", "carriers")
        self._beside = lexicon.words("dating", "beside")
        self._issued = lexicon.words("dating", "issued")
        self._taken = lexicon.words("dating", "taken")

    def bearings(
        self, parse: Doc, content: Collection[Token], cue: Collection[Token], times: Iterable[TimeMention]
    ) -> Mapping[TimeMention, Bearing]:
        """What each of `times` bears on, seen from a content and its cue."""
        places, spoken = frozenset(t.i for t in content), frozenset(t.i for t in cue)
        return {mention: self._bearing(parse, mention, places, spoken) for mention in times}

    def _bearing(self, parse: Doc, mention: TimeMention, content: frozenset[int], cue: frozenset[int]) -> Bearing:
        words = parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is None:
            return Bearing.ASIDE
        node: Token = words.root
        if mention.granularity in _BROAD and node.dep_ in _MODIFIES and not self._carries(node.head, content):
            return Bearing.ASIDE
        inner = frozenset(t.i for t in words)
        while not _is_top(node, content, cue):
            if node.dep_ in _APART and node.lemma_.lower() in self._taken and node.head.head.i in cue:
                return Bearing.ASIDE if _looks_back(parse, content) else Bearing.BOTH
            if self._stands_apart(node, inner, spoken=node.head.head.head.i in cue):
                return Bearing.ASIDE
            node = node.head
        if node.i in cue:
            return Bearing.SPEECH
        return Bearing.EVENT if node.i in content else Bearing.ASIDE

    def _carries(self, noun: Token, content: frozenset[int]) -> bool:
        """Whether what a noun with a year before it names is what happens: "the 2030 election was fair"."""
        if noun.lemma_.lower() in self._carriers:
            return False
        if noun.dep_ == "pobj" and noun.head.lower_ in _HOLDERS:
            return noun.head.head.pos_ in ("VERB", "AUX")
        return noun.dep_ in _ARGUMENTS or noun.head.i not in content

    def _stands_apart(self, node: Token, words: frozenset[int], *, spoken: bool) -> bool:
        """Whether the step from `node` to its head leads out of something told beside what is claimed."""
        if node.dep_ in _APART:
            return not (spoken and node.lemma_.lower() in self._issued)
        if node.dep_ == "advcl":
            return not any(c.lower_ in _WHEN and c.i < node.i for c in node.children)
        if node.dep_ in ("pobj", "pcomp") and node.i not in words:
            return node.head.lower_ in self._beside
        return False


def _looks_back(parse: Doc, content: Collection[int]) -> bool:
    """Whether a content tells of what had happened before: a picture shows that the barge has sunk, not its sinking."""
    tops = (parse[i] for i in content if parse[i].head.i not in content)
    return any(c.dep_ == "aux" and c.lemma_ == "have" for top in tops for c in top.children)


def _is_top(node: Token, content: frozenset[int], cue: frozenset[int]) -> bool:
    """Whether climbing ends here: at the cue, where the content hangs on what is no part of it, or at the root."""
    if node.head.i == node.i or node.i in cue:
        return True
    return node.i in content and node.head.i not in content


def spoken_anew(
    text: str,
    reach: Span,
    content: Sequence[Span],
    times: Sequence[TimeMention],
    published: date,
    said: Interval | None,
) -> Sequence[TimeMention]:
    """`times`, those in the content read from the day of speaking where that was one day, and not that of publication.

    Only times that were reckoned from publication change; `reach` is where the content stands with its sentence.
    """
    if said is None or said.days != 1 or said.first in (None, published) or reach.end - reach.start > _LONGEST:
        return times
    piece = text[reach.start : reach.end]
    old = {m.span.start + reach.start: m for m in find_times(piece, published)}
    new = {m.span.start + reach.start: m for m in find_times(piece, said.first)}

    def anew(mention: TimeMention) -> TimeMention:
        before, after = old.get(mention.span.start), new.get(mention.span.start)
        if before is None or after is None or not any(span.overlaps(mention.span) for span in content):
            return mention
        if (before.interval, before.extent) != (mention.interval, mention.extent) or after.interval is None:
            return mention
        return replace(mention, interval=after.interval, extent=after.extent, value=after.value)

    return [anew(mention) for mention in times]
