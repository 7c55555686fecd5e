"""Who says what by which words, in one document: every rule's finds, the tagger's marks, and both put together.

Stands first: what it gives is resolved into claims by `extract`. Invariant: everything given has a content that says
something, and a confidence.
"""

import re
from dataclasses import replace

from sayso.claims.attribution import Attribution, Frame, tokens_in
from sayso.claims.english.combine import Calibration, Signed, combine, said_once
from sayso.claims.english.commitment import Commitment
from sayso.claims.english.coordination import share_clauses
from sayso.claims.english.hollow import is_done, is_no_word
from sayso.claims.english.layout.pages import find_laid_out
from sayso.claims.english.parsed.clauses import find_verb_attributions
from sayso.claims.english.parsed.mending import Mending
from sayso.claims.english.parsed.phrases import find_phrase_attributions
from sayso.claims.english.quotations.speech import attribute_quotes
from sayso.claims.english.sources.animacy import Animacy
from sayso.claims.english.sources.naming import head_of
from sayso.claims.english.tagger import Tagger
from sayso.lexicon import Lexicon
from sayso.model import Factuality, Span
from sayso.reading import Annotated

__all__ = ["SURE_ENOUGH", "Finder"]

_VERB_FRAMES = (
    Frame.CLAUSE,
    Frame.PARENTHESIS,
    Frame.INFINITIVE,
    Frame.OBJECT,
    Frame.PREPOSITION,
    Frame.SUBJECT,
)
_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "NUM", "ADJ", "ADV", "INTJ"})
_OF_ANOTHER = re.compile(r"\bwho(?:se|m)?\b")
_CONDITIONS = frozenset({"if", "unless"})
_SHORT = 90  # characters: longer contents say more than that a name is withheld
_BEYOND = 0.5  # confidence of a rule's find where there is nothing to fit it on
SURE_ENOUGH = 0.33  # of confidence, where a reader asks for nothing else: finds most without erring much


class Finder:
    """Rules and tagger with all that they know loaded. `lexicon` holds the lists that the rules read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._frames = _frames(lexicon)
        self._speech = _spellings(lexicon.words("frames", "quote"))
        beliefs = lexicon.words("commitment", "belief", "denial")
        self._telling = self._speech | beliefs | lexicon.words("cues", "showing")
        self._unnamed = lexicon.words("sources", "unnamed-phrase")
        self._calling = lexicon.words("predicates", "calling")
        self._commitment = Commitment(lexicon)
        self._mending = Mending(lexicon)
        self._raising = lexicon.words("cues", "raising")
        self._animacy = Animacy(lexicon)
        self._tagger = Tagger()
        self._calibration = Calibration.load()

    def find(self, annotated: Annotated, least: float = SURE_ENOUGH) -> list[Attribution]:
        """The attributions of a document whose confidence is `least` or more, in order of their cues."""
        found = [
            replace(signed, attribution=replace(signed.attribution, confidence=self._confidence(signed)))
            for signed in self.weigh(annotated)
        ]
        sure = [signed for signed in found if signed.attribution.confidence >= least]
        told = [signed for signed in sure if self._tells(annotated, signed.attribution)]
        once = [_with_condition(annotated, signed.attribution) for signed in said_once(told, self._denies)]
        return share_clauses(once, self._telling, self._commits)

    def weigh(self, annotated: Annotated) -> list[Signed]:
        """Everything that a rule finds or the tagger marks, with what speaks for it; no confidence is set."""
        rules = self.by_rule(annotated)
        return combine(annotated, rules, self._tagger.tag(annotated, rules), self._telling)

    def _confidence(self, signed: Signed) -> float:
        fitted = self._calibration.confidence(signed.signs)
        return max(fitted, _BEYOND) if signed.beyond else fitted

    def by_rule(self, annotated: Annotated) -> list[Attribution]:
        """What the rules alone find, in order of the cues; no confidence is set."""
        found = [
            *find_verb_attributions(annotated.parse, self._frames),
            *find_phrase_attributions(annotated.parse, self._lexicon),
            *find_laid_out(annotated, self._lexicon),
        ]
        found = self._mending.mend(found, annotated.parse.text)
        found.sort(key=_by_place)
        complete = attribute_quotes(annotated, found, self._lexicon, self._speech)
        told = [a for a in complete if self._tells(annotated, a)]
        return sorted(told, key=_by_place)

    def _commits(self, attribution: Attribution) -> Factuality:
        """How the cue commits its source to the content, whatever that says."""
        return self._commitment.factuality(attribution.lemma, attribution.cue, (), "")

    def _denies(self, attribution: Attribution) -> bool:
        """Whether the cue commits its source to the content's being false."""
        return self._commits(attribution).denied

    def answers(self, attribution: Attribution) -> bool:
        """Whether the cue denies its content or calls it something."""
        return self._denies(attribution) or attribution.lemma in self._calling

    def _tells(self, annotated: Annotated, attribution: Attribution) -> bool:
        """Whether an attribution is worth keeping: it says something, and not just why a source is unnamed."""
        if not attribution.content or is_done(attribution) or is_no_word(attribution):
            return False
        if not self._commitment.denies(attribution.lemma) and not _says_something(annotated, attribution):
            return False
        if _says_when(annotated, attribution):
            return False
        return not self._withholds_name(annotated.document.text, attribution) and not self._only_seems(attribution)

    def _only_seems(self, attribution: Attribution) -> bool:
        """Whether it is but said how something seems that can't speak: "the story seems to be dead"."""
        if not attribution.cue or attribution.cue[-1].lemma_.lower() not in self._raising:
            return False
        return not attribution.source or not self._animacy.may_be_cited(head_of(attribution.source))

    def _withholds_name(self, text: str, attribution: Attribution) -> bool:
        """Whether it only says why a source is unnamed: "who asked not to be named"; not so where that is said of
        somebody in the content ("said a clerk who asked not to be named was paid").
        """
        cue, content = attribution.cue, text[attribution.content[0].start : attribution.content[-1].end]
        words = f"{' '.join(t.text for t in cue)} {content}".lower().replace("’", "'").replace(" n't", "n't")
        if len(words) >= _SHORT:
            return False
        places = (words.find(phrase) for phrase in self._unnamed if phrase in words)
        return any(not _OF_ANOTHER.search(words, 0, place) for place in places)


def _with_condition(annotated: Annotated, attribution: Attribution) -> Attribution:
    """The attribution, its content with the word that makes it a condition: "If" of "If the gate is open, he said"."""
    first = next(iter(tokens_in(annotated.parse, attribution.content[:1])), None)
    opening = annotated.parse[first.i - 1] if first is not None and first.i else None
    if first is None or opening is None or opening.lower_ not in _CONDITIONS or not opening.is_sent_start:
        return attribution
    return replace(attribution, content=(Span(opening.idx, attribution.content[0].end), *attribution.content[1:]))


def _by_place(attribution: Attribution) -> tuple[int, str]:
    return attribution.cue[0].i, attribution.frame.value


def _says_something(annotated: Annotated, attribution: Attribution) -> bool:
    """Whether a content is more than a pronoun or a particle."""
    return any(t.pos_ in _CONTENT_WORDS for t in tokens_in(annotated.parse, attribution.content))


def _says_when(annotated: Annotated, attribution: Attribution) -> bool:
    """Whether a content is but a time: "for years" of "had complained for years"."""
    times = [mention.span for mention in annotated.times]
    words = [t for t in tokens_in(annotated.parse, attribution.content) if t.pos_ not in ("ADP", "PUNCT", "DET")]
    quoted = attribution.frame in (Frame.QUOTE, Frame.SPEAKER)
    return not quoted and bool(words) and all(any(s.start <= t.idx < s.end for s in times) for t in words)


def _spellings(verbs: frozenset[str]) -> frozenset[str]:
    """`verbs` with the -ise spelling of those that end in -ize."""
    return verbs | {f"{verb[:-3]}ise" for verb in verbs if verb.endswith("ize")}


def _frames(lexicon: Lexicon) -> dict[str, frozenset[Frame]]:
    """Verb lemma → the frames in which it is a cue."""
    by_verb: dict[str, set[Frame]] = {}
    for frame in _VERB_FRAMES:
        for lemma in _spellings(lexicon.words("frames", frame.value)):
            by_verb.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(frames) for lemma, frames in by_verb.items()}
