"""How the outlet stands to what it reports, by words of its own: endorsing, distancing, or neither.

Stands after a source is known and its content cut. Invariant: words within quotation marks are the speaker's, and are
no sign of the outlet's attitude; the marks alone may be, around a word that nobody is quoted with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, tokens_in
from sayso.claims.english.factuality.cues import cue_level, cue_verb
from sayso.claims.english.factuality.engine import Engine
from sayso.claims.english.factuality.marks import subject_of
from sayso.claims.english.phrasebook import Phrasebook
from sayso.lexicon import Group, Lexicon
from sayso.model import Attitude, Factuality, Span, Words, words_at
from sayso.reading import Annotated, Quote

__all__ = ["Attitudes", "Stand"]

_ASSERTING = (Frame.CLAUSE, Frame.QUOTE, Frame.PARENTHESIS)
_SAID = 2.0
_SCARED = 2  # words of a quotation that may be no speech
_NAMING = frozenset({"call", "dub", "name", "term", "label", "describe", "brand", "style"})


@dataclass(frozen=True, slots=True)
class Stand:
    """The outlet's attitude, the words that show it, and what they commit the outlet itself to."""

    attitude: Attitude = Attitude.NEUTRAL
    signs: tuple[Words, ...] = ()
    commits: Factuality = Factuality.UNKNOWN


class _Sign(NamedTuple):
    span: Span
    attitude: Attitude
    commits: Factuality | None


class Attitudes:
    """The words of attitude, ready to be asked of one attribution after another."""

    def __init__(self, lexicon: Lexicon, engine: Engine) -> None:
        self._engine = engine
        self._groups = lexicon.lists["attitudes"]
        self._phrases = Phrasebook(Lexicon(lexicon.language, {"phrases": self._of("phrase")}), "phrases")
        self._by_role = {g.traits["role"]: _by_word(self._of(g.traits["role"])) for g in self._groups}

    def _of(self, role: str) -> tuple[Group, ...]:
        return tuple(g for g in self._groups if g.traits["role"] == role)

    def stand(self, annotated: Annotated, attribution: Attribution, sentence: Span) -> Stand:
        """How the outlet stands to an attribution of its report; `sentence` is where cue and content begin."""
        own = attribution.content if not attribution.cue else ()
        found = [
            sign
            for sign in (
                *self._verb(attribution),
                *self._opposed(attribution),
                *self._beside_cue(attribution),
                *self._phrases_beside(annotated, attribution, sentence),
                *self._adjectives(annotated.parse, attribution),
                *_scare_quotes(annotated, attribution, own),
            )
            if not _is_quoted(sign.span, annotated.quotes) or _is_marked(sign.span, annotated.quotes)
        ]
        return _put_together(found, annotated.document.text)

    def _verb(self, attribution: Attribution) -> Iterator[_Sign]:
        if attribution.frame in _ASSERTING and attribution.cue and self._was_said(attribution):
            group = self._cue_group(attribution, "verb")
            if group is not None:
                yield from _signs(_main_words(attribution), group)

    def _opposed(self, attribution: Attribution) -> Iterator[_Sign]:
        group = self._cue_group(attribution, "opposed-verb")
        against = self._by_role["opposition"]
        if group is None or not self._was_said(attribution):
            return
        inside = [(s.start, s.end) for s in attribution.content]
        words = (t for t in attribution.cue[-1].sent if t.lower_ in against)
        opposing = [t for t in words if not any(start <= t.idx < end for start, end in inside)]
        if any(t.dep_ in ("cc", "mark", "prep", "advmod") and t.i > attribution.cue[-1].i for t in opposing):
            yield from _signs(_main_words(attribution), group)

    def _was_said(self, attribution: Attribution) -> bool:
        """Whether a cue tells that something was said or shown, and not that it was not, may be, or seems so."""
        verb = cue_verb(attribution.cue, attribution.lemma)
        return verb is not None and cue_level(self._engine, verb) >= _SAID

    def _cue_group(self, attribution: Attribution, role: str) -> Group | None:
        words = self._by_role[role]
        particle = next((t.lower_ for t in attribution.cue if t.dep_ == "prt"), None)
        return words.get(f"{attribution.lemma} {particle}" if particle else attribution.lemma)

    def _beside_cue(self, attribution: Attribution) -> Iterator[_Sign]:
        """Adverbs of the cue, and the cue itself where it is one."""
        adverbs = self._by_role["adverb"]
        inside = {t.i for t in attribution.cue}
        for token in (*attribution.cue, *(c for t in attribution.cue for c in t.children if c.i not in inside)):
            group = adverbs.get(token.lower_)
            if group is not None and not _lies_in(token, attribution.content):
                yield from _signs([token], group)

    def _phrases_beside(self, annotated: Annotated, attribution: Attribution, sentence: Span) -> Iterator[_Sign]:
        """Phrases that hang on the cue or on what it hangs on, outside what is said."""
        if not attribution.cue:
            return
        for span, group in self._phrases.find(annotated.document.text, [sentence]):
            word = tokens_in(annotated.parse, [span])[0]
            if _lies_in(word, attribution.content) and not attribution.cue[-1].is_ancestor(word):
                continue
            if any(t == word or t.is_ancestor(word) for t in attribution.cue):
                yield _Sign(span, Attitude(group.traits["sign"]), None)

    def _adjectives(self, parse: Doc, attribution: Attribution) -> Iterator[_Sign]:
        """Adjectives before a noun that is the cue, in the source, and in what is told in the outlet's words."""
        for noun in attribution.cue:
            if noun.pos_ == "NOUN":
                yield from self._before(noun, "claim-adjective")
                yield from self._before(noun, "adjective")
        for token in (*attribution.source, *tokens_in(parse, attribution.content)):
            if token.pos_ in ("NOUN", "PROPN"):
                yield from self._before(token, "adjective")

    def _before(self, noun: Token, role: str) -> Iterator[_Sign]:
        words = self._by_role[role]
        for child in noun.children:
            if child.i > noun.i or child.dep_ not in ("amod", "compound", "nmod"):
                continue
            hyphened = noun.doc[max(0, child.i - 2) : child.i + 1]
            for piece in (noun.doc[child.i : child.i + 1], hyphened):
                group = words.get(piece.text.lower())
                if group is not None:
                    yield from _signs(list(piece), group)


def _put_together(found: Sequence[_Sign], text: str) -> Stand:
    """Distancing goes before endorsing, and what commits the outlet before what does not."""
    kinds = {sign.attitude for sign in found}
    attitude = next((a for a in (Attitude.DISTANCING, Attitude.ENDORSING) if a in kinds), None)
    if attitude is None:
        return Stand()
    chosen = {s.span: s for s in found if s.attitude is attitude}
    commits = next((s.commits for s in chosen.values() if s.commits is not None), Factuality.UNKNOWN)
    return Stand(attitude, tuple(words_at(text, [span]) for span in sorted(chosen)), commits)


def _signs(tokens: Sequence[Token], group: Group) -> Iterator[_Sign]:
    commits = group.traits.get("commits")
    for span in spans_of(tokens):
        yield _Sign(span, Attitude(group.traits["sign"]), Factuality(commits) if commits else None)


def _main_words(attribution: Attribution) -> list[Token]:
    """The cue without its auxiliaries."""
    return [t for t in attribution.cue if t.dep_ not in ("aux", "auxpass", "neg")] or list(attribution.cue)


def _lies_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


def _is_quoted(span: Span, quotes: Sequence[Quote]) -> bool:
    return any(q.span.start <= span.start and span.end <= q.span.end for q in quotes)


def _is_marked(span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether a sign is a quotation itself, marks and all."""
    return any(q.span == span for q in quotes)


def _scare_quotes(annotated: Annotated, attribution: Attribution, own: Sequence[Span]) -> Iterator[_Sign]:
    """Marks around a noun, or an adjective before one, in the outlet's own words: in who speaks, or in what the outlet
    asserts itself. Within what is said they may be a quotation of speech, and are none.
    """
    places = [*spans_of(attribution.source), *own]
    for quote in annotated.quotes:
        if quote.closed and any(p.start <= quote.span.start and quote.span.end <= p.end for p in places):
            words = [t for t in tokens_in(annotated.parse, [quote.inner]) if not t.is_punct]
            if _is_kept_off(words):
                yield _Sign(quote.span, Attitude.DISTANCING, None)


def _is_kept_off(words: Sequence[Token]) -> bool:
    """Whether quoted words are a common noun, or adjective and noun, and no name, title, speech or term explained."""
    if not 0 < len(words) <= _SCARED or any(not w.text.isalpha() or not w.is_lower for w in words):
        return False
    head = words[-1]
    noun = head if head.pos_ == "NOUN" else head.head if head.dep_ in ("amod", "compound") else None
    if noun is None or noun.dep_ in ("attr", "oprd", "acomp"):
        return False
    named = (noun.dep_ == "pobj" and noun.head.lower_ == "as") or noun.head.lemma_ in _NAMING
    determined = any(c.dep_ in ("det", "poss", "nummod") for c in noun.children) or noun.tag_ == "NNS"
    return determined and not named and (noun.dep_ != "appos" or subject_of(noun) is not None)


def _by_word(groups: Sequence[Group]) -> dict[str, Group]:
    return {word: group for group in groups for word in group.words}
