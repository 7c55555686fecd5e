"""Small questions to the parse that the rules of evidence ask: is a verb real, a noun denied, what is it called.

Asked by `sayso.claims.english.offering`. Invariant: no word list of evidence is known here, only grammar.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.model import Claim

__all__ = [
    "behind",
    "called_by",
    "first_of",
    "has_matter",
    "is_as_proof",
    "is_denied",
    "is_name",
    "is_negated",
    "is_past",
    "is_real",
    "is_told_before",
    "name_of",
    "phrase_of",
    "speaks_elsewhere",
]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEFT = frozenset({"compound", "amod", "det", "nummod", "poss", "nmod"})
_NEGATORS = frozenset({"not", "n't", "never", "without"})
_UNREAL = frozenset({"would", "will", "should", "must", "may", "might", "shall", "can", "could"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_WRONGLY = frozenset({"falsely", "wrongly", "supposedly", "allegedly"})


def phrase_of(token: Token) -> tuple[Token, ...]:
    """A noun with what stands before it, without article, number and possessor."""
    left = [c for c in token.children if c.dep_ in _LEFT and c.i < token.i and c.dep_ not in {"det", "poss", "nummod"}]
    first = min([token, *(d for c in left for d in c.subtree)], key=lambda t: t.i)
    return tuple(token.doc[first.i : token.i + 1])


def name_of(token: Token) -> str:
    """A noun phrase without what stands behind its head and without its article."""
    left = [t for t in token.subtree if t.i <= token.i]
    words = [t for t in left if not (t == left[0] and t.dep_ == "det")]
    return "".join(t.text_with_ws for t in words).strip()


def is_negated(verb: Token) -> bool:
    """Whether "not", "never" or "without" stands at a verb."""
    return any(c.lower_.replace("’", "'") in _NEGATORS for c in verb.children) or (
        verb.head.lower_ in _NEGATORS and verb.dep_ == "pcomp"
    )


def is_real(verb: Token) -> bool:
    """Whether a verb tells what happened: no "would", no "if" or "whether", no question, no "falsely"."""
    unreal = any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in verb.children)
    opened = any(c.dep_ == "mark" and c.lower_ in {"if", "whether", "unless"} for c in verb.children)
    wrong = any(c.lower_ in _WRONGLY for c in verb.children)
    return not (unreal or opened or wrong or any(c.text == "?" for c in verb.children))


def is_denied(noun: Token) -> bool:
    """Whether a noun stands for nothing: "no footage", "neither picture"."""
    return any(c.lower_ in {"no", "neither"} for c in noun.children)


def is_name(noun: Token) -> bool:
    """Whether a noun is part of a name: a capital within a sentence, but for words all in capitals ("CCTV")."""
    inner = noun.i > noun.sent.start and not noun.nbor(-1).is_punct
    return inner and noun.pos_ == "PROPN" and noun.text.istitle()


def is_told_before(noun: Token) -> bool:
    """Whether a noun stands for a thing that was named before: "the memo", but not "the memo she had kept"."""
    definite = any(c.lower_ in _DEFINITE for c in noun.children)
    return definite and not any(c.dep_ in {"relcl", "acl", "prep"} and c.i > noun.i for c in noun.children)


def behind(noun: Token) -> Iterator[Token]:
    """The participles behind a noun: "footage released by", "a memo of the board seen by"."""
    for child in noun.children:
        if child.dep_ == "acl":
            yield child
        elif child.lower_ == "of":
            yield from (c for p in child.children for c in p.children if c.dep_ == "acl")


def first_of(noun: Token) -> Token:
    """The first of nouns that are joined: "images and tapes"."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def called_by(noun: Token) -> Token | None:
    """What a noun is said of: "called the memo a forgery", "dismissed it as a forgery", "the memo is a forgery"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    wanted = {"attr": _SUBJECTS, "ccomp": _SUBJECTS}.get(noun.dep_, frozenset({"dobj", "nsubjpass"}))
    holder = noun if noun.dep_ == "ccomp" else verb
    return next((c for c in holder.children if c.dep_ in wanted), None)


def speaks_elsewhere(noun: Token, claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a thing outside the claim's content is the source of another claim, for which alone it speaks."""
    if any(s.start <= noun.idx < s.end for s in claim.content.spans):
        return False
    sources = (c.source for c in others if c.source is not None and c.id != claim.id)
    return any(s.start <= noun.idx < s.end for source in sources for s in source.spans)


def is_past(verb: Token) -> bool:
    """Whether a verb tells of no time to come: no "will", "would", "should", "must"."""
    return not any(c.dep_ == "aux" and c.lower_ in {"will", "would", "should", "must"} for c in verb.children)


def has_matter(noun: Token) -> bool:
    """Whether what stands behind a noun says of what: "no evidence that he knew", "no evidence of fraud"."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp", "relcl"} and child.i > noun.i:
            return True
        if child.dep_ == "prep" and child.lower_ in {"of", "against", "about"}:
            return True
    return False


def is_as_proof(verb: Token, proof: Sequence[str] | frozenset[str]) -> bool:
    """Whether a verb has "as evidence", "in support" beside it."""
    preps = [p for p in verb.subtree if p.dep_ == "prep" and p.lower_ in {"as", "in"}]
    return any(c.lemma_.lower() in proof or c.lower_ == "support" for p in preps for c in p.children)
