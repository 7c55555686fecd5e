"""When what a claim retells took place: "the shell came from the hill", of a shell that "hit the market on Monday".

Stands after all claims of a document are made. A blast, a crash or the flight of a shell is over on the day it happens,
so what is told of its course was that day. Invariant: a claim takes a day over only where the document gives one day
alone to happenings of that kind, and where the claim names no time of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import tokens_in
from sayso.lexicon import Lexicon
from sayso.model import Claim, Interval, Timex
from sayso.reading import Annotated
from sayso.reading.english.times import TimeMention

__all__ = ["Retold"]

_POINTING = frozenset({"the", "this", "that"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_WHEN = frozenset({"when", "as", "while"})
_PAST = frozenset({"VBD", "VBN"})
_STEPS = 4  # from a time up to the verb it hangs on: "on the evening of 3 May"

_Days = Mapping[str, Mapping[Interval, Timex]]


class Retold:
    """Gives claims the day of the happening that they retell, with its word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = lexicon.trait("dating", "happening")
        self._verbs = lexicon.trait("dating", "deed")
        self._course = lexicon.words("dating", "course", "harm")
        self._harm = lexicon.words("dating", "harm")

    def with_days(self, annotated: Annotated, claims: Sequence[Claim]) -> list[Claim]:
        """`claims`, those without a time that retell the one dated happening of a kind with its day."""
        days = self._days(annotated)
        return [self._with_day(annotated, claim, days) for claim in claims] if days else list(claims)

    def _days(self, annotated: Annotated) -> _Days:
        """Kind of happening → the days on which the document says that there was one, with the words for it."""
        found: dict[str, dict[Interval, Timex]] = defaultdict(dict)
        published = annotated.document.published_on
        for mention in annotated.times:
            day = mention.interval
            if day is None or day.first is None or day.days != 1 or mention.relation is not None:
                continue
            if published is not None and day.first > published:
                continue
            words = Timex(annotated.document.text[slice(*mention.span)], (mention.span,), mention.value)
            for kind in self._happening(annotated, mention):
                found[kind].setdefault(day, words)
        return found

    def _happening(self, annotated: Annotated, mention: TimeMention) -> Iterator[str]:
        """The kinds of what took place at a time: "the blast on Monday", "a shell fell on Monday"."""
        words = annotated.parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if words is None:
            return
        node: Token = words.root
        for _ in range(_STEPS):
            node = node.head
            if node.pos_ == "VERB":
                yield from self._took_place(node)
                return
            if node.pos_ == "NOUN" and node.lemma_.lower() in self._nouns:
                yield self._nouns[node.lemma_.lower()]
                return

    def _took_place(self, verb: Token) -> Iterator[str]:
        for deed in (verb, *_at_once(verb)):
            lemma = deed.lemma_.lower()
            if deed.tag_ not in _PAST or any(c.dep_ == "neg" or c.tag_ == "MD" for c in deed.children):
                continue
            if lemma in self._verbs:
                yield self._verbs[lemma]
            if lemma in self._course:
                yield from (self._nouns[t.lemma_.lower()] for t in _arguments(deed) if t.lemma_.lower() in self._nouns)

    def _with_day(self, annotated: Annotated, claim: Claim, days: _Days) -> Claim:
        if claim.event_time is not None or claim.gist.planned or _is_timed(annotated, claim):
            return claim
        tokens = tokens_in(annotated.parse, claim.content.spans)
        told = {day: words for kind in self._retold(tokens, days) for day, words in days[kind].items()}
        if len(told) != 1:
            return claim
        ((day, words),) = told.items()
        return replace(claim, event_time=day, dates=(*claim.dates, words))

    def _retold(self, tokens: Sequence[Token], days: _Days) -> Iterator[str]:
        """The kinds of the happenings whose course, or whose toll, the main clause of a content tells."""
        inside = {t.i for t in tokens}
        for verb in tokens:
            if verb.tag_ not in _PAST or verb.lemma_.lower() not in self._course or _is_below(verb, inside):
                continue
            arguments = [t for t in _arguments(verb) if t.i in inside]
            yield from (
                self._nouns[t.lemma_.lower()]
                for t in arguments
                if t.lemma_.lower() in self._nouns and t.tag_ == "NN" and _is_known(t)
            )
            if verb.lemma_.lower() in self._harm and len(days) == 1 and any(_is_toll(t) for t in arguments):
                yield from days


def _at_once(verb: Token) -> Iterator[Token]:
    """The verbs of clauses that a "when" ties to this one: three died when the blast tore through the hall."""
    clauses = [c for c in verb.children if c.dep_ == "advcl"]
    yield from (c for c in clauses if _is_when(c))
    if verb.dep_ == "advcl" and _is_when(verb):
        yield verb.head


def _is_when(clause: Token) -> bool:
    return any(c.lower_ in _WHEN and c.i < clause.i for c in clause.children)


def _arguments(verb: Token) -> Iterator[Token]:
    """Who does it and to what it is done: subject, object, agent, the noun of "a blaze that swept through the mill"."""
    if verb.dep_ in ("relcl", "acl"):
        yield verb.head
    for child in verb.children:
        hosts = child.children if child.dep_ == "agent" else (child,)
        yield from (t for t in hosts if t.dep_ in _ARGUMENTS)


def _is_below(verb: Token, inside: set[int]) -> bool:
    """Whether the verb stands in a clause below the main one of the content, or is not asserted ("would fire")."""
    if any(c.tag_ == "MD" for c in verb.children):
        return True
    return verb.head.i in inside and verb.dep_ not in _MAIN


def _is_known(noun: Token) -> bool:
    return any(c.lower_ in _POINTING for c in noun.children)


def _is_toll(noun: Token) -> bool:
    return noun.tag_ == "NNS" and any(c.dep_ == "nummod" for c in noun.children)


def _is_timed(annotated: Annotated, claim: Claim) -> bool:
    """Whether the content names a time, other than one of the day alone."""
    return any(
        not (mention.kind == "time" and mention.value.startswith("XXXX")) and span.overlaps(mention.span)
        for mention in annotated.times
        for span in claim.content.spans
    )
