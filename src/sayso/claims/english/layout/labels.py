"""Labels before a colon: whether the words that open a line name somebody who speaks ("Holt:", "Mayor (Quell):").

Stands between the lines and the speakers. Invariant: a label in the list of those that are no speakers is never one,
save where the document names a person so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from spacy.tokens import Doc, Token

from sayso.claims.english.sources.cast import NAME_PARTICLES, name_runs, title_end
from sayso.lexicon import Lexicon

__all__ = ["Label", "LabelKind", "Labels"]

_WINDOW = 16  # words within which a label's colon stands
_LONGEST = 6  # words of a label without what is set beside it
_SENTENCE_END = frozenset({".", "!", "?", ";", '"', "''"})
_SETS_BESIDE = frozenset({",", "(", "["})
_TURNS_TO = frozenset({"on", "in", "at", "to", "via", "about", "after", "over", "during", "through"})
_TRAILS = frozenset({"again", "now", "today", "later", "also", "too"})
_SAID = re.compile(r"said|says|asks|adds|writes|wrote|(?:add|ask|stat|repli|report|tweet|respond|continu)ed")
_LEADS = frozenset({"from", "this", "more", "here", "'s", "is", "and", "then", "now", "but", "as", "so"})
_PLACED = frozenset({"in", "into", "near", "across", "outside", "inside", "onto", "throughout"})
_OPENS_PHRASE = frozenset({"ADP", "SCONJ", "CCONJ", "ADV", "AUX"})
_NO_NAMES = frozenset({"ADP", "DET", "PRON", "SCONJ", "CCONJ", "AUX", "NUM"})
_JOINS = frozenset({"the", "of", "for", "and", "&", "'s", "a", "by", "with", "is"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SOURCES = (
    "document",
    "office",
    "person-title",
    "outlet",
    "organisation",
    "government",
    "official",
    "group",
    "anonymous",
)


class LabelKind(StrEnum):
    """By what a label shows that it may speak: a letter of an interview, a noun for sources, capitals, a name."""

    TURN = "turn"
    SOURCE = "source"
    CAPITALS = "capitals"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks, the mark behind it, how it shows, and whether the text says elsewhere or beside it who that is."""

    words: tuple[Token, ...]
    mark: Token
    kind: LabelKind
    known: bool

    @property
    def key(self) -> str:
        """The label's words in small letters, to compare it with others."""
        return " ".join(t.lower_ for t in self.words)


class Labels:
    """Reads the labels of one document: the word lists and the persons whom the document names."""

    def __init__(self, parse: Doc, lexicon: Lexicon) -> None:
        self._parse = parse
        self._no_speaker = lexicon.words("labels", "no-speaker")
        self._turns = lexicon.words("labels", "turn")
        self._titles = lexicon.words("sources", "person-title")
        self._speech = lexicon.words("frames", "quote")
        self._places = lexicon.words("places")
        self.outlets = lexicon.words("sources", "outlet")
        self.nouns = lexicon.words("sources", *_SOURCES)

    @cached_property
    def _named(self) -> tuple[frozenset[str], frozenset[str]]:
        """The last names of persons, by their full names, their titles and what they say; and the names of places."""
        people: set[str] = set()
        places: set[str] = set()
        for run in name_runs(self._parse):
            bare = run[title_end(run, self._titles) :]
            last, before = run[-1], run[0].nbor(-1) if run[0].i else None
            says = last.dep_ in ("nsubj", "nsubjpass") and last.head.lemma_.lower() in self._speech
            if before is not None and before.lower_ in _PLACED:
                places.update((" ".join(t.text for t in run), last.text))
            elif len(bare) > 1 or 0 < len(bare) < len(run) or says:
                people.add(last.text)
        return frozenset(people), frozenset(places - people)

    def read(self, tokens: Sequence[Token]) -> Label | None:
        """The label that opens `tokens`; of "Breaking: Mayor: …" and "Exclusive – Mayor: …" the second one."""
        for _ in range(2):
            colon = _colon(tokens[:_WINDOW])
            if colon is None:
                return None
            words = tokens[_first_word(tokens[:colon]) : colon]
            dash = next((n for n, t in enumerate(words) if t.text in ("-", "--") and t.whitespace_), None)
            if dash is not None and self.is_no_speaker(words[:dash]):
                words = words[dash + 1 :]
            if not self.is_no_speaker(words):
                return self.judged(words, tokens[colon])
            tokens = tokens[colon + 1 :]
        return None

    def judged(self, words: Sequence[Token], mark: Token) -> Label | None:
        """`words` as the label before `mark`, if they name somebody who may speak."""
        core, beside = _parted(words)
        if not core or len(core) > _LONGEST or self.is_no_speaker(core):
            return None
        kind, known = self._kind(core), beside or self.knows(core)
        turned = (
            len(core) == 1 and kind is LabelKind.NAME and any(t.lower_ in _TURNS_TO for t in words)
        )  # "Anger at …:"
        return Label(tuple(core), mark, kind, known) if kind is not None and (known or not turned) else None

    def signed(self, words: Sequence[Token], mark: Token) -> Label | None:
        """`words` as the signature behind `mark`: a name, or a noun for a source in small letters too."""
        core, beside = _parted(words)
        if not core or len(core) > _LONGEST or self.is_no_speaker(core) or any(t.tag_ in _FINITE for t in core[1:]):
            return None
        described = core[0].lower_ in ("a", "an", "the") and _head(core).pos_ == "NOUN"
        kind = LabelKind.SOURCE if described or _head(core).lower_ in self.nouns else self._kind(core)
        if kind is None or kind is LabelKind.TURN:
            return None
        return Label(tuple(core), mark, kind, beside or self.knows(core))

    def is_no_speaker(self, words: Sequence[Token]) -> bool:
        """Whether a label says what kind of text follows and not who speaks; an empty one does."""
        last = words[-1].lower_ if words else ""
        closing = last in self._no_speaker and last not in self.nouns
        return self.is_heading(words) or (closing and not self.knows(words))

    def heads(self, tokens: Sequence[Token]) -> bool:
        """Whether a label that is no speaker's opens a line: "Photo: …"."""
        colon = _colon(tokens[:_WINDOW])
        return colon is not None and self.is_no_speaker(tokens[_first_word(tokens[:colon]) : colon])

    def is_heading(self, words: Sequence[Token]) -> bool:
        """Whether words are, as a whole, in the list of labels that are no speaker's, and name nobody; or are none."""
        lower = [t.lower_ for t in words if t.text[0].isalpha() or t.text[0] in "'’"]
        phrase = " ".join(lower[1:] if lower[:1] in (["the"], ["a"], ["an"]) else lower)
        listed = phrase.replace("’", "'").replace(" '", "'") in self._no_speaker
        return not lower or (listed and words[-1].text not in self._named[0])

    def knows(self, words: Sequence[Token]) -> bool:
        """Whether the document names a person so elsewhere, or a title opens the words."""
        titled = len(words) > 1 and words[0].lower_.rstrip(".") in self._titles
        return titled or words[-1].text in self._named[0]

    def is_place(self, words: Sequence[Token]) -> bool:
        """Whether a label is the name of a place, which may as well say where as who."""
        name = " ".join(t.text for t in words)
        return name.lower() in self._places or name in self._named[1]

    def _kind(self, core: Sequence[Token]) -> LabelKind | None:
        last = core[-1].lower_
        if not core[0].text[:1].isupper() or core[0].pos_ in _OPENS_PHRASE:
            return None
        if len(core) == 1 and last.rstrip("0123456789") in self._turns:
            return LabelKind.TURN
        if _head(core).lower_ in self.nouns and not any(t.tag_ in ("VBD", "VBZ", "MD") for t in core[:-1]):
            return LabelKind.SOURCE
        if not all(t.text[:1].isupper() or t.lower_ in NAME_PARTICLES or t.text == "-" for t in core):
            return None
        if core[0].pos_ in _NO_NAMES or any(t.lower_ in _JOINS for t in core[1:]) or not all(_spells(t) for t in core):
            return None
        capitals = all(t.text.isupper() for t in core) and sum(len(t.text) for t in core) > 1
        return LabelKind.CAPITALS if capitals else LabelKind.NAME


def _colon(tokens: Sequence[Token]) -> int | None:
    """Where the colon stands that closes a label: white space or a quotation follows it, no sentence ends before it."""
    for n, token in enumerate(tokens):
        if token.text in (":", "):", "]:"):
            return n if n and _closes(token) else None
        if token.text in _SENTENCE_END and n > 1:
            return None
    return None


def _closes(colon: Token) -> bool:
    last = colon.i + 1 == len(colon.doc)
    return last or bool(colon.whitespace_) or colon.nbor().is_space or colon.nbor().is_quote


def _first_word(tokens: Sequence[Token]) -> int:
    """Where a line's words begin after marks of quotation, bullets, brackets and times of day."""
    return next((n for n, t in enumerate(tokens) if t.text[:1].isalpha()), len(tokens))


def _parted(words: Sequence[Token]) -> tuple[list[Token], bool]:
    """The words of a label that name who speaks, and whether a comma or a bracket sets beside them who that is."""
    start = next((n for n, t in enumerate(words) if t.lower_ not in _LEADS), len(words))
    if start < len(words) and _SAID.fullmatch(words[start].lower_):
        return [], False  # "Said Holt:" holds its verb
    end = next((n for n in range(start, len(words)) if _sets_beside(words[n], n > start)), len(words))
    if any(t.tag_ in _FINITE for t in words[end:]):
        return [], False  # a clause leads up to the colon
    core = list(words[start:end])
    while core and core[-1].lower_ in _TRAILS:
        core.pop()
    return core, end < len(words) and words[end].text in _SETS_BESIDE


def _head(core: Sequence[Token]) -> Token:
    """The last word before the first preposition: "member" of "a member of the board"."""
    return core[next((n for n, t in enumerate(core) if n and t.pos_ == "ADP"), len(core)) - 1]


def _sets_beside(token: Token, within: bool) -> bool:
    return token.text in _SETS_BESIDE or (within and token.lower_ in _TURNS_TO)


def _spells(token: Token) -> bool:
    return token.text.translate(_MARKS_IN_NAMES).isalpha() or token.text == "-"


_MARKS_IN_NAMES = str.maketrans("", "", ".-'’")
