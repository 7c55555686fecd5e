"""Where somebody spoke: the outlet they told it to, wrote it in or said it on, and the recording they are heard in.

Stands beside the other links of a chain. Invariant: it only proposes; what proves to be no outlet (an inquiry that was
told, a platform that was posted on) is no link.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution
from sayso.claims.english.parsed.clauses import noun_phrase
from sayso.lexicon import Lexicon
from sayso.model import SourceKind

__all__ = ["Venues"]

_Venue = tuple[tuple[Token, ...], frozenset[SourceKind]]
_OUTLET = frozenset({SourceKind.OUTLET})
_OUTLET_OR_RECORDING = frozenset({SourceKind.OUTLET, SourceKind.RECORDING})
_RECORDING = frozenset({SourceKind.RECORDING})
_PRESS = frozenset({SourceKind.OUTLET, SourceKind.ORGANISATION})  # an agency may be either
_TO = frozenset({"to", "in", "on", "through", "for"})
_AT = frozenset({"at", "during", "in", "on", "through", "to", "via", "with"})
_FROM_VENUE = frozenset({"with", "to", "in", "by", "on", "for", "from", "via"})


class Venues:
    """The words for places of speech, ready to be asked of one attribution after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._venues = lexicon.words("cues", "venue")
        self._carrying = lexicon.words("cues", "carrying")
        self._speaking = lexicon.words("cues", "speaking")
        self._heard = lexicon.words("cues", "overheard")
        self._platforms = lexicon.words("cues", "platform")

    def of(self, attribution: Attribution) -> Iterator[_Venue]:
        """The words of each place, outermost first, with the kinds that it must prove to be."""
        verb = next((t for t in reversed(attribution.cue) if t.pos_ in ("VERB", "AUX")), None)
        if verb is None:
            return
        seen: set[int] = set()
        for word, kinds in self._places(verb):
            inside = any(s.start <= word.idx < s.end for s in attribution.content)
            phrase = tuple(_of_name(word))
            if word.i not in seen and not inside and word not in attribution.source and not self._is_platform(phrase):
                seen.add(word.i)
                yield phrase, kinds

    def _is_platform(self, phrase: tuple[Token, ...]) -> bool:
        """Whether a phrase names a platform, which prints nothing itself: "its Telegram channel"."""
        names = [t for t in phrase if t.pos_ == "PROPN"]
        return bool(names) and all(t.lower_ in self._platforms for t in names)

    def _places(self, verb: Token) -> Iterator[tuple[Token, frozenset[SourceKind]]]:
        for anchor in _anchors(verb):
            yield from self._within(anchor)
            for child in anchor.children:
                if child.dep_ in ("dative", "dobj") and anchor.lemma_ in ("tell", "inform") and child.lower_ != "to":
                    yield child, _OUTLET
                elif child.dep_ in ("prep", "dative", "agent"):
                    yield from self._by(child)
                elif child.tag_ in ("VBG", "VBN") and child.lower_ in self._speaking:
                    yield from (p for c in child.children if c.dep_ == "prep" for p in self._by(c))
                    yield from ((g, _OUTLET) for c in child.children if c.dep_ == "agent" for g in c.children)

    def _by(self, preposition: Token) -> Iterator[tuple[Token, frozenset[SourceKind]]]:
        """The outlet that a phrase names: "to the Courier", "in an interview with it", "in remarks it carried"."""
        lower = preposition.lower_
        for named in (c for c in preposition.children if c.dep_ in ("pobj", "pcomp")):
            if named.lower_ in self._venues:
                yield from self.of_occasion(named) if lower in _AT else ()
            elif named.lower_ in self._heard and lower in ("in", "on"):
                yield named, _RECORDING
            elif lower == "via":
                yield named, _PRESS
            elif lower in _TO or (lower == "with" and _after(preposition, self._venues)):
                yield named, _OUTLET
            yield from (p for c in named.children if c.dep_ == "prep" and lower == "to" for p in self._by(c))

    def is_occasion(self, noun: Token) -> bool:
        """Whether a noun names an occasion on which somebody speaks to an outlet."""
        return noun.lower_ in self._venues

    def of_occasion(self, venue: Token) -> Iterator[tuple[Token, frozenset[SourceKind]]]:
        """The words for the outlet of an interview, a statement, an article."""
        yield from ((c, _OUTLET) for c in venue.children if c.dep_ in ("compound", "nmod", "poss") and c.i < venue.i)
        for child in venue.subtree:
            if child.i > venue.i and child.lower_ in _FROM_VENUE:
                carried = child.lower_ == "by" and child.head.lemma_.lower() in self._carrying
                yield from ((c, _PRESS if carried else _OUTLET) for c in child.children if c.dep_ == "pobj")

    def _within(self, verb: Token) -> Iterator[tuple[Token, frozenset[SourceKind]]]:
        """What the clause stands in, in "the audio, in which X says"."""
        for step in (verb, verb.head) if verb.dep_ in ("pcomp", "xcomp") else (verb,):
            clause = step.head if step.dep_ == "prep" else step
            places = [c for c in clause.children if c.dep_ == "prep" and c.lower_ in ("in", "on", "where")]
            if clause.dep_ == "relcl" and any(g.lower_ == "which" for c in places for g in c.children):
                yield clause.head, _OUTLET_OR_RECORDING


def _anchors(verb: Token) -> Sequence[Token]:
    """The cue's verb, the one over it in "quoted as saying", and the one it goes on from: "told X that … and said"."""
    found = [verb]
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        found.append(verb.head.head)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in verb.children):
        found.append(verb.head)
    return found


def _after(preposition: Token, venues: frozenset[str]) -> bool:
    """Whether it follows a word for a place of speech: "in an interview on Monday with"."""
    before = preposition.doc[max(preposition.sent.start, preposition.i - 4) : preposition.i]
    return any(t.lower_ in venues for t in before)


def _of_name(word: Token) -> list[Token]:
    """The noun phrase of a word; of a name before a noun, the name alone."""
    if word.dep_ in ("compound", "nmod", "poss"):
        return [t for t in word.subtree if t.tag_ != "POS"]
    return noun_phrase(word)
