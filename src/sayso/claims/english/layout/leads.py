"""Words that lead up to a paragraph: "Ilse Brandt wrote:" with what she wrote on the lines below.

Stands beside the speakers. What is set in quotation marks there finds its lead itself; here are block quotes, lists
and plain paragraphs. Invariant: a lead ends in a colon and holds a verb of speech with somebody who speaks.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, token_span
from sayso.claims.english.layout.lines import Line
from sayso.claims.english.parsed.clauses import cue_words, subject_of, trimmed
from sayso.model import Span

__all__ = ["find_leads", "leading_verb"]

_NEAR = 14  # words from the verb to the colon
_LOST = frozenset({"tweet", "retweet", "post", "share"})  # what they lead up to is often left out of a text
_BULLETS = frozenset({"-", "--", "•", "*", "·", "–", "‣"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_LONGEST = 40  # lines of a list or a block


def find_leads(lines: Sequence[Line], speech: frozenset[str], text: str) -> Iterator[Attribution]:
    """One attribution for each line that ends in a verb of speech and a colon, and what stands below it."""
    for line, below in pairwise(lines):
        if line.tokens[-1].text != ":" or below.tokens[0].is_quote:
            continue
        verb = leading_verb(line.tokens[:-1], speech)
        source = subject_of(verb) if verb is not None else []
        if verb is None or verb.lemma_.lower() in _LOST or not source or source[0].idx < line.place.start:
            continue
        content = trimmed(tuple(_said(below, lines)), text)
        taken = {t.i for t in source}
        cue = tuple(t for t in cue_words(verb) if t.i not in taken)
        if content:
            yield Attribution(Frame.SPEAKER, verb.lemma_.lower(), cue, tuple(source), content)


def leading_verb(tokens: Sequence[Token], speech: frozenset[str]) -> Token | None:
    """The finite verb of speech that leads up to what follows `tokens`."""
    near = tokens[-_NEAR:]
    verbs = [t for t in near if t.lemma_.lower() in speech and t.tag_ in _FINITE]
    return verbs[-1] if verbs and not any(c.dep_ in ("ccomp", "xcomp") for c in verbs[-1].children) else None


def _said(first: Line, lines: Sequence[Line]) -> Iterator[Span]:
    """The paragraph that is said; of a block quote or a list, all of its lines."""
    mark = first.tokens[0].text
    yield _without_mark(first)
    if mark == ">" or mark in _BULLETS:
        for line in lines[first.number + 1 : first.number + _LONGEST]:
            if line.tokens[0].text != mark:
                return
            yield _without_mark(line)


def _without_mark(line: Line) -> Span:
    marked = line.tokens[0].text == ">" or line.tokens[0].text in _BULLETS
    return Span(token_span(line.tokens[0]).end, line.place.end) if marked and len(line.tokens) > 1 else line.place
