"""What the outlet asserts in its own voice: the sentences, or what is left of them, that are nobody else's word.

Stands last. Invariant: no own assertion shares a character with an attributed content, cue or source, but for one that
says where a report comes from: "every report that the anchor fell goes back to one man" is the outlet's own word on it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.parsed.clauses import trimmed
from sayso.model import Span
from sayso.reading import Annotated

__all__ = ["find_own_assertions", "find_tracings"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass", "attr"})
_MINIMUM_WORDS = 4


def find_own_assertions(annotated: Annotated, attributions: Sequence[Attribution]) -> Iterator[tuple[Span, ...]]:
    """The content spans of each assertion of the outlet's own, in order."""
    taken = sorted(s for a in attributions for s in (*a.content, *spans_of(a.cue), *spans_of(a.source)))
    quoted = [q.span for q in annotated.quotes]
    text = annotated.parse.text  # the copy, in which what is no part of the story is blank
    at = 0
    for sentence in annotated.parse.sents:
        span = Span(sentence.start_char, sentence.end_char)
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        near = taken[at : bisect_left(taken, (span.end, 0), lo=at)]
        content = _asserted(text, sentence, span, near, quoted)
        if content:
            yield content


def find_tracings(
    annotated: Annotated, attributions: Sequence[Attribution], tracing: frozenset[str]
) -> Iterator[tuple[Span, ...]]:
    """The content spans of each clause, nobody else's word, that leads a report back to whoever made it by a verb of
    `tracing`.
    """
    held = [span for a in attributions if a.frame is not Frame.NOUN for span in a.content]
    for noun in (a.cue[-1] for a in attributions if a.frame is Frame.NOUN and a.cue):
        verb = noun.head
        if noun.dep_ not in _SUBJECTS or verb.lemma_.lower() not in tracing:
            continue
        if not any(span.start <= verb.idx < span.end for span in held):
            yield trimmed(spans_of(verb.subtree), annotated.parse.text)


def _asserted(
    text: str, sentence: Sentence, span: Span, taken: Sequence[Span], quoted: Sequence[Span]
) -> tuple[Span, ...]:
    root = sentence.root
    if not _asserts(sentence, root) or any(s.start <= root.idx < s.end for s in (*taken, *quoted)):
        return ()
    if any(s.start <= t.idx < s.end for t in _matter(root) for s in taken):
        return ()
    left = [s for s in subtract([span], taken) if s.start <= root.idx < s.end] if taken else [span]
    if taken and not any(c.dep_ in _SUBJECTS and any(s.start <= c.idx < s.end for s in left) for c in root.children):
        return ()
    content = trimmed(tuple(left), text)
    words = sum(len(text[s.start : s.end].split()) for s in content)
    return content if words >= _MINIMUM_WORDS else ()


def _asserts(sentence: Sentence, root: Token) -> bool:
    """Whether a sentence says that something is so: it has a finite predicate with a subject and asks nothing."""
    if sentence.text.rstrip().endswith("?") or root.pos_ not in ("VERB", "AUX"):
        return False
    beside = (*root.children, *(g for c in root.children if c.dep_ == "aux" for g in c.children))
    return any(c.dep_ in _SUBJECTS or _is_mistaken_name(c) for c in beside)


def _is_mistaken_name(token: Token) -> bool:
    """Whether the parse took a name with a number for a mark: "K-7"."""
    return token.dep_ == "punct" and any(ch.isalnum() for ch in token.text)


def _matter(root: Token) -> Iterator[Token]:
    """What an assertion is of, behind its verb: where that is a cue ("there are rumours that"), it says no more."""
    for child in root.children:
        if child.dep_ in ("attr", "dobj"):
            yield child
        elif child.dep_ == "prep":
            yield from (c for c in child.children if c.dep_ == "pobj")
