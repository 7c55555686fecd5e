"""What one content asserts, one by one: "that A and that B", "is here but did not begin", the sentences of a quotation.

Between finding and resolving, where claims are made to be compared: each assertion becomes a claim of its own, with the
same source and cue. Invariant: the assertions of a content are parts of its spans that share no character, and what is
left out between them is no more than "and", "that" and punctuation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from sayso.claims.attribution import spans_of, tokens_in
from sayso.claims.english.parsed.clauses import trimmed
from sayso.model import Claim, Span

__all__ = ["share_times", "split_assertions", "with_shared_subject"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_OF_ITS_OWN = frozenset({"aux", "auxpass", "neg", "mark"})
_PREDICATES = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEAR = 8  # characters: room for ", and " between two clauses, for "On " before a time
_QUOTED = 3  # words of a quotation from which on it is an assertion, whatever it lacks
_OPENING = frozenset("\"“„'‘(")
_CLOSING = frozenset("\"”'’)")


def split_assertions(parse: Doc, content: Sequence[Span], text: str) -> list[tuple[Span, ...]]:
    """The spans of each assertion of a content in order; the content itself where it is one."""
    tokens = tokens_in(parse, content)
    groups = [group for sentence in _by_sentence(tokens) for group in _by_clause(sentence)]
    if len(groups) < 2:
        return [tuple(content)]
    parts = [trimmed(spans_of(_stripped(group)), text) for group in groups]
    return [part for part in parts if part]


def with_shared_subject(tokens: Sequence[Token]) -> list[Token]:
    """The words of an assertion, behind those of the subject that it shares with the clause before it."""
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside and t.pos_ in _PREDICATES), None)
    while top is not None and top.dep_ == "conj" and not _subject(top):
        top = top.head
        subject = [t for t in _subject(top) if t.i not in inside]
        if subject:
            return [*subject, *tokens]
    return list(tokens)


def share_times(claims: Sequence[Claim]) -> list[Claim]:
    """The assertions of one content, in order, with the time that one shares with its neighbour: what closes a sentence
    of two clauses is said of both ("two died and nine were hurt on Sunday"), and so is what opens it.
    """
    shared = list(claims)
    for at, (one, other) in reversed(list(enumerate(pairwise(shared)))):
        if one.event_time is None and other.event_time is not None and _of_one_sentence(one, other):
            shared[at] = _at_the_time_of(other, one)
    for at, (one, other) in enumerate(pairwise(shared)):
        if other.event_time is None and one.event_time is not None and _of_one_sentence(one, other) and _opens(one):
            shared[at + 1] = _at_the_time_of(one, other)
    return shared


def _at_the_time_of(timed: Claim, other: Claim) -> Claim:
    return replace(other, event_time=timed.event_time, dates=tuple(dict.fromkeys((*other.dates, *timed.dates))))


def _of_one_sentence(one: Claim, other: Claim) -> bool:
    """Whether two assertions are clauses of one sentence, and neither or both look ahead or are denied."""
    inside = one.sentence.holds(Span(other.content.start, other.content.end))
    alike = (one.gist.planned, one.gist.negated) == (other.gist.planned, other.gist.negated)
    return inside and alike and other.content.start - one.content.end < _NEAR


def _opens(claim: Claim) -> bool:
    """Whether the time of an assertion stands at its start."""
    starts = (span.start for date in claim.dates for span in date.spans)
    return any(claim.content.start <= start < claim.content.start + _NEAR for start in starts)


def _subject(verb: Token) -> list[Token]:
    return [t for c in verb.children if c.dep_ in _SUBJECTS for t in c.subtree]


def _by_sentence(tokens: Sequence[Token]) -> list[list[Token]]:
    """The words sentence by sentence; a sentence without a predicate, or one that asks, goes with the one before it."""
    sentences: list[list[Token]] = []
    for token in tokens:
        if sentences and sentences[-1][-1].sent.start == token.sent.start:
            sentences[-1].append(token)
        else:
            sentences.append([token])
    joined: list[list[Token]] = []
    for sentence in sentences:
        if joined and not (_says(sentence) and _says(joined[-1])) and not _is_introduced(sentence):
            joined[-1] += sentence
        else:
            joined.append(sentence)
    return joined


def _is_introduced(sentence: Sequence[Token]) -> bool:
    """Whether words are a quotation with a colon before it, as of "And then, by itself: “No word of it.”"."""
    opening = sentence[0]
    said = sum(t.is_alpha for t in sentence)
    return opening.text in _OPENING and opening.i > 0 and opening.nbor(-1).text == ":" and said >= _QUOTED


def _says(sentence: Sequence[Token]) -> bool:
    """Whether words are a whole sentence that says something: with a predicate and its subject, and no question."""
    inside = {t.i for t in sentence}
    tops = [t for t in sentence if t.head.i not in inside or t.head == t]
    asks = any(t.text == "?" for t in sentence)
    return not asks and any(t.pos_ in _PREDICATES and _subject(t) for t in tops)


def _by_clause(sentence: Sequence[Token]) -> Iterator[list[Token]]:
    """The coordinated clauses of a sentence of the content, in order; the words that belong to none with the first."""
    inside = {t.i for t in sentence}
    tops = [t for t in sentence if t.pos_ in _PREDICATES and (t.head.i not in inside or t.head == t)]
    heads = [top for top in tops[1:] if _says(tops[:1]) and _is_main(top) and top.sent == tops[0].sent]
    heads += [clause for top in tops for clause in _clauses(top, inside)]
    before = {t.i for head in heads if head.is_ancestor(tops[0]) for t in tops[0].subtree}  # of "A, he said; B"
    # An inner one overwrites an outer.
    owned = {t.i: head.i for head in heads for t in head.subtree if t.i in inside and t.i not in before}
    yield [t for t in sentence if t.i not in owned]
    for head in heads:
        yield [t for t in sentence if owned.get(t.i) == head.i]


def _is_main(top: Token) -> bool:
    """Whether a second piece of a quotation ("…," she says: "…") is a clause that depends on nothing in the first."""
    opened = any(c.dep_ == "mark" and c.lower_ != "that" for c in top.children)
    return _says([top]) and not opened and top.dep_ in _MAIN


def _clauses(top: Token, inside: set[int]) -> Iterator[Token]:
    """The clauses coordinated with the one of `top` that assert something of their own, outer ones first."""
    for child in top.children:
        if child.i not in inside:
            continue
        if child.i < top.i:
            if child.dep_ == "ccomp" and _is_set_apart(child, top) and _names_subject(top):
                yield child
        elif child.dep_ == "conj":
            if _stands_alone(child) or _is_parted(child, top, inside):
                yield child
            yield from _clauses(child, inside)
        elif _is_set_apart(child, top):
            yield child


def _names_subject(verb: Token) -> bool:
    """Whether a clause says of whom it speaks, and not only "that"."""
    return any(c.dep_ in _SUBJECTS and c.tag_ not in {"DT", "WDT", "WP"} for c in verb.children)


def _is_set_apart(clause: Token, other: Token) -> bool:
    """Whether a semicolon parts a clause of its own from another, whatever the parse hangs it on."""
    if clause.pos_ not in _PREDICATES or not _subject(clause) or any(c.dep_ == "mark" for c in clause.children):
        return False
    first, last = sorted((clause.i, other.i))
    return any(t.text == ";" for t in clause.doc[first:last])


def _stands_alone(clause: Token) -> bool:
    """Whether a clause says another thing than the one before: it has a subject, a tense, a negation of its own."""
    if clause.pos_ not in _PREDICATES:
        return False
    own = {c.dep_ for c in clause.children if c.i < clause.i}
    return bool(own & (_SUBJECTS | _OF_ITS_OWN)) or (clause.lemma_ == "be" and clause.tag_ in _FINITE)


def _is_parted(clause: Token, other: Token, inside: set[int]) -> bool:
    """Whether the cue stands between two coordinated clauses: "The ferry came at noon, he said, and left again"."""
    between = (t for t in clause.doc[other.i : clause.i] if t.i not in inside and t.is_alpha and t.dep_ != "cc")
    return clause.pos_ in _PREDICATES and clause.tag_ in _FINITE and any(between)


def _stripped(group: Sequence[Token]) -> list[Token]:
    """The words without the conjunctions and marks at their ends, but for a quotation's own marks."""
    words = list(group)
    while words and _between(words[0], _OPENING):
        del words[0]
    while words and _between(words[-1], _CLOSING):
        del words[-1]
    return words


def _between(token: Token, kept: frozenset[str]) -> bool:
    if token.text in kept:
        return False
    return token.is_punct or token.dep_ == "cc" or (token.dep_ == "mark" and token.lower_ == "that")
