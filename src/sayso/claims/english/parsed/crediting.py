"""Attributions to whoever a report goes by: "if one believes the clerk, X", "X, if one goes by the log".

Stands beside "according to". Invariant: who is credited is named and may be cited, and the content is the clause on
which the condition hangs, without it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.parsed.clauses import noun_phrase, trimmed, words_between
from sayso.claims.english.sources.animacy import Animacy

__all__ = ["CREDITING", "GENERIC", "find_credited"]

CREDITING = "credit"  # the main word of such a cue, whatever its verb
GENERIC = frozenset({"one", "you", "we", "anybody", "anyone"})
"""Subjects of a condition that name nobody."""

_BELIEVING = frozenset({"ask", "believe", "credit", "follow", "trust"})
_RELIED_ON = frozenset({"believed", "credited", "trusted"})
_RIGHT = frozenset({"correct", "right"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_credited(parse: Doc, animacy: Animacy) -> Iterator[Attribution]:
    """Every attribution in `parse` to somebody whom a condition credits."""
    for word in parse:
        verb = word.head
        if word.lower_ == "if" and word.dep_ == "mark" and verb.dep_ == "advcl" and verb.head.pos_ in ("VERB", "AUX"):
            named = _credited(verb)
            if named is not None and animacy.may_be_cited(named):
                yield from _attribution(verb, named, parse.text)


def _credited(verb: Token) -> Token | None:
    """Who is believed if the condition of `verb` holds."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or any(c.dep_ == "neg" for c in verb.children):
        return None
    if verb.lemma_ == "be":
        held = any(c.dep_ == "acomp" and c.lower_ in _RIGHT for c in verb.children)
        held = held or any(c.dep_ == "xcomp" and c.lower_ in _RELIED_ON for c in verb.children)
        return subject if held and subject.pos_ != "PRON" else None
    if subject.lower_ not in GENERIC:
        return None
    if verb.lemma_ == "go":
        by = next((c for c in verb.children if c.lower_ == "by"), None)
        return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    return next((c for c in verb.children if c.dep_ == "dobj"), None) if verb.lemma_ in _BELIEVING else None


def _attribution(verb: Token, named: Token, text: str) -> Iterator[Attribution]:
    condition = list(verb.subtree)
    source = tuple(noun_phrase(named))
    cue = tuple(t for t in condition if t not in source and not t.is_punct and not named.is_ancestor(t))
    inside = {t.i for t in verb.head.subtree} - {t.i for t in condition}
    first = max((t.i for t in verb.head.subtree if t.text == ";" and t.i < verb.head.i), default=-1)
    last = min((t.i for t in verb.head.subtree if t.text == ";" and t.i > verb.head.i), default=len(verb.doc))
    words = [verb.doc[i] for i in sorted(inside) if first < i < last]
    content = trimmed(subtract(words_between(words), spans_of([*condition, *source])), text)
    if content:
        yield Attribution(Frame.ACCORDING, CREDITING, cue, source, content)
