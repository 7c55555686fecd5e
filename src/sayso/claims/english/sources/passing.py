"""Who passes a word on: the outlets, documents and people between the publishing outlet and the one whose word it is.

Stands after attributions are found and before sources are resolved. Invariant: what is cited ("citing a memo") is the
source of the claim beside it, never a content, and nobody is both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, subtract, tokens_in
from sayso.claims.english.parsed.clauses import noun_phrase, subject_of, trimmed
from sayso.claims.english.sources.animacy import Animacy
from sayso.claims.english.sources.naming import head_of
from sayso.claims.english.sources.venues import Venues
from sayso.lexicon import Lexicon
from sayso.model import SourceKind, Span
from sayso.reading import Annotated

__all__ = ["Passed", "Passer", "Passing"]

_Phrase = tuple[Token, ...]
_OUTLET = frozenset({SourceKind.OUTLET})
_RELATIVE = frozenset({"WDT", "WP"})
_REFUSALS = frozenset({"decline", "refuse", "fail"})


@dataclass(frozen=True, slots=True)
class Passer:
    """The words for one who passes a word on; where `kinds` are given, only if it proves to be one of them."""

    words: _Phrase
    kinds: frozenset[SourceKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Passed:
    """An attribution to the one whose word it is, and who passed it on, outermost first."""

    through: tuple[Passer, ...]
    attribution: Attribution


class Passing:
    """The words by which somebody passes a word on, ready to be asked of the attributions of one text after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._citing = lexicon.words("cues", "citing")
        self._cite = lexicon.words("cues", "cite")
        self._relaying = lexicon.words("cues", "relaying")
        self._handing = lexicon.words("cues", "handing")
        self._insiders = lexicon.words("sources", "anonymous") | lexicon.words("cues", "insider")
        self._animacy = Animacy(lexicon)
        self._venues = Venues(lexicon)

    def trace(self, annotated: Annotated, attributions: Sequence[Attribution]) -> list[Passed]:
        """Each of `attributions` led to its innermost source; those that only name a link of another are left out."""
        used: set[int] = set()
        passed = [self._passed(annotated, a, used) for a in attributions]
        sourced = {p.attribution.cue[-1].i for p in passed if p.attribution.source}
        kept: dict[tuple[int, ...], Passed] = {}
        for one in passed:
            cue = one.attribution.cue
            if self._only_links(one.attribution, used) or (not one.attribution.source and cue[-1].i in sourced):
                continue
            kept.setdefault((*(t.i for t in cue), *(n for span in one.attribution.content for n in span)), one)
        return list(kept.values())

    def _only_links(self, attribution: Attribution, used: set[int]) -> bool:
        """Whether a cue is but "quoting X" or "quoted in X", which say no more than who passes a word on."""
        verb = attribution.cue[-1] if attribution.cue else None
        if verb is None or attribution.frame is Frame.QUOTE:
            return False
        if verb.i in used:
            return True
        if verb.lemma_.lower() in self._handing and attribution.frame in (Frame.SUBJECT, Frame.OBJECT):
            return self._only_passes(verb)
        participle = verb.tag_ == "VBG" and verb.lower_ in self._citing and verb.dep_ != "pcomp"
        placed = attribution.frame is Frame.PREPOSITION and verb.tag_ == "VBN" and verb.dep_ == "acl"
        return participle or (placed and verb.lemma_.lower() in self._relaying)

    def _only_passes(self, verb: Token) -> bool:
        """Whether a document or a recording is only handed on: "posted a video", "the memo was released"."""
        things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        return bool(things) and all(self._animacy.is_thing(t) for t in things)

    def _passed(self, annotated: Annotated, attribution: Attribution, used: set[int]) -> Passed:
        refused = attribution.lemma in _REFUSALS
        citing = None if refused else self._citing_beside(attribution) or self._citing_within(annotated, attribution)
        cited = _object(citing) if citing is not None and self._names_source(citing) else []
        content = attribution.content
        aside = self._reporting_aside(annotated, attribution)
        if aside is not None:
            used.add(aside.i)
        if citing is not None:
            used.add(citing.i)
            end = max(t.idx + len(t.text) for t in (citing, *_object(citing)))
            content = trimmed(subtract(content, [Span(citing.idx, end)]), annotated.document.text) or content
        words = tuple(cited) or attribution.source
        passers = [Passer(phrase, kinds) for phrase, kinds in self._venues.of(attribution)]
        own = (
            tuple(t for t in attribution.source if citing is None or t.i < citing.i or t.i > cited[-1].i)
            if cited
            else ()
        )
        passers += [Passer(own)] if own else []
        passers += [Passer(tuple(subject_of(aside)))] if aside is not None else []
        passers += [*self._relays(attribution, words), *self._keepers(words)]
        return Passed(tuple(p for p in passers if p.words), replace(attribution, source=words, content=content))

    def _citing_beside(self, attribution: Attribution) -> Token | None:
        """The verb by which the source names whom it cites itself: ", citing X", "which cited X"."""
        for anchor in (*attribution.cue, *attribution.source):
            for child in anchor.children:
                participle = child.tag_ == "VBG" and child.lower_ in self._citing
                if (participle or self._cites(child)) and self._names_source(child):
                    return child
        return None

    def _reporting_aside(self, annotated: Annotated, attribution: Attribution) -> Token | None:
        """The verb of an ", as X reported," between a cue and its content: who says so passes the word on."""
        content = tokens_in(annotated.parse, attribution.content[:1])
        verb = attribution.cue[-1]
        between = list(verb.doc[verb.i + 1 : content[0].i]) if content and attribution.source else []
        opened = next((t for t in between if t.lower_ == "as" and t.dep_ == "mark"), None)
        if opened is None or opened.head not in between or opened.head.lemma_.lower() not in self._relaying:
            return None
        return opened.head if any(c.dep_ == "nsubj" for c in opened.head.children) else None

    def _citing_within(self, annotated: Annotated, attribution: Attribution) -> Token | None:
        """The participle of a ", citing …" in the content, before or behind it in its sentence, outside quotations."""
        content = tokens_in(annotated.parse, attribution.content)
        if not content:
            return None
        cue, first = attribution.cue[-1], content[0]
        before = list(first.doc[cue.i + 1 : first.i]) if first.sent.start <= cue.i < first.i else []
        quoted = [q.inner for q in annotated.quotes]
        for token in reversed([*before, *content, *self._behind(content[-1])]):
            if token.lower_ in self._citing and token.tag_ == "VBG" and token.i > 0 and token.nbor(-1).text == ",":
                inside = any(q.start <= token.idx < q.end for q in quoted)
                return token if not inside and token.head.dep_ != "relcl" else None
        return None

    def _behind(self, last: Token) -> list[Token]:
        """The words behind a content up to the next verb, which would be somebody else's."""
        words = list(last.doc[last.i + 1 : last.sent.end])
        end = next((n for n, t in enumerate(words) if t.pos_ in ("VERB", "AUX") and t.lower_ not in self._citing), None)
        return words[:end]

    def _cites(self, clause: Token) -> bool:
        """Whether a relative clause says whom its noun cites: "the paper, which quoted a diver"."""
        if clause.dep_ != "relcl" or clause.lemma_.lower() not in self._cite:
            return False
        return any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in clause.children)

    def _names_source(self, verb: Token) -> bool:
        """Whether a source is cited, and not a reason: not so in "citing ill health"."""
        named = next((c for c in verb.children if c.dep_ in ("dobj", "pobj")), None)
        return named is not None and self._animacy.may_be_cited(named)

    def _relays(self, attribution: Attribution, source: _Phrase) -> Iterator[Passer]:
        """Who passes the source's word on: the agents of "quoted by", "leaked to X by Y", "a memo that X published"."""
        yield from (Passer(phrase) for phrase in _quoters(attribution))
        cues = attribution.cue if attribution.frame is Frame.NOUN else ()
        occasions = (t for t in source if self._venues.is_occasion(t))
        for word, kinds in (place for t in occasions for place in self._venues.of_occasion(t)):
            yield Passer(_to_comma(noun_phrase(word)), kinds & _OUTLET)
        for token in (*source, *cues):
            beside = [c for c in token.children if c.i > token.i and c.dep_ in ("amod", "appos", "acl")]
            for child in (c for t in (token, *beside) for c in t.children):
                if child.i > token.i and child.lemma_.lower() in self._relaying:
                    yield from self._relayers(child, source)

    def _relayers(self, verb: Token, source: _Phrase) -> Iterator[Passer]:
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in _RELATIVE), None)
        if verb.tag_ == "VBN" and subject is None:
            places = [_named(c) for c in verb.children if c.lower_ in ("to", "in", "on")]
            agents = [_named(c) for c in verb.children if c.dep_ == "agent" or c.lower_ == "by"]
            yield from (Passer(phrase, _OUTLET) for phrase in places if phrase)
            yield from (Passer(phrase) for phrase in agents or _agent_behind(source) if phrase)
        elif verb.dep_ == "relcl" and subject is not None and self._animacy.is_named_speaker(subject):
            yield Passer(tuple(noun_phrase(subject)))

    def _keepers(self, source: _Phrase) -> Iterator[Passer]:
        """The outlet whose own source speaks: "the Courier's man in the ministry", "an insider of the channel", and in
        which somebody speaks: "one unnamed guard in the Courier".
        """
        head = head_of(source) if source else None
        if head is not None and head.pos_ == "NOUN" and self._animacy.may_speak(head):
            places = (c for c in head.children if c.dep_ == "prep" and c.lower_ == "in" and c.i > head.i)
            yield from (Passer(_named(place), _OUTLET) for place in places)
        for noun in source:
            if noun.lower_ in self._insiders:
                owners = [c for c in noun.children if c.dep_ == "poss"]
                owners += [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
                for owner in owners:
                    yield Passer(tuple(t for t in noun_phrase(owner) if t.tag_ != "POS" and t != noun), _OUTLET)


def _agent_behind(source: _Phrase) -> list[_Phrase]:
    """The "by X" that follows a source right away, where marks or the parse part it from "leaked"."""
    if not source:
        return []
    behind = source[-1].doc[source[-1].i + 1 : source[-1].sent.end]
    following = next((t for t in behind if t.is_alpha), None)
    return [_named(following)] if following is not None and following.lower_ == "by" else []


def _quoters(attribution: Attribution) -> Iterator[_Phrase]:
    """Who quotes the source in "X quoted her as saying" and "she was quoted by X as saying"."""
    for token in attribution.cue:
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            governor = token.head.head
            subject = next((c for c in governor.children if c.dep_ == "nsubj"), None)
            agents = [_named(c) for v in (governor, token) for c in v.children if c.lower_ in ("by", "in")]
            phrase = tuple(noun_phrase(subject)) if subject is not None else next((a for a in agents if a), ())
            if phrase and phrase != attribution.source:
                yield phrase


def _object(verb: Token) -> list[Token]:
    """Whom "citing" or "quoting" names."""
    cited = next((c for c in verb.children if c.dep_ in ("dobj", "pobj")), None)
    return noun_phrase(cited) if cited is not None else []


def _named(preposition: Token) -> _Phrase:
    objects = (c for c in preposition.children if c.dep_ == "pobj" and not c.like_num)
    named = next((c for c in objects if any(ch.isalpha() for ch in c.text)), None)
    return _to_comma(noun_phrase(named)) if named is not None and named.tag_ not in _RELATIVE else ()


def _to_comma(phrase: list[Token]) -> _Phrase:
    """A phrase without what is set beside it: in "quoted by the Courier, Pavel Orr," who is quoted follows."""
    end = next((n for n, t in enumerate(phrase) if t.text == "," and n > 0), len(phrase))
    return tuple(phrase[:end])
