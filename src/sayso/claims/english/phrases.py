"""Attributions whose cue is not a full verb: "according to", "reportedly", "the claim that", "he is said to".

Stands beside the verbs' complements. Invariant: the cue and its source are cut out of the content.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.clauses import cue_words, noun_phrase, subject_of, trimmed, words_between
from sayso.lexicon import Lexicon
from sayso.model import Span

__all__ = ["find_phrase_attributions"]

_NOBODY = frozenset(
    {"everything", "anything", "something", "all", "what", "nothing", "plan", "schedule", "law", "rules"}
)
_CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "dep", "xcomp"})


def find_phrase_attributions(parse: Doc, lexicon: Lexicon) -> Iterator[Attribution]:
    """Every attribution in `parse` by a preposition, an adverb or a noun of the list `cues`."""
    adverbs = lexicon.words("cues", "report-adverb")
    nouns = lexicon.words("cues", "report-noun")
    frames = lexicon.words("cues", "words-of")
    reception = lexicon.words("responses", "reception")
    speech = lexicon.words("frames", "quote")
    text = parse.text
    for token in parse:
        lower = token.lower_
        if lower == "according":
            yield from _according(token, text)
        elif lower in adverbs and token.head.lemma_.lower() not in speech:
            yield from _adverb(token, text)
        elif lower in reception:
            yield from _reception(token, text)
        elif lower in frames and token.head.lower_ in ("by", "in"):
            yield from _words_of(token, text)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns:
            yield from _noun(token, text)


def _according(token: Token, text: str) -> Iterator[Attribution]:
    """Of "according to X, Y": X is the source, the clause it hangs on the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None or named.lower_ in _NOBODY:
        return
    yield from _clause_attribution(Frame.ACCORDING, "according", (token, to), tuple(noun_phrase(named)), token, text)


def _adverb(token: Token, text: str) -> Iterator[Attribution]:
    """Of "reportedly": nobody is named; the clause is the content."""
    yield from _clause_attribution(Frame.ADVERB, token.lower_, (token,), (), token, text)


def _reception(token: Token, text: str) -> Iterator[Attribution]:
    """Of "the claim was met with scepticism by X": X is the source, what was met is the content."""
    preposition, verb = token.head, token.head.head
    met = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if preposition.lower_ != "with" or met is None:
        return
    agents = [c for h in (verb, preposition, token) for c in h.children if c.dep_ == "agent" or c.lower_ == "by"]
    named = next((g for c in agents for g in c.children if g.dep_ == "pobj"), None)
    content = trimmed(tuple(words_between(noun_phrase(met))), text)
    if named is not None and content:
        yield Attribution(Frame.NOUN, token.lower_, (verb, preposition, token), tuple(noun_phrase(named)), content)


def _words_of(token: Token, text: str) -> Iterator[Attribution]:
    """Of "by her account", "in the words of X": the possessor is the source."""
    preposition = token.head
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    of = next((c for c in token.children if c.lower_ == "of"), None)
    if owner is None and of is not None:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is not None:
        cue = (preposition, token)
        yield from _clause_attribution(Frame.ACCORDING, token.lower_, cue, tuple(noun_phrase(owner)), preposition, text)


def _clause_attribution(
    frame: Frame, lemma: str, cue: tuple[Token, ...], source: tuple[Token, ...], hook: Token, text: str
) -> Iterator[Attribution]:
    clause = _clause_of(hook)
    phrase = Span(min(t.idx for t in hook.subtree), max(t.idx + len(t.text) for t in hook.subtree))
    taken = [phrase, *spans_of((*cue, *source))]
    content = trimmed(subtract(words_between(clause), taken), text)
    if content:
        yield Attribution(frame, lemma, cue, source, content)


def _clause_of(token: Token) -> list[Token]:
    head = token.head
    while head.dep_ not in _CLAUSE_HEADS and head.head != head:
        head = head.head
    left_out = {t for c in head.children if c.dep_ in ("cc", "conj") and c.i > head.i > token.i for t in c.subtree}
    return [t for t in head.subtree if t not in left_out]


def _noun(token: Token, text: str) -> Iterator[Attribution]:
    """Of "X's claim that Y", "a denial by X that Y": X is the source, Y the content."""
    clause = next((c for c in token.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_content(c)), None)
    if clause is None:
        return
    content = trimmed(tuple(words_between(list(clause.subtree))), text)
    if not content:
        return
    speaking = _speaking(token)
    if speaking is not None:
        yield Attribution(
            Frame.CLAUSE, speaking.lemma_.lower(), tuple(cue_words(speaking)), tuple(subject_of(speaking)), content
        )
    else:
        yield Attribution(Frame.NOUN, token.lemma_.lower(), (token,), tuple(_owner(token)), content)


def _speaking(token: Token) -> Token | None:
    """The verb of "said in a statement that", on which the clause hangs in truth."""
    preposition = token.head
    if token.dep_ == "pobj" and preposition.lower_ in ("in", "at", "on") and preposition.head.pos_ == "VERB":
        return preposition.head
    return None


def _is_content(clause: Token) -> bool:
    """Whether a clause under a noun says what the noun reports: it has its own subject and is opened by "that"."""
    marks = [c.lower_ for c in clause.children if c.dep_ == "mark"]
    subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    return bool(subjects) and "that" in marks


def _owner(token: Token) -> list[Token]:
    for child in token.children:
        if child.dep_ == "poss":
            return [t for t in noun_phrase(child) if t.tag_ != "POS"]
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            if named is not None and not any(c.dep_ == "nummod" for c in named.children):
                return noun_phrase(named)
    governor = token.head
    if token.dep_ == "dobj" and governor.lemma_ in ("make", "repeat", "issue", "voice", "renew"):
        return subject_of(governor)
    return []
