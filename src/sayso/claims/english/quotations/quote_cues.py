"""By which words, and by whom, a quotation is said: the words beside it, read from near to far.

Serves `speech` and `inner`. A verb of speech comes first; a colon may also follow a noun for what is said, a speaker's
name, or a deed of somebody who can speak; a comma within the marks may lead to any verb. Invariant: cue and source
stand outside the quotation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.layout.labels import LabelKind, Labels
from sayso.claims.english.parsed.clauses import cue_words, noun_phrase, subject_of
from sayso.claims.english.quotations.settings import Setting
from sayso.lexicon import Lexicon
from sayso.reading import Quote

__all__ = ["QuoteCues", "Said", "phrase_after"]

_LEADS_UP = frozenset({",", ":", "that", "-"})
_BREAKS = frozenset({"and", "but"})
_RELATIVE = frozenset({"who", "which", "whose", "whom"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_PERSONS = frozenset({"he", "she", "they", "we", "i"})
_OWNERS = frozenset({"by", "from", "of"})
_STOPS = frozenset({",", ".", "!", "?"})
_SAYS = frozenset({"says", "said", "asked", "asks", "added", "adds"})
_CLOSE = 8  # words right behind a quotation that hold its speaker and its verb
_NEAR = 8  # words behind a quotation among which a verb that is none of speech is its cue


@dataclass(frozen=True, slots=True)
class Said:
    """How a quotation is attributed: the frame, the cue's main word, its words, and the source's words."""

    frame: Frame
    lemma: str
    cue: tuple[Token, ...]
    source: tuple[Token, ...]

    def of(self, quote: Quote) -> Attribution:
        """The attribution of `quote` by these words."""
        return Attribution(self.frame, self.lemma, self.cue, self.source, (quote.span,))


class QuoteCues:
    """Finds the cue of a quotation in its setting, with the word lists loaded."""

    def __init__(self, parse: Doc, lexicon: Lexicon, speech: frozenset[str]) -> None:
        self.speech = speech
        self.anybody = lexicon.words("labels", "anybody")
        self._labels = Labels(parse, lexicon)
        self._spoken = lexicon.words("labels", "spoken")
        self._took_in = lexicon.words("labels", "took-in")
        self._people = lexicon.words("sources", "office", "person-title", "official", "group", "anonymous")

    def is_cue(self, token: Token) -> bool:
        """Whether a token is a verb of speech, be it taken for a plural or a name, as "says" is in headlines."""
        if token.lemma_.lower() not in self.speech and token.lower_ not in _SAYS:
            return False
        return token.pos_ in ("VERB", "AUX") or token.tag_ == "NNS" or token.lower_ in _SAYS

    def after(self, setting: Setting, complete: bool = False) -> Said | None:
        """By the verb of speech that follows within the sentence, over clauses on who that is; behind a quotation that
        is `complete` in itself only by one that says that somebody spoke, not that he would or did not.
        """
        aside = False
        for n, token in enumerate(setting.after):
            if token.lower_ in _RELATIVE and n > 0:
                aside = True
            elif aside:
                aside = token.text != ","
            elif self.is_cue(token):
                spoke = token.tag_ in (*_FINITE, "NNS") or token.lower_ in _SAYS
                return self._by_verb(token, setting.quote) if spoke or not complete else None
            elif token.lower_ in _BREAKS and n > 0:
                return None
        return None

    def closely(self, setting: Setting) -> Said | None:
        """By a verb of speech right behind a quotation that begins its sentence, with the speaker between or behind."""
        near = [t for t in setting.after if t.text != ","][:_CLOSE]
        verb = next((t for t in near if self.is_cue(t) and t.tag_ in _FINITE), None)
        if setting.before or verb is None:
            return None
        said = self._by_verb(verb, setting.quote)
        beside = said.source and near[0] in (said.source[0], said.cue[0]) and said.source[0].i >= near[0].i
        return said if beside else None

    def before(self, setting: Setting) -> Said | None:
        """By the words that lead up to the quotation."""
        words = setting.before
        if not words or not (words[-1].lower_ in _LEADS_UP or self.is_cue(words[-1])):
            return None
        verb = next((t for t in reversed(words) if self.is_cue(t)), None)
        if verb is not None:
            return self._by_verb(verb, setting.quote)
        if words[-1].text != ":":
            return None
        return self._by_noun(words) or self._by_label(words) or self._by_deed(words)

    def beside(self, setting: Setting) -> Said | None:
        """By any verb whose subject may speak, right behind a quotation: "he smiled", "beamed Dana Holt"."""
        near = setting.after[:_NEAR]
        if setting.before or not near:
            return None
        for verb in near:
            if verb.tag_ in _FINITE and verb.pos_ == "VERB" and verb.lemma_.lower() not in self._took_in:
                source = subject_of(verb) or (phrase_after(verb) if verb == near[0] else [])
                held = source and all(t.i >= near[0].i for t in source) and self._may_speak(source)
                return _said(verb, source, setting.quote) if held else None
        return None

    def within(self, tokens: Sequence[Token]) -> tuple[Said | None, int]:
        """Of "It sank, Holt said." with no mark between: how it is attributed, and where what is said ends."""
        for n, verb in enumerate(tokens[1:], start=1):
            if not self.is_cue(verb) or verb.tag_ not in _FINITE:
                continue
            comma = next((m for m in range(n - 1, max(-1, n - _NEAR), -1) if tokens[m].text in _STOPS), None)
            if comma is None or tokens[comma].text != ",":
                continue
            source = [t for t in tokens[comma + 1 : n] if t.pos_ != "ADV"] or phrase_after(verb)
            if source and self._may_speak(source) and source[0].lower_ not in ("i", "we"):
                cue = tuple(t for t in cue_words(verb) if t.i > tokens[comma].i and t not in source)
                return Said(Frame.QUOTE, verb.lemma_.lower(), cue, tuple(source)), tokens[comma].idx
        return None, 0

    def _by_verb(self, verb: Token, quote: Quote) -> Said:
        return _said(verb, subject_of(verb) or _phrase_before(verb) or phrase_after(verb), quote)

    def _by_noun(self, words: Sequence[Token]) -> Said | None:
        """Of "Her answer was short:" and "The board sent this answer:": who answers is the source."""
        for noun in reversed(words):
            if noun.pos_ == "NOUN" and noun.lemma_.lower() in self._spoken:
                owner = _owner(noun)
                if owner and owner[0].i >= words[0].i:
                    return Said(Frame.QUOTE, noun.lemma_.lower(), (noun,), tuple(t for t in owner if t != noun))
        return None

    def _by_label(self, words: Sequence[Token]) -> Said | None:
        """Of "Holt:", "From the report:" and "Holt on Monday:": the name is the source, the colon the cue."""
        dash = max((n + 1 for n, t in enumerate(words) if t.text in ("-", "--") and t.whitespace_), default=0)
        joined = next((n for n in range(dash + 1, len(words) - 2) if words[n].lower_ == "and"), None)
        parts = [words[dash:-1]] if joined is None else [words[dash:joined], words[joined + 1 : -1]]
        labels = [self._labels.judged(part, words[-1]) for part in parts]
        if any(a is None or a.kind is LabelKind.TURN or self._labels.is_place(a.words) for a in labels):
            return None
        source = [t for a in labels if a is not None for t in a.words]
        return Said(Frame.SPEAKER, ":", (words[-1],), tuple(source))

    def _by_deed(self, words: Sequence[Token]) -> Said | None:
        """Of "Holt fired back:": the last verb whose subject may speak."""
        for verb in reversed(words):
            if verb.tag_ in _FINITE and verb.pos_ == "VERB" and verb.lemma_.lower() not in self._took_in:
                source = _quoted(verb) or subject_of(verb)
                if not source or source[0].i < words[0].i or not self._may_speak(source):
                    return None
                return Said(Frame.QUOTE, verb.lemma_.lower(), tuple(cue_words(verb)), tuple(source))
        return None

    def _may_speak(self, source: Sequence[Token]) -> bool:
        inside = {t.i for t in source}
        head = next((t for t in source if t.head.i not in inside or t.head == t), source[-1])
        if head.pos_ == "PROPN":
            return not self._labels.is_place([head])
        return head.lower_ in _PERSONS or head.lower_ in self._people


def _said(verb: Token, source: Sequence[Token], quote: Quote) -> Said:
    cue = _outside(cue_words(verb), quote)
    outside = _outside(source, quote) or _outside(phrase_after(verb), quote)
    return Said(Frame.QUOTE, verb.lemma_.lower(), cue, tuple(t for t in outside if t not in cue))


def _outside(tokens: Sequence[Token], quote: Quote) -> tuple[Token, ...]:
    return tuple(t for t in tokens if not quote.span.start <= t.idx < quote.span.end)


def _owner(noun: Token) -> list[Token]:
    """Whose answer it is: its possessor, whom it is by or from, or who gives it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [t for t in noun_phrase(child) if t.tag_ != "POS"]
        if child.dep_ == "prep" and child.lower_ in _OWNERS:
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            if named is not None:
                return noun_phrase(named)
    return subject_of(noun.head) if noun.dep_ == "dobj" else []


def _quoted(verb: Token) -> list[Token]:
    """Whom a verb such as "quotes" names as the one whose words follow."""
    named = next((c for c in verb.children if c.dep_ == "dobj"), None) if verb.lemma_ in ("quote", "cite") else None
    return noun_phrase(named) if named is not None else []


def _phrase_before(cue: Token) -> list[Token]:
    last = cue.i - 1
    while last > 0 and cue.doc[last].pos_ in ("ADV", "AUX", "PART"):
        last -= 1
    if last < 0 or cue.doc[last].pos_ not in ("NOUN", "PROPN", "PRON"):
        return []
    return [t for t in noun_phrase(cue.doc[last]) if t.i <= last]


def phrase_after(cue: Token) -> list[Token]:
    """The noun phrase just behind a cue, where the speaker of an inverted one stands."""
    if cue.lemma_.lower() == "tell" or cue.i + 1 >= len(cue.doc):
        return []
    following = cue.doc[cue.i + 1]
    if following.pos_ not in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
        return []
    head = following
    while cue.i < head.head.i < cue.i + 8 and head.head != head:
        head = head.head
    return [t for t in noun_phrase(head) if t.i > cue.i] if head.pos_ in ("PROPN", "PRON", "NOUN") else []
