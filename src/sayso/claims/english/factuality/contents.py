"""What a content says as worded: its main predicate, whether it is asserted at all, and which hedges bear on it.

Stands between the engine of commitment and the claim. Invariant: a negation inside a content changes nothing here, for
who says "there was no leak" commits to just that.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.claims.english.factuality.marks import orders
from sayso.model import Span

__all__ = ["bears_on", "condition_of", "is_asserted", "is_finite", "main_predicate"]

_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_PREDICATES = ("VERB", "AUX")
_ASIDE = frozenset({"relcl", "acl", "appos", "advcl", "amod", "parataxis", "pcomp", "csubj"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing"})
_LEARNING = frozenset({"ask", "find", "hear", "know", "learn", "see", "understand"})
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_STATES = frozenset({"be", "remain", "stay", "seem"})
_OPENS_QUESTION = frozenset({"whether", "if"})


def main_predicate(tokens: Sequence[Token]) -> Token | None:
    """The word that says what the content says: the highest verb of its first clause, else its highest word."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if not t.is_punct and (t.head.i not in inside or t.head == t)]
    verb = next((t for t in tops if t.pos_ in _PREDICATES), None)
    if verb is not None:
        return verb
    first = next(iter(tops), None)
    behind = first is not None and first.dep_ in ("prep", "mark", "det", "advmod", "nsubj", "nsubjpass")
    below = next((t for t in tokens if t.pos_ in _PREDICATES and t.dep_ in ("pcomp", "ccomp", "ROOT")), None)
    return below if behind and below is not None else first


def is_finite(predicate: Token) -> bool:
    """Whether a predicate has a tense or a modal: so not in "that it be closed", "to close it", "closing it"."""
    words = (predicate, *(c for c in predicate.children if c.dep_ in ("aux", "auxpass")))
    return any(t.pos_ in _PREDICATES and t.tag_ in _FINITE for t in words)


def condition_of(predicate: Token) -> Token | None:
    """The word that opens the condition on which a predicate hangs; "even if" and "as if" open none."""
    for clause in predicate.children:
        if clause.dep_ not in ("advcl", "prep", "ccomp", "dep"):
            continue
        for word in (clause, *clause.children):
            if word.lower_ in _CONDITIONS and word.dep_ in ("mark", "prep", "advmod") and _opens(word, clause):
                return word
    return None


def _opens(word: Token, clause: Token) -> bool:
    before = word.nbor(-1).lower_ if word.i else ""
    return before not in ("even", "as", "what", "only") and word.i <= clause.i


def is_asserted(predicate: Token, tokens: Sequence[Token]) -> bool:
    """Whether a content says that something is so: it does not ask, leave open or order, or tell what a condition would
    bring.
    """
    inside = {t.i for t in tokens}
    if any(t.text == "?" for t in _first_clause(predicate, tokens)):
        return False
    if tokens and tokens[0].lower_ in _OPENS_QUESTION and tokens[0].dep_ in ("mark", "advmod"):
        return tokens[0].head != predicate and not _speaks_of_question(predicate)
    if _wants_to_know(predicate) or _speaks_of_question(predicate):
        return False
    condition = condition_of(predicate)
    if condition is not None and condition.i in inside:
        return False
    return not _orders(predicate, tokens)


def _wants_to_know(predicate: Token) -> bool:
    """Whether a content is that somebody wants to learn something: "to know whether the gate was open"."""
    if predicate.lemma_ not in _LEARNING or not any(c.lower_ == "to" and c.dep_ == "aux" for c in predicate.children):
        return False
    clauses = [c for c in predicate.children if c.dep_ in ("ccomp", "advcl", "xcomp")]
    return any(c.lower_ in _OPENS_QUESTION or c.tag_ in _ASKING for clause in clauses for c in clause.children)


def _speaks_of_question(predicate: Token) -> bool:
    """Whether something is said of a question and the matter so left open: "whether it is genuine is another matter",
    "it is for the court to say whether".
    """
    clauses = [c for c in predicate.children if c.dep_ in ("csubj", "csubjpass", "nsubj")]
    if any(c.lower_ == "it" for c in clauses) and predicate.lemma_ in _STATES:
        beside = [c for c in predicate.children if c.dep_ in ("acomp", "attr", "oprd")]
        clauses = [c for t in (predicate, *beside) for c in t.children if c.dep_ in ("ccomp", "advcl", "csubj")]
        return any(g.lower_ == "whether" for c in clauses for g in c.children)
    return any(g.lower_ == "whether" for c in clauses for g in (c, *c.children))


def _orders(predicate: Token, tokens: Sequence[Token]) -> bool:
    """Whether a quoted content is an order; of one that is told with "to" the cue says that it is."""
    if predicate.tag_ != "VB" or predicate != next((t for t in tokens if not t.is_punct), None):
        return orders(predicate) and predicate.i >= tokens[0].i
    return predicate.dep_ in ("ROOT", "ccomp") and not any(c.dep_ in ("aux", "nsubj") for c in predicate.children)


def _first_clause(predicate: Token, tokens: Sequence[Token]) -> Iterator[Token]:
    sentence = predicate.sent
    places = [t for t in tokens if t.sent == sentence]
    yield from places
    after = places[-1].i + 1 if places else predicate.i
    if after < len(predicate.doc) and predicate.doc[after].text == "?":
        yield predicate.doc[after]


def bears_on(hedge: Span, predicate: Token, tokens: Sequence[Token]) -> bool:
    """Whether a hedge weakens the main predicate, and not just a relative clause, a noun or a second clause."""
    words = [t for t in tokens if hedge.start <= t.idx < hedge.end]
    if not words:
        return True
    top = next((t for t in words if t.head not in words), words[0])
    for _ in range(len(tokens)):
        if top == predicate or predicate.is_ancestor(top) is False:
            break
        if top.dep_ in _ASIDE or (top.dep_ == "conj" and top.pos_ in _PREDICATES):
            return False
        top = top.head
    return top == predicate or top.is_ancestor(predicate)
