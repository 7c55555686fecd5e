"""The gist of a content: its predicate, polarity, content words, names and numbers, for comparing without a parser.

Called by `sayso.claims` for each content it finds; `sayso.crossdoc` compares what stands here. Invariant: the gist
depends on the tokens alone, never on the language library's vectors or on anything outside the sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from spacy.tokens import Span, Token

from sayso.claims.matter import matter_of
from sayso.claims.numerals import normal, spoken
from sayso.claims.quantities import find_quantities, unit_word
from sayso.lexicon import load_lexicon
from sayso.model import Gist

__all__ = ["gist_of"]

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_OBJECTS = {"dobj", "attr", "oprd", "dative", "acomp"}
_CLAUSES = {"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "conj"}
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_NONE = {"no", "not", "zero", "neither", "hardly", "scarcely"}
_DENYING = {"no", "not", "never", "nor", "neither", "nowhere", "hardly", "scarcely", "rarely", "seldom"}
_EXCEPT = {"only", "just", "merely"}  # "not only did they"
_FRONT = 6  # words of a clause within which its verb stands where it is turned round
_WORD_CLASSES = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"}


@dataclass(frozen=True, slots=True)
class _Words:
    empty: frozenset[str]
    raising: frozenset[str]
    refusing: frozenset[str]
    lacking: frozenset[str]
    weak: frozenset[str]
    means: frozenset[str]
    future: frozenset[str]
    planning: frozenset[str]
    calendar: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("en", "numbers", "predicates")
    return _Words(
        lexicon.words("predicates", "empty"),
        lexicon.words("predicates", "raising"),
        lexicon.words("predicates", "refusing"),
        lexicon.words("predicates", "lacking"),
        lexicon.words("predicates", "weak_adverbs", "weak_adjectives"),
        lexicon.words("predicates", "means"),
        lexicon.words("predicates", "future"),
        lexicon.words("predicates", "planning"),
        lexicon.words("numbers", "months", "weekdays"),
    )


def gist_of(content: Sequence[Token], sentence: Span) -> Gist:
    """What comparing needs of `content`, tokens of one document in order; `sentence` is the sentence it stands in."""
    matter = matter_of(content)
    words, top = matter.tokens, matter.top
    inside = frozenset(t.i for t in words)
    if top is None:
        return Gist(about=_lemmas(t for t in sentence if t.i not in inside))
    head, refused = _lowered(top, inside)
    lacked = _lacked(head, inside)
    negated = _fronted(words) or _negated(top, head, inside)
    return Gist(
        head=_head_lemma(head) if lacked is None else "have",
        negated=(negated != (lacked is not None)) != (refused != matter.reversed),
        lemmas=_lemmas(words),
        names=tuple(_names(words)),
        quantities=find_quantities(words),
        about=_lemmas(t for t in sentence if t.i not in inside),
        subject=_words_of(matter.subject) or _subject(top, head, inside),
        object=_object(head, inside) if lacked is None else _phrase(lacked, inside),
        adjuncts=tuple(_adjuncts(head, inside)),
        planned=_planned(top, head, inside),
    )


def _lowered(top: Token, inside: frozenset[int]) -> tuple[Token, bool]:
    """The predicate under raising and aspectual verbs ("has begun moving" → "moving"), and whether one refuses it."""
    refused = False
    token = top
    for _ in range(4):
        below = _complement(token, inside)
        if below is None:
            break
        refused ^= str(token.lemma_).lower() in _words().refusing
        token = below
    return token, refused


def _complement(token: Token, inside: frozenset[int]) -> Token | None:
    lemma = str(token.lemma_).lower()
    wanted = {"xcomp", "acomp"} if lemma == "be" else {"xcomp", "ccomp"}
    if lemma != "be" and lemma not in _words().raising | _words().refusing:
        return None
    for child in token.children:
        if child.i not in inside or child.dep_ not in wanted:
            continue
        if lemma != "be" or child.dep_ == "xcomp" or str(child.lemma_).lower() in _words().raising:
            return child if child.pos_ in {"VERB", "AUX", "ADJ"} else None
    return None


def _lacked(head: Token, inside: frozenset[int]) -> Token | None:
    """What somebody does not have: of "lacked a permit", "is free of rust", "was without power" the noun."""
    said = next((c for c in head.children if c.dep_ == "acomp"), head)
    prepositions = [c for h in dict.fromkeys((head, said)) for c in h.children if c.dep_ == "prep" and c.i in inside]
    if _lemma(head) == "be" and said == head:
        hosts = [p for p in prepositions if normal(p) == "without" and p.i == head.i + 1]
    elif str(said.lemma_).lower() not in _words().lacking:
        return None
    else:
        hosts = [said] if said.pos_ == "VERB" else [p for p in prepositions if normal(p) in {"of", "from"}]
    nouns = (c for host in hosts for c in host.children if c.dep_ in {"dobj", "pobj"} and c.i in inside)
    return next(nouns, None)


def _head_lemma(head: Token) -> str:
    """The predicate's lemma, with its particle; of a copula the lemma of what it says ("are dead" → "dead")."""
    lemma = _lemma(head)
    if lemma == "be":
        said = next((c for c in head.children if c.dep_ in {"acomp", "attr"}), None)
        there = any(c.dep_ == "expl" for c in head.children)
        return _lemma(said) if said is not None and not there and said.pos_ != "NUM" else lemma
    particle = next((normal(c) for c in head.children if c.dep_ == "prt"), "")
    return f"{lemma} {particle}".strip()


def _negated(top: Token, head: Token, inside: frozenset[int]) -> bool:
    """Whether the clause is negated: at a verb on the way to the head, its subject, or what it says there is."""
    way = [top, *_between(top, head)]
    odd = sum(any(_negates(c, inside) for c in _dependents(verb)) for verb in way) % 2 == 1
    phrases = [c for verb in way for c in _dependents(verb) if c.i in inside and c.dep_ in _SUBJECTS | _OBJECTS]
    if head.pos_ not in {"VERB", "AUX"}:
        phrases.append(head)
    empty = any(_is_no(phrase, inside) for phrase in phrases)
    empty = empty or any(_is_no(o, inside) for p in phrases for c in p.children if c.dep_ == "prep" for o in c.children)
    return odd != empty


def _fronted(words: Sequence[Token]) -> bool:
    """Whether the clause begins with what denies all of it, and turns verb and subject round: "at no time did they"."""
    for at, token in enumerate(words[:_FRONT]):
        if token.tag_ == "MD" or str(token.lemma_).lower() in {"be", "have", "do"}:
            before, behind = words[:at], words[at + 1 : at + 2]
            denies = any(normal(t) in _DENYING and _following(t) not in _EXCEPT for t in before)
            named = any(t.pos_ in _NOMINAL and t.dep_ not in {"pobj", "npadvmod"} for t in before)
            turned = bool(behind) and behind[0].pos_ not in {"VERB", "AUX", "ADV", "PART", "ADP"}
            return denies and turned and not named
        if token.pos_ == "VERB":
            return False
    return False


def _between(top: Token, head: Token) -> list[Token]:
    way: list[Token] = []
    token = head
    while token.i != top.i and len(way) < 5:
        way.append(token)
        token = token.head
    return way


def _planned(top: Token, head: Token, inside: frozenset[int]) -> bool:
    """Whether the clause looks ahead: an auxiliary of the future, or a predicate such as "set" or "due" above it."""
    for verb in (top, *_between(top, head)):
        auxiliaries = [c for c in _dependents(verb) if c.dep_ in {"aux", "auxpass"} and c.i in inside]
        if any(normal(c) in _words().future for c in auxiliaries):
            return True
        if verb.i != head.i and str(verb.lemma_).lower() in _words().planning:
            return True
        if verb.i != head.i and str(verb.lemma_).lower() == "be" and any(c.dep_ == "xcomp" for c in verb.children):
            return True
    return False


def _negates(child: Token, inside: frozenset[int]) -> bool:
    if child.i not in inside:
        return False
    word = normal(child)
    if child.dep_ == "neg" or word in {"never", "not", "n't"}:
        return not (word == "not" and _following(child) in _EXCEPT)
    return word in {"nor", "neither"} and child.dep_ in {"preconj", "cc", "advmod"}


def _is_no(phrase: Token, inside: frozenset[int]) -> bool:
    """Whether a noun phrase is empty: "no letter", "nobody", "not one", "none of them", but not "no more than"."""
    if phrase.i not in inside:
        return False
    if normal(phrase) in {"nobody", "none", "nothing", "nowhere"} or normal(phrase) == "no one":
        return True
    marks = [c for c in phrase.children if c.i in inside and normal(c) in _NONE]
    return any(_following(c) not in {"more", "less", "fewer", "only", "just"} for c in marks)


def _following(token: Token) -> str:
    return normal(token.doc[token.i + 1]) if token.i + 1 < len(token.doc) else ""


def _lemma(token: Token) -> str:
    """The token's word for comparing: names as written, units by their one name, else its lemma; lower case."""
    lemma = normal(token) if token.pos_ == "PROPN" else str(token.lemma_).lower().replace("’", "'")
    return unit_word(token) or lemma


def _lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The content words of `tokens`, numbers in digits."""
    return tuple(number or _lemma(t) for t, number in spoken(list(tokens)) if number or _carries(t))


def _carries(token: Token) -> bool:
    """Whether the token is a content word."""
    if token.pos_ not in _WORD_CLASSES or normal(token) in {"'s", "'", "s"}:
        return normal(token) == "%"
    lemma = str(token.lemma_).lower()
    if token.pos_ == "NUM" or token.pos_ == "PROPN":
        return True
    return lemma not in _words().empty and normal(token) not in _words().weak and any(c.isalnum() for c in lemma)


def _names(content: Sequence[Token]) -> Iterator[str]:
    """Runs of proper nouns as written, numbers and hyphens within them included, months and weekdays not."""
    proper = [t for t in content if t.pos_ == "PROPN" and normal(t).rstrip(".") not in _words().calendar]
    for _, run in groupby(enumerate(proper), key=lambda pair: pair[1].i - pair[0]):
        tokens = [t for _, t in run]
        yield "".join(t.text_with_ws for t in tokens).strip().replace("’", "'")


def _words_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The content words of a phrase; a lone pronoun as itself."""
    if len(tokens) == 1 and tokens[0].pos_ == "PRON":
        return (normal(tokens[0]),)
    return _lemmas(tokens)


def _subject(top: Token, head: Token, inside: frozenset[int]) -> tuple[str, ...]:
    """Content words of who does it: the agent of a passive, else the subject of the head or of a verb above it."""
    agents = [o for c in head.children if c.dep_ == "agent" and c.i in inside for o in c.children]
    agent = next((a for a in agents if a.dep_ in {"pobj", "pcomp"} and not _is_means(a)), None)
    if agent is not None:
        return _phrase(agent, inside)
    kinds = {"csubj"} if _passive(head) else {"nsubj", "csubj"}
    above = [v for v in (*_between(top, head)[1:], top, *_before(top)) if v.i != head.i]
    for verb, wanted in ((head, kinds), *((v, _SUBJECTS) for v in above)):
        for child in _dependents(verb):
            if child.i in inside and child.dep_ in wanted:
                return _phrase(child, inside)
    there = [c for c in head.children if c.dep_ == "attr" and c.i in inside] if _existential(head) else []
    return _phrase(there[0], inside) if there else ()


def _before(clause: Token) -> list[Token]:
    """The clauses before one that shares their subject with them, the nearest first."""
    before: list[Token] = []
    while clause.dep_ == "conj":
        clause = clause.head
        before.append(clause)
    return before


def _dependents(verb: Token) -> Iterator[Token]:
    """The verb's children and those of its auxiliaries, to which the parser may hang subject or negation."""
    for child in verb.children:
        yield child
        if child.dep_ in {"aux", "auxpass"}:
            yield from child.children


def _passive(head: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children)


def _is_means(token: Token) -> bool:
    """Whether the noun tells how and not who, as in “by road”."""
    return str(token.lemma_).lower() in _words().means and not any(c.dep_ in {"det", "poss"} for c in token.children)


def _existential(head: Token) -> bool:
    return any(c.dep_ == "expl" for c in head.children)


def _object(head: Token, inside: frozenset[int]) -> tuple[str, ...]:
    if _existential(head):
        return ()
    kinds = {"nsubj", "nsubjpass"} if _passive(head) else {"dobj", "attr", "oprd"}
    found = [_phrase(c, inside) for c in _dependents(head) if c.i in inside and c.dep_ in kinds]
    return found[0] if found else ()


def _phrase(token: Token, inside: frozenset[int]) -> tuple[str, ...]:
    """The content words of the noun and what stands before it, the noun last; a pronoun as itself."""
    if token.pos_ == "PRON":
        return (normal(token),)
    tokens = sorted(_within(token, inside), key=lambda t: t.i)
    return _lemmas(tokens)


def _within(token: Token, inside: frozenset[int]) -> Iterator[Token]:
    yield token
    for child in token.lefts:
        if child.i in inside and child.dep_ not in _CLAUSES:
            yield from _within(child, inside)


def _adjuncts(head: Token, inside: frozenset[int]) -> Iterator[tuple[str, ...]]:
    """Prepositional phrases of the predicate and of its objects in order, as ("by", "rail"), ("at", "town", "hall")."""
    hosts = [head, *(c for c in head.children if c.dep_ in _OBJECTS | {"prep", "prt"})]
    seen = {p.i: p for host in hosts for p in (host, *host.children) if p.dep_ in {"prep", "agent"} and p.i in inside}
    for _, preposition in sorted(seen.items()):
        for thing in preposition.children:
            told = thing.dep_ in {"pobj", "pcomp"} and thing.i in inside
            if told and (preposition.dep_ == "prep" or _is_means(thing)):
                yield (normal(preposition), *_phrase(thing, inside))
