"""From annotated English text to claims: finds attributions, resolves them, and puts the claims together.

Invariant: every claim's words cut back out of the document's text, and no claim is given twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame, spans_of, subtract, tokens_in
from sayso.claims.english.assertions import share_times, split_assertions, with_shared_subject
from sayso.claims.english.commitment import Commitment
from sayso.claims.english.corrected import Places, as_corrected, kept_as
from sayso.claims.english.dating import Dating, spoken_anew
from sayso.claims.english.evidence import EvidenceFinder
from sayso.claims.english.factuality.standing import Standing, with_links
from sayso.claims.english.finding import SURE_ENOUGH, Finder
from sayso.claims.english.hollow import without_answered
from sayso.claims.english.own import find_own_assertions, find_tracings
from sayso.claims.english.parsed.verdicts import refuting, with_refutals
from sayso.claims.english.responses import link_responses
from sayso.claims.english.retold import Retold
from sayso.claims.english.sources.chains import Resolved, build_chains, is_named, is_outlet_itself, outlet_link
from sayso.claims.english.sources.passing import Passed, Passing
from sayso.claims.english.sources.resolver import Resolver
from sayso.claims.english.sources.unnamed import settled
from sayso.claims.english.vectors import with_senses
from sayso.claims.gist import gist_of
from sayso.claims.places import find_places, places_within
from sayso.claims.quantities import numbers_of
from sayso.claims.times import Bearing, event_time_of, said_at_of
from sayso.lexicon import Lexicon, load_lexicon
from sayso.model import Claim, Form, Interval, Link, Source, Span, Timex, Words, claim_id, words_at
from sayso.reading import Annotated
from sayso.reading.english.times import TimeMention

__all__ = ["EnglishExtractor"]

_LISTS = (
    *("attitudes", "cues", "commitment", "courses", "dating", "evidence", "factuality", "frames", "genders", "hedges"),
    *("labels", "localities", "places", "predicates", "responses", "sources", "veridicality"),
)
_TIMELESS = (Frame.ACCORDING, Frame.ADVERB, Frame.NOUN, Frame.VERDICT)  # cues that take no time of their own
_GIST = 200  # words of a content from which its gist is taken
_OWN_CONFIDENCE = 0.5

_Sourced = tuple[Attribution, Source | None, tuple[Link, ...]]


class EnglishExtractor:
    """Everything that makes claims of English text, with its word lists and the tagger loaded."""

    def __init__(self) -> None:
        self._lexicon: Lexicon = load_lexicon("en", *_LISTS)
        self.finder = Finder(self._lexicon)
        self._commitment = Commitment(self._lexicon)
        self._standing = Standing(self._lexicon)
        self._evidence = EvidenceFinder(self._lexicon)
        self._passing = Passing(self._lexicon)
        self._dating = Dating(self._lexicon)
        self._refuting = self._lexicon.words("attitudes", "refuted")
        self._retold = Retold(self._lexicon)
        self._tracing = self._lexicon.words("cues", "origin-verb")

    def extract(self, annotated: Annotated, least: float = SURE_ENOUGH, *, apart: bool = False) -> tuple[Claim, ...]:
        """All claims of a document, attributed ones that are at least so sure and the outlet's own, in order of their
        places. With `apart` each assertion of a content is a claim of its own, and a report that somebody answers none.
        """
        found = self.finder.find(annotated, least)
        if apart:
            found = with_refutals(without_answered(found, self.finder.answers), self._refuting)
        passed = self._passing.trace(annotated, self._commitment.whole(found))
        sourced = list(self._attributed(annotated, passed, apart=apart))
        told = [attribution for attribution, _, _ in sourced]
        told += [one.attribution for one in passed if refuting(one.attribution, self._refuting) is not None]
        own = chain(find_own_assertions(annotated, told), find_tracings(annotated, told, self._tracing))
        voiced = ((Attribution(Frame.SPEAKER, "", (), (), c, _OWN_CONFIDENCE), None, ()) for c in own)
        claims: dict[str, Claim] = {}
        for attribution, source, links in chain(sourced, voiced):
            each = _each(annotated, attribution) if apart else (attribution,)
            whole = attribution.content
            for claim in share_times([self._claim(annotated, one, source, links, whole) for one in each]):
                claims.setdefault(claim.id, claim)
        told_when = self._retold.with_days(annotated, list(claims.values()))
        ordered = sorted(told_when, key=lambda c: (c.content.start, c.content.end, c.id))
        places = find_places(annotated.parse, self._lexicon)
        placed = [replace(c, places=places_within(places, c.content.spans)) for c in ordered]
        linked = link_responses(annotated, self._evidence.link(annotated, placed), self._lexicon)
        return tuple(map(with_links, linked))

    def correct(self, annotated: Annotated, claim: Claim, places: Places) -> Claim:
        """One of a document's claims, with its words where a person says that they are."""
        known = self._commitment.whole(self.finder.find(annotated, 0.0))
        attribution, source, links = as_corrected(annotated, claim, places, known, self._lexicon)
        made = with_links(self._claim(annotated, attribution, source, links, attribution.content))
        located = places_within(find_places(annotated.parse, self._lexicon), made.content.spans)
        whole = replace(made, places=located, cue=words_at(annotated.document.text, places.cue) if places.cue else None)
        return kept_as(whole, claim, moved=places.content != claim.content.spans)

    def _attributed(self, annotated: Annotated, passed: Iterable[Passed], *, apart: bool) -> Iterator[_Sourced]:
        """Attributions with sources and chains; with `apart` what the outlet itself says by a cue has no source."""
        resolver = Resolver(annotated, self._lexicon)
        resolved = settled([_resolved(resolver, one) for one in passed])
        for one, links in zip(resolved, build_chains(annotated.document, resolved), strict=True):
            source = one.source
            itself = source is not None and is_outlet_itself(annotated.document, source.name, source.text)
            if not (apart and itself and len(links) == 1):
                yield one.attribution, source, links
            elif refuting(one.attribution, self._refuting) is None and _is_own(
                one.attribution, [other.attribution for other in resolved if other is not one]
            ):
                yield one.attribution, None, links

    def _claim(
        self,
        annotated: Annotated,
        attribution: Attribution,
        source: Source | None,
        links: tuple[Link, ...],
        whole: tuple[Span, ...],
    ) -> Claim:
        """The claim of an attribution, whose content is `whole` or one assertion of it."""
        document, text = annotated.document, annotated.document.text
        content = words_at(text, attribution.content)
        itself = source is None and bool(attribution.source)  # the outlet, which needs no cue for its own word
        cue = words_at(text, spans_of(attribution.cue)) if attribution.cue and not itself else None
        sentence = _sentence(annotated, attribution)
        tokens = tokens_in(annotated.parse, content.spans)
        hedges = self._commitment.hedges(text, content.spans, tokens)
        spoken = cue.spans if cue and attribution.frame not in _TIMELESS else ()
        said, event, dates = self._times(annotated, attribution, sentence, spoken, subtract(whole, content.spans))
        claim = Claim(
            id=claim_id(document.id, source.spans if source else (), cue.spans if cue else (), content.spans),
            document=document.id,
            form=_form(annotated, content),
            source=source,
            cue=cue,
            content=content,
            sentence=sentence,
            chain=links or (outlet_link(document),),
            factuality=self._commitment.of(attribution, hedges, text, tokens),
            hedges=hedges,
            evidence=(),
            said_at=said,
            event_time=event,
            confidence=attribution.confidence,
            gist=with_senses(gist_of(with_shared_subject(tokens)[:_GIST], tokens[0].sent)),
            numbers=numbers_of(tokens, text),
            dates=dates,
        )
        return self._standing.of(claim, annotated, attribution, tokens)

    def _times(
        self,
        annotated: Annotated,
        attribution: Attribution,
        sentence: Span,
        spoken: tuple[Span, ...],
        beside: tuple[Span, ...],
    ) -> tuple[Interval | None, Interval | None, tuple[Timex, ...]]:
        """When it was said, when what is claimed happens, and the words that tell either; not those that stand in
        `beside`, the other assertions of the same content.
        """
        content, text, published = attribution.content, annotated.document.text, annotated.document.published_on
        reach = Span(min(sentence.start, content[0].start), max(sentence.end, content[-1].end))
        near: Sequence[TimeMention] = [mention for mention in annotated.times if reach.holds(mention.span)]
        near = [mention for mention in near if not any(span.overlaps(mention.span) for span in beside)]
        if not near:
            return said_at_of((), sentence, (), (), published), None, ()
        words = tokens_in(annotated.parse, content)
        bearings = self._dating.bearings(annotated.parse, words, attribution.cue, near)
        said = said_at_of(spoken, sentence, content, near, published, bearings)
        dates = tuple(_timex(text, mention) for mention in near if bearings[mention] is not Bearing.ASIDE)
        if published is not None:
            near = spoken_anew(text, reach, content, near, published, said)
            bearings = {new: bearings[old] for new, old in zip(near, bearings, strict=True)}
        return said, event_time_of(content, sentence, near, published, cue=spoken, bearings=bearings), dates


def _timex(text: str, mention: TimeMention) -> Timex:
    return Timex(text[mention.span.start : mention.span.end], (mention.span,), mention.value)


def _each(annotated: Annotated, attribution: Attribution) -> Iterator[Attribution]:
    """The attribution once for each assertion of its content."""
    for part in split_assertions(annotated.parse, attribution.content, annotated.parse.text):
        yield replace(attribution, content=part)


def _resolved(resolver: Resolver, passed: Passed) -> Resolved:
    """Who is meant: those who pass the word on, and the one whose word it is."""
    named = [(p.kinds, resolver.identify(p.words) if p.kinds else resolver.resolve(p.words)) for p in passed.through]
    source = resolver.resolve(passed.attribution.source) if passed.attribution.source else None
    fitting = (s for kinds, s in named if not kinds or (s.kind in kinds and is_named(s)))
    return Resolved(passed.attribution, source, tuple(fitting))


def _is_own(one: Attribution, others: Iterable[Attribution]) -> bool:
    """Whether the outlet's words ("we believe that") tell that something is so, and are no other source's: not so in
    "we note that the gate was open, says Holt" nor in "we do not comment on rumours".
    """
    spans = (*one.content, *spans_of(one.cue))
    tokens = tokens_in(one.cue[0].doc, one.content)
    held = any(o.source and all(any(c.holds(s) for c in o.content) for s in spans) for o in others)
    return any(t.pos_ in ("VERB", "AUX") for t in tokens) and not held


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
