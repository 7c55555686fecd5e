"""What is told of a source that is kept unnamed: how many they are, how described, close to whom, and why unnamed.

Stands after a source's kind is known. Invariant: what it gives are words of the phrase, of its sentence or of the
next, and each of its spans cuts back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.claims.attribution import spans_of
from sayso.claims.english.sources.anonymity import meant_noun
from sayso.claims.english.sources.chains import Resolved
from sayso.claims.english.sources.naming import head_of, words_of
from sayso.claims.numerals import numeral
from sayso.lexicon import Lexicon
from sayso.model import Source, SourceKind, Span, Unnamed, Words, words_at

__all__ = ["Withheld", "joined", "settled"]

_NUMBERLESS = {
    "several": (3, None),
    "dozens": (24, None),
    "both": (2, 2),
    "half-dozen": (6, 6),
    "couple": (2, 2),
    "handful": (3, None),
}
_MORE = re.compile(r"(?:more|at) (?:than|least) (?:a |an )?$")
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|both|another|other|these|those|his|her|its|their|our|my)\s+)+", re.I
)
_ALONE = frozenset({"both", "all", "he", "she", "they", "speaking", "none", "neither"})
_REFERRING = _ALONE | {"the", "this", "that", "these", "those", "like"}
_END = re.compile(r"[,.;:—()\n\"“”]| - |\s(?:said|says|told|added)\b")
_WHO_IS = frozenset({"who", "is", "was", "are", "were", "has", "had", "been", "directly", "very", ","})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT"})
_NO_PART = frozenset({"DT", "PRP$", "PDT", "IN", "RB", "RBR", "JJS", "CD"})
_LONGEST = 14  # words in what is said of whom a source is close to
_SINGLE_TAGS = frozenset({"NN", "NNP"})


class Withheld:
    """The words that tell of unnamed sources, ready to be asked of one source after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        reasons = sorted(lexicon.words("sources", "withheld-reason"), key=len, reverse=True)
        self._reason = re.compile("|".join(map(_pattern, reasons)), re.I)
        self._knowing = lexicon.words("sources", "knowing")
        self._near = lexicon.words("sources", "close-to")

    def of(self, tokens: Sequence[Token], text: str) -> Unnamed:
        """What `text` tells of the unnamed source that `tokens` (not empty) name."""
        head = head_of(tokens)
        noun = meant_noun(head)
        least, most = _how_many(tokens, head)
        if head.pos_ == "PRON" and noun == head:
            return Unnamed(least, most, head.lower_)
        near = self._close_to(noun)
        close_to = words_at(text, spans_of(near)) if near else None
        return Unnamed(least, most, _description(tokens, noun), close_to, self._why(head, text))

    def _close_to(self, noun: Token) -> list[Token]:
        """The words behind a noun, at once or after "who is", such as "close to the mayor", "in the mayor's office"."""
        behind = list(noun.doc[noun.i + 1 : min(noun.i + 5, noun.sent.end)])
        for number, token in enumerate(behind):
            between = behind[:number]
            if token.lower_ in self._knowing and (token.head == noun or all(t.lower_ in _WHO_IS for t in between)):
                return _phrase_from(token)
        first = next((t for t in behind[:2] if t.lower_ in self._near and t.head == noun), None)
        named = [g for g in first.children if g.dep_ == "pobj"] if first is not None else []
        return _phrase_from(first) if first is not None and named and named[0].pos_ != "PRON" else []

    def _why(self, head: Token, text: str) -> Words | None:
        """Why the source is not named, in its sentence, or in the next where that speaks of it."""
        sentence = head.sent
        found = self._reason.search(text, head.idx, sentence.end_char)
        end = sentence.end_char
        if found is None and sentence.end < len(head.doc):
            following = head.doc[sentence.end].sent
            end = following.end_char
            if _speaks_of(following, head):
                found = self._reason.search(text, following.start_char, end)
        return None if found is None else _to_end(text, found.start(), found.end(), end)


def _speaks_of(sentence: Sentence, head: Token) -> bool:
    """Whether a sentence goes on from the one before with him or her of `head`: "He …", "The official …"."""
    words = [t for t in sentence if t.is_alpha][:4]
    if not words or words[0].lower_ not in _REFERRING:
        return False
    return words[0].lower_ in _ALONE or any(t.lemma_.lower() == head.lemma_.lower() for t in words)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern, with any white space between its words and either apostrophe."""
    return r"\b" + r"\s+".join(map(re.escape, phrase.split())).replace("'", "['’]")


def settled(resolved: Sequence[Resolved]) -> list[Resolved]:
    """`resolved` with what a report tells of an unnamed source at one place known at the others too: an inspector who
    is quoted first and called unnamed later is unnamed at both.
    """
    told: dict[str, Unnamed] = {}
    for one in resolved:
        source = one.source
        if source is not None and source.unnamed is not None:
            known = told.get(source.name.lower())
            told[source.name.lower()] = source.unnamed if known is None else joined(known, source.unnamed)
    return [replace(one, source=_known(one.source, told)) if one.source else one for one in resolved]


def _known(source: Source, told: dict[str, Unnamed]) -> Source:
    known = told.get(source.name.lower())
    if known is None or source.kind not in (SourceKind.ANONYMOUS, SourceKind.OFFICE, SourceKind.PERSON):
        return source
    kept = known if source.unnamed is None else joined(source.unnamed, known)
    return replace(source, kind=SourceKind.ANONYMOUS, unnamed=kept)


def joined(one: Unnamed, other: Unnamed) -> Unnamed:
    """What is told first, and what only the other tells."""
    return replace(one, close_to=one.close_to or other.close_to, reason=one.reason or other.reason)


def _how_many(tokens: Sequence[Token], head: Token) -> tuple[int, int | None]:
    """The least and the most that a phrase may stand for: "two officials", "at least two", "officials"."""
    before = [t for t in tokens if t.i <= head.i]
    words = words_of(before).lower() + " "
    for at, token in enumerate(before):
        number = numeral(before, at)[0] if token.lower_ != "a" else None
        if number is not None and 1 <= number < 1000:
            more = _MORE.search(words[: max(0, words.find(token.lower_))])
            return int(number) + (1 if more and more[0].startswith("more") else 0), None if more else int(number)
        if token.lower_ in _NUMBERLESS:
            return _NUMBERLESS[token.lower_]
    return (1, 1) if head.tag_ in _SINGLE_TAGS or head.lower_ in ("one", "he", "she", "him", "her") else (2, None)


def _description(tokens: Sequence[Token], noun: Token) -> str:
    """The noun with what stands before it, without article and number: "senior defence official"."""
    last = noun.i
    first = min((t.i for t in tokens if t.i < last and noun.is_ancestor(t)), default=last)
    kept = [t for t in noun.doc[first : last + 1] if t.pos_ != "NUM" and t.tag_ not in _NO_PART and t.text != "\n"]
    return _LEADING.sub("", " ".join(words_of(kept or [noun]).split()))


def _phrase_from(first: Token) -> list[Token]:
    """The words from `first` to the next mark, finite verb or relative pronoun."""
    words: list[Token] = []
    for token in first.doc[first.i : min(first.i + _LONGEST, first.sent.end)]:
        ended = token.tag_ in _FINITE and token != first
        if ended or token.is_space or (token.tag_ != "POS" and (token.is_punct or token.is_quote)):
            break
        words.append(token)
    while words and words[-1].pos_ in ("CCONJ", "ADV", "ADP", "PART", "SCONJ"):
        words.pop()
    return words if len(words) > 1 else []


def _to_end(text: str, start: int, behind: int, limit: int) -> Words:
    """The words from `start` to the next mark behind `behind`."""
    mark = _END.search(text, behind, limit)
    end = mark.start() if mark else limit
    return words_at(text, (Span(start, start + len(text[start:end].rstrip())),))
