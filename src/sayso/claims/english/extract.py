"""From annotated English text to claims: finds attributions, resolves them, and puts the claims together.

Invariant: every claim's words cut back out of the document's text, and no claim is given twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.chains import (
    cited_at_end,
    cited_by,
    cited_source,
    is_outlet_itself,
    outlet_link,
    quoter_of,
    relays,
)
from sayso.claims.english.clauses import find_verb_attributions, trimmed
from sayso.claims.english.commitment import Commitment
from sayso.claims.english.own import find_own_assertions
from sayso.claims.english.phrases import find_phrase_attributions
from sayso.claims.english.responses import link_responses
from sayso.claims.english.sources import Resolver
from sayso.claims.english.speakers import find_speakers
from sayso.claims.english.speech import attribute_quotes
from sayso.claims.gist import gist_of
from sayso.claims.times import event_time_of, said_at_of
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import Claim, Form, Link, Source, SourceKind, Span, Words, claim_id, words_at
from sayso.reading import Annotated

__all__ = ["EnglishExtractor"]

_LISTS = ("cues", "commitment", "evidence", "frames", "hedges", "places", "responses", "sources")
_VERB_FRAMES = (
    Frame.CLAUSE,
    Frame.PARENTHESIS,
    Frame.INFINITIVE,
    Frame.OBJECT,
    Frame.PREPOSITION,
    Frame.SUBJECT,
)
_CONFIDENCE: Mapping[Frame, float] = {
    Frame.CLAUSE: 0.85,
    Frame.QUOTE: 0.95,
    Frame.PARENTHESIS: 0.82,
    Frame.INFINITIVE: 0.59,
    Frame.OBJECT: 0.62,
    Frame.PREPOSITION: 0.39,
    Frame.SUBJECT: 0.56,
    Frame.ACCORDING: 0.83,
    Frame.NOUN: 0.8,
    Frame.ADVERB: 0.7,
    Frame.SPEAKER: 0.7,
}
_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "NUM", "ADJ", "ADV", "INTJ"})
_TIMELESS = (Frame.ACCORDING, Frame.ADVERB, Frame.NOUN)  # cues that take no time of their own
_NEAR = 40  # attributions back among which the one that holds another's cue is looked for
_GIST = 200  # words of a content from which its gist is taken
_SHORT = 90  # characters: longer contents say more than that a name is withheld
_OWN_CONFIDENCE = 0.5


_Relayed = tuple[list[Sequence[Token]], Attribution]


class EnglishExtractor:
    """The rules of English attribution with their word lists loaded."""

    def __init__(self) -> None:
        self._lexicon: Lexicon = load_lexicon("en", *_LISTS)
        self._frames = _frames(self._lexicon)
        self._speech = _spellings(self._lexicon.words("frames", "quote"))
        self._unnamed = self._lexicon.words("sources", "unnamed-phrase")
        self._commitment = Commitment(self._lexicon)

    def extract(self, annotated: Annotated) -> tuple[Claim, ...]:
        """All claims of a document, attributed ones and the outlet's own, in order of their places."""
        relayed = [self._relayed(annotated, attribution) for attribution in self._attributions(annotated)]
        claims = {claim.id: claim for claim in self._attributed(annotated, relayed)}
        for content in find_own_assertions(annotated, [inner for _, inner in relayed]):
            claim = self._claim(annotated, Attribution(Frame.SPEAKER, "", (), (), content), None, ())
            claims.setdefault(claim.id, claim)
        ordered = sorted(claims.values(), key=lambda c: (c.content.start, c.content.end, c.id))
        return tuple(link_responses(annotated, ordered, self._lexicon))

    def _attributions(self, annotated: Annotated) -> list[Attribution]:
        found = [
            *find_verb_attributions(annotated.parse, self._frames),
            *find_phrase_attributions(annotated.parse, self._lexicon),
            *find_speakers(annotated, self._lexicon),
        ]
        found.sort(key=lambda a: (a.cue[0].i if a.cue else -1, a.frame.value))
        complete = attribute_quotes(annotated, found, self._speech)
        told = [a for a in complete if self._tells(annotated, a)]
        return sorted(told, key=lambda a: (a.cue[0].i, a.frame.value))

    def _tells(self, annotated: Annotated, attribution: Attribution) -> bool:
        """Whether an attribution is worth keeping: it says something, and not just why a source is unnamed."""
        if not attribution.content:
            return False
        if not self._commitment.denies(attribution.lemma) and not _says_something(annotated, attribution):
            return False
        return not self._withholds_name(annotated.document.text, attribution)

    def _withholds_name(self, text: str, attribution: Attribution) -> bool:
        """Whether it only says why a source is unnamed: "who asked not to be named"."""
        words = f"{attribution.cue[-1].text} {text[attribution.content[0].start : attribution.content[-1].end]}".lower()
        return len(words) < _SHORT and any(phrase in words for phrase in self._unnamed)

    def _attributed(self, annotated: Annotated, relayed: Iterable[_Relayed]) -> Iterator[Claim]:
        resolver = Resolver(annotated, self._lexicon)
        chains: list[tuple[Attribution, tuple[Link, ...]]] = []
        for through, inner in relayed:
            between = [resolver.resolve(words) for words in through]
            source = resolver.resolve(inner.source) if inner.source else None
            own_voice = source is not None and is_outlet_itself(annotated.document, source.name, source.text)
            links = _links(annotated, inner, between, None if own_voice else source, chains)
            chains.append((inner, links))
            yield self._claim(annotated, inner, source, links)

    def _relayed(self, annotated: Annotated, attribution: Attribution) -> _Relayed:
        """Who passes the word on, outermost first, and the attribution with its innermost source."""
        cited = cited_source(attribution, self._lexicon)
        content = attribution.content
        if not cited:
            closing = cited_at_end(tokens_in(annotated.parse, content), self._lexicon)
            if closing is not None and cited_by(closing):
                cited = cited_by(closing)
                content = trimmed(subtract(content, [Span(closing.idx, content[-1].end)]), annotated.document.text)
        words = tuple(cited) or attribution.source
        passed_on = relays(words, self._lexicon) or quoter_of(attribution)
        through: list[Sequence[Token]] = [t for t in ((attribution.source if cited else ()), passed_on) if t]
        return through, replace(attribution, source=words, content=content or attribution.content)

    def _claim(
        self, annotated: Annotated, attribution: Attribution, source: Source | None, links: tuple[Link, ...]
    ) -> Claim:
        document, text = annotated.document, annotated.document.text
        content = words_at(text, attribution.content)
        cue = words_at(text, spans_of(attribution.cue)) if attribution.cue else None
        sentence = _sentence(annotated, attribution)
        hedges = self._commitment.hedges(text, content.spans)
        tokens = tokens_in(annotated.parse, content.spans)
        published = document.published_on
        spoken = cue.spans if cue and attribution.frame not in _TIMELESS else ()
        return Claim(
            id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), content.spans),
            document=document.id,
            form=_form(annotated, content),
            source=source,
            cue=cue,
            content=content,
            sentence=sentence,
            chain=links or (outlet_link(document),),
            factuality=self._commitment.factuality(attribution.lemma, attribution.cue, hedges, text),
            hedges=hedges,
            evidence=self._commitment.evidence(text, [sentence]),
            said_at=said_at_of(spoken, sentence, content.spans, annotated.times, published),
            event_time=event_time_of(content.spans, sentence, annotated.times, published, cue=spoken),
            confidence=_CONFIDENCE[attribution.frame] if attribution.cue else _OWN_CONFIDENCE,
            gist=gist_of(_matter(tokens)[:_GIST], tokens[0].sent),
        )


def _says_something(annotated: Annotated, attribution: Attribution) -> bool:
    """Whether a content is more than a pronoun or a particle."""
    return any(t.pos_ in _CONTENT_WORDS for t in tokens_in(annotated.parse, attribution.content))


def _matter(tokens: list[Token]) -> list[Token]:
    """The words that say what is claimed first: of "the board of hiding the report" what stands after "of", of "that A
    and that B" what stands before "and". A gist of both would make one of two matters.
    """
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])
    if top.pos_ in ("VERB", "AUX"):
        further = {t for c in top.conjuncts if c.i > top.i and _stands_alone(c) for t in c.subtree}
        return [t for t in tokens if t not in further]
    deed = next((t for t in tokens if t.dep_ == "pcomp" and t.tag_ == "VBG" and t.head.lower_ == "of"), None)
    return [t for t in tokens if t == deed or deed.is_ancestor(t)] if deed is not None else tokens


def _stands_alone(clause: Token) -> bool:
    """Whether a coordinated clause has a subject of its own."""
    subjects = ("nsubj", "nsubjpass", "expl")
    return clause.pos_ in ("VERB", "AUX") and any(c.dep_ in subjects for c in clause.children)


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


def _links(
    annotated: Annotated,
    attribution: Attribution,
    between: Iterable[Source],
    source: Source | None,
    earlier: Sequence[tuple[Attribution, tuple[Link, ...]]],
) -> tuple[Link, ...]:
    """The chain of an attribution: what it is nested in, who passes it on, its own source."""
    outer = _nest(attribution, earlier) or (outlet_link(annotated.document),)
    if source is not None and not between and len(outer) == 1:
        outer = _known(source, earlier) or outer
    own = [s for s in between if not is_outlet_itself(annotated.document, s.name, s.text)]
    added = [Link(s.name, s.kind) for s in (*own, *([source] if source else []))]
    chain = list(outer)
    for link in added:
        known = next((n for n, one in enumerate(chain) if one.name == link.name), len(chain))
        chain = [*chain[:known], link]
    return tuple(chain)


def _known(source: Source, earlier: Sequence[tuple[Attribution, tuple[Link, ...]]]) -> tuple[Link, ...] | None:
    """The chain by which the document named this unnamed source, document or recording before."""
    if source.kind not in (SourceKind.DOCUMENT, SourceKind.RECORDING, SourceKind.ANONYMOUS):
        return None
    return next((links[:-1] for _, links in earlier if links[-1].name == source.name and len(links) > 2), None)


def _nest(attribution: Attribution, earlier: Sequence[tuple[Attribution, tuple[Link, ...]]]) -> tuple[Link, ...] | None:
    """The chain of the attribution in whose content this one's cue stands."""
    if not attribution.cue:
        return None
    place = attribution.cue[0].idx
    for outer, links in earlier[: -_NEAR - 1 : -1]:
        if outer.source and any(s.start <= place < s.end for s in outer.content):
            return links
    return None


def _sentence(annotated: Annotated, attribution: Attribution) -> Span:
    """From the start of the first to the end of the last sentence that cue and content touch first."""
    first: Token = attribution.cue[0] if attribution.cue else tokens_in(annotated.parse, attribution.content)[0]
    sentence = first.sent
    return Span(sentence.start_char, sentence.end_char)


def _form(annotated: Annotated, content: Words) -> Form:
    """Direct where all the content is quoted, mixed where some is, indirect where none is."""
    quoted = sum(
        max(0, min(span.end, q.span.end) - max(span.start, q.span.start))
        for span in content.spans
        for q in annotated.quotes
        if q.span.overlaps(span)
    )
    total = sum(span.end - span.start for span in content.spans)
    if quoted >= total - 2:
        return Form.DIRECT
    return Form.MIXED if quoted else Form.INDIRECT
