"""Attributions of figures: "put turnout at 47 per cent", "the report gives eight boats", "a diver counted six".

Stands beside the verbs' complements, for verbs that report only where they give a number. Invariant: without a number,
or a noun for a figure, there is no attribution.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract
from sayso.claims.english.parsed.clauses import cue_words, subject_of, trimmed
from sayso.claims.english.sources.animacy import Animacy
from sayso.lexicon import Lexicon

__all__ = ["find_figure_attributions"]

_NUMERALS = frozenset({"dozen", "dozens", "half", "third", "quarter", "none", "hundreds", "thousands"})
_WHERE = frozenset({"at", "in", "near", "off", "on"})
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "o’clock"})


def find_figure_attributions(parse: Doc, lexicon: Lexicon) -> Iterator[Attribution]:
    """Every attribution in `parse` by a verb that gives a figure."""
    finder, text = _Figures(lexicon), parse.text
    for token in parse:
        if token.pos_ == "VERB":
            content = finder.content(token)
            if content:
                yield from _attribution(token, content, text)


def _attribution(verb: Token, content: list[Token], text: str) -> Iterator[Attribution]:
    cue, source = tuple(cue_words(verb)), tuple(subject_of(verb))
    if not source and not _passive(verb):
        return
    left = trimmed(subtract(spans_of(content), spans_of((*cue, *source))), text)
    if left:
        yield Attribution(Frame.FIGURE, verb.lemma_.lower(), cue, source, left)


class _Figures:
    def __init__(self, lexicon: Lexicon) -> None:
        self._at = lexicon.words("cues", "figure-at")
        self._listing = lexicon.words("cues", "figure-listing")
        self._giving = lexicon.words("cues", "figure-giving")
        self._counting = lexicon.words("cues", "figure-counting")
        self._standing = lexicon.words("cues", "figure-standing")
        self._figures = lexicon.words("cues", "figure-noun")
        self._happenings = lexicon.words("cues", "happening")
        self._animacy = Animacy(lexicon)
        self._records = lexicon.words("sources", "document", "recording") | lexicon.words("cues", "counter")

    def content(self, verb: Token) -> list[Token]:
        """The words that `verb` gives as a figure; empty where it gives none."""
        lemma = verb.lemma_.lower()
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if lemma in self._at and thing is not None:
            if thing.lemma_.lower() in self._happenings and self._told_by(verb):
                where = next((c for c in verb.children if c.lower_ in _WHERE and c.i > thing.i), None)
                return [*thing.subtree, *(t for t in where.subtree if not _in_aside(t, where))] if where else []
            at = next((c for c in verb.children if c.lower_ == "at" and c.i > verb.i and _has_number(c)), None)
            clock = at is not None and any(t.lower_ in _CLOCK or ":" in t.text for t in at.subtree)
            told = self._recorded(verb) or thing.lemma_.lower() in self._figures
            if at is not None and (told or not clock):
                return [*thing.subtree, *(t for t in at.subtree if not _in_aside(t, at))]
        if lemma in self._standing:
            return self._stood_by(verb) if self._told_by(verb) else []
        if thing is None or thing.dep_ != "dobj" or thing.i < verb.i:
            return []
        gives = lemma in self._listing and self._recorded(verb) and _measured(thing)
        gives = gives or (lemma == "have" and self._recorded(verb) and _measured(thing) and _on_it(verb, thing))
        states = lemma in self._giving and self._states(verb, thing)
        counts = lemma in self._counting and verb.tag_ != "VBG" and _counted(thing)
        return _what_follows(verb, thing) if gives or states or counts else []

    def _told_by(self, verb: Token) -> bool:
        """Whether who says when or where something happened may speak."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return subject is not None and self._animacy.may_be_cited(subject)

    def _recorded(self, verb: Token) -> bool:
        """Whether a document or another record is the subject."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return subject is not None and subject.lower_ in self._records

    def _states(self, verb: Token, thing: Token) -> bool:
        """Whether a figure is called one: "gave a figure of twelve", "gives the time as 02:14"."""
        if thing.lemma_.lower() not in self._figures or _given_to(verb):
            return False
        further = [c for c in (*thing.children, *verb.children) if c.i > verb.i]
        return any(c.lower_ == "as" or (c.lower_ == "of" and _has_number(c)) for c in further)

    def _stood_by(self, verb: Token) -> list[Token]:
        """The figure of "stands by its 47 per cent"."""
        for child in verb.children:
            if child.lower_ in ("by", "to", "with") and child.i > verb.i:
                thing = next((c for c in child.children if c.dep_ == "pobj"), None)
                if thing is not None and (_has_number(thing) or thing.lemma_.lower() in self._figures):
                    return list(thing.subtree)
        return []


def _what_follows(verb: Token, thing: Token) -> list[Token]:
    """The object with what is said of it: "six boats at the quay", "the time as 02:14"."""
    further = [c for c in verb.children if c.dep_ in ("prep", "dative", "prt") and c.i > thing.i]
    given = [c for c in verb.children if c.dep_ == "dative" and c.i < thing.i]
    words = [t for c in (*given, thing, *further) for t in c.subtree if not _in_aside(t, c)]
    return [*words, *_counted_as(verb, thing)]


def _counted_as(verb: Token, number: Token) -> list[Token]:
    """The participle or adjective behind a bare number that says of whom: "sixty-three wounded", "nine missing"."""
    at = number.right_edge.i + 1
    said = verb.doc[at] if number.like_num and at < len(verb.doc) else None
    return [said] if said is not None and said.tag_ in ("VBN", "VBG", "JJ") and said.head in (verb, number) else []


def _in_aside(token: Token, top: Token) -> bool:
    """Whether a word stands behind a comma, in a clause that goes on about something else."""
    while token != top:
        between = token.doc[top.i : token.left_edge.i]
        if token.dep_ in ("advcl", "relcl", "conj") and any(t.text == "," for t in between):
            return True
        if token.head == token:
            break
        token = token.head
    return False


def _on_it(verb: Token, thing: Token) -> bool:
    """Whether what a list has stands "on it" or "in it"."""
    links = (c for h in (verb, thing) for c in h.children if c.lower_ in ("in", "on") and c.i > thing.i)
    return any(g.lower_ == "it" for link in links for g in link.children)


def _has_number(head: Token) -> bool:
    return any(t.like_num or t.lower_ in _NUMERALS for t in head.subtree)


def _counted(thing: Token) -> bool:
    """Whether an object is a number, or has one before it."""
    return thing.like_num or thing.lower_ in _NUMERALS or any(c.dep_ == "nummod" for c in thing.children)


def _measured(thing: Token) -> bool:
    """Whether an object is counted, or a figure by its "of": "a turnout of 46.9 per cent"."""
    return _counted(thing) or any(c.lower_ == "of" and _has_number(c) for c in thing.children)


def _given_to(verb: Token) -> bool:
    """Whether something is handed over: "gave her a figure of eight"."""
    return any(c.dep_ == "dative" for c in verb.children)


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)
