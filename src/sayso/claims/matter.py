"""What a content asserts, once the words that only speak about it are taken off.

Of "the report that the gate was open" it is that the gate was open, of "claims that it was open are baseless" that it
was not, of "it a forgery" that it is one. Stands before the gist is taken. Invariant: what is taken off speaks of the
assertion alone (a report, a verdict on it, seeing it), so that who says the one says the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from sayso.claims.numerals import normal
from sayso.lexicon import load_lexicon

__all__ = ["Matter", "matter_of"]

_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATES = frozenset({"acomp", "attr"})
_VERBS = frozenset({"VERB", "AUX"})
_RELATIVES = frozenset({"WP", "WDT"})
_LEADING = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ", "ADP", "PART", "DET"})
_SUPPOSING = frozenset({"if", "whether", "unless"})
_NUMBERED = 2  # tokens of "4." before a paragraph
_LAYERS = 3  # of words about words that are taken off


@dataclass(frozen=True, slots=True)
class Matter:
    """The words that assert something, the one that the others hang on, and the words of the doer where the parse does
    not hang them on it; `reversed` where what was taken off says that it is not so.
    """

    tokens: list[Token]
    top: Token | None
    subject: tuple[Token, ...] = ()
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    reports: frozenset[str]
    false: frozenset[str]
    true: frozenset[str]
    fact: frozenset[str]
    perceiving: frozenset[str]
    calling: frozenset[str]
    accusing: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("en", "commitment", "cues", "predicates", "responses")
    return _Words(
        lexicon.words("cues", "report-noun") | lexicon.words("responses", "accusation", "statement", "report"),
        lexicon.words("commitment", "falsity", "withdrawal") | lexicon.words("responses", "rejecting"),
        lexicon.words("commitment", "truth"),
        lexicon.words("commitment", "fact"),
        lexicon.words("predicates", "perceiving"),
        lexicon.words("predicates", "calling"),
        lexicon.words("predicates", "accusing"),
    )


def matter_of(content: Sequence[Token]) -> Matter:
    """The matter of a content, tokens of one document in order."""
    content = _unnumbered(content)
    matter = Matter(list(content), _top(content))
    for _ in range(_LAYERS):
        below = _below(matter)
        if below is None:
            break
        matter = below
    return _with_subject(_without_reported(matter))


def _unnumbered(content: Sequence[Token]) -> Sequence[Token]:
    """The content without the number of its paragraph ("4. Turnout is corrected")."""
    numbered = len(content) > _NUMBERED and content[0].text.isdigit() and content[1].text in {".", ")"}
    return content[_NUMBERED:] if numbered else content


def _top(content: Sequence[Token]) -> Token | None:
    """The token that the others hang on: a clause before a noun phrase, a predicate before its noun, the earlier one of
    equals.
    """
    inside = {t.i for t in content}
    tops = [t for t in content if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if t.pos_ not in _LEADING] or tops
    return min(tops, key=lambda t: (t.pos_ not in _VERBS, t.dep_ != "oprd", t.i), default=None)


def _below(matter: Matter) -> Matter | None:
    """What the words about it say it is; None where there are none."""
    top = matter.top
    if top is None:
        return None
    charged = _charged(matter)
    if top.pos_ in _VERBS:
        return charged or _judged(matter, top) or _named(matter, top) or _cleft(matter, top) or _perceived(matter, top)
    return charged or _reported(matter, top)


def _charged(matter: Matter) -> Matter | None:
    """Of "the board of hiding the report" the deed."""
    deeds = (t for t in matter.tokens if t.dep_ == "pcomp" and t.tag_ == "VBG" and t.head.lower_ == "of")
    deed = next((t for t in deeds if _accuses(t.head.head)), None)
    return _clause(matter, deed) if deed is not None else None


def _accuses(governor: Token) -> bool:
    """Whether what "of" hangs on is a verb of accusing, or whom such a verb accuses."""
    return any(t.lemma_.lower() in _words().accusing for t in (governor, governor.head))


def _reported(matter: Matter, noun: Token) -> Matter | None:
    """Of "the report that the gate was open" the clause; where that is called a lie or the like, its contrary, where
    it is called anything else, what is left without it.
    """
    clause = _clause_of(noun, matter.tokens)
    if clause is None or _is_no(noun):
        return None
    if noun.head.lemma_.lower() not in _words().calling:
        return _clause(matter, clause)
    called = {t.lower_ for t in matter.tokens if t.i > clause.i}
    if called & _words().false:
        return _clause(matter, clause, reverse=True)
    reported = {t.i for t in clause.subtree}
    return Matter([t for t in matter.tokens if t.i not in reported], noun, reversed=matter.reversed)


def _judged(matter: Matter, verb: Token) -> Matter | None:
    """Of "reports that the gate was open are false" or "were withdrawn", "it is not true that" the clause."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    words = [verb] if passive else [c for c in verb.children if c.dep_ in _PREDICATES]
    word = next((t for t in words if t.lower_ in _words().false | _words().true), None)
    if word is None or any(c.tag_ == "MD" or c.lower_ in _SUPPOSING for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or _is_no(subject):
        return None
    empty = subject.lower_ in {"it", "that"}
    clause = _that(verb, matter.tokens) if empty else _clause_of(subject, matter.tokens)
    if clause is None:
        return None
    denied = any(c.dep_ == "neg" for c in verb.children)
    return _clause(matter, clause, reverse=denied != (word.lower_ in _words().false))


def _named(matter: Matter, verb: Token) -> Matter | None:
    """Of "the biggest lie is that the gate was open" the clause, reversed; of "the truth is that" as it is."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    clause = _that(verb, matter.tokens) if verb.lemma_.lower() == "be" else None
    if subject is None or clause is None or _is_no(subject):
        return None
    word = subject.lemma_.lower()
    if word not in _words().false | _words().fact or any(c.tag_ == "MD" for c in verb.children):
        return None
    denied = any(c.dep_ == "neg" for c in verb.children)
    return _clause(matter, clause, reverse=denied != (word in _words().false))


def _cleft(matter: Matter, verb: Token) -> Matter | None:
    """Of "it was the guard who opened it" that the guard opened it, of "it was not the guard who" the contrary."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    doer = next((c for c in verb.children if c.dep_ == "attr" and c.i > verb.i and c in matter.tokens), None)
    if verb.lemma_.lower() != "be" or subject is None or subject.lower_ != "it" or doer is None or _is_no(doer):
        return None
    deed = next((c for c in doer.children if c.dep_ == "relcl" and c in matter.tokens and _relates(c)), None)
    if deed is None:
        return None
    done = {t.i for t in deed.subtree}
    who = tuple(t for t in matter.tokens if t in doer.subtree and t.i not in done)
    does = [t for t in matter.tokens if t.i in done and t.tag_ not in _RELATIVES]
    denied = any(c.dep_ == "neg" for c in verb.children)
    return Matter([*who, *does], deed, who, reversed=matter.reversed != denied)


def _relates(clause: Token) -> bool:
    """Whether "who" or "that" is the subject of a clause."""
    return any(c.dep_ in _SUBJECTS and c.tag_ in _RELATIVES for c in clause.children)


def _perceived(matter: Matter, verb: Token) -> Matter | None:
    """Of "he watched two men load a box" what he watched; not of what nobody saw."""
    if verb.lemma_.lower() not in _words().perceiving or any(c.dep_ == "neg" for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c in matter.tokens), None)
    nobody = subject is not None and normal(subject) in {"nobody", "none", "neither", "no"}
    return _clause(matter, clause) if clause is not None and not nobody else None


def _clause(matter: Matter, clause: Token, *, reverse: bool = False) -> Matter:
    words = {t.i for t in clause.subtree}
    start = next((c.i for c in clause.children if c.dep_ == "mark"), -1)
    kept = [t for t in matter.tokens if t.i in words and t.i > start]
    return Matter(kept, clause, reversed=matter.reversed != reverse)


def _clause_of(noun: Token, tokens: Sequence[Token]) -> Token | None:
    """The "that" clause of a noun that reports."""
    return _that(noun, tokens) if noun.lemma_.lower() in _words().reports else None


def _that(head: Token, tokens: Sequence[Token]) -> Token | None:
    clauses = (c for c in head.children if c.i > head.i and c.dep_ in _CLAUSES and c in tokens)
    return next((c for c in clauses if any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)), None)


def _is_no(noun: Token) -> bool:
    return any(c.lower_ in {"no", "neither", "not"} for c in noun.children)


def _without_reported(matter: Matter) -> Matter:
    """Without what the subject only reports: "every report that the anchor fell goes back to one man" is of reports."""
    top = matter.top
    if top is None or top.pos_ not in _VERBS:
        return matter
    clauses = [_clause_of(c, matter.tokens) for c in top.children if c.dep_ in _SUBJECTS]
    taken = {t.i for clause in clauses if clause is not None for t in clause.subtree}
    return replace(matter, tokens=[t for t in matter.tokens if t.i not in taken])


def _with_subject(matter: Matter) -> Matter:
    """With the words of whom or what "it a forgery" and "two men carrying a box" say it."""
    top = matter.top
    if top is not None and top.dep_ == "oprd":
        beside = tuple(t for t in matter.tokens if t.i < top.left_edge.i)
        return Matter(matter.tokens, top, beside, matter.reversed)
    deed = next(_deeds(top, matter.tokens), None) if top is not None else None
    if deed is None or top is None:
        return matter
    doer = tuple(t for t in matter.tokens if top.left_edge.i <= t.i <= top.i)
    return Matter(matter.tokens, deed, doer, matter.reversed)


def _deeds(noun: Token, tokens: Sequence[Token]) -> Iterator[Token]:
    """What a noun phrase shows its noun doing to something: "two men carrying a box"."""
    if noun.pos_ in _VERBS:
        return
    for child in noun.children:
        shown = child.dep_ == "acl" and child.tag_ == "VBG" and child in tokens
        if shown and any(c.dep_ == "dobj" for c in child.children):
            yield child
