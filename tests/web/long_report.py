"""An invented story with one report of 20,000 words and 800 claims, some of which three shorter reports have too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model import (
    Claim,
    Comparison,
    Document,
    Factuality,
    Form,
    Gist,
    Link,
    Metadata,
    Passage,
    Reuse,
    Source,
    SourceKind,
    Span,
    Stance,
    Standing,
    Statement,
    Story,
    Timing,
    claim_id,
    document_id,
    words_at,
)
from tests.dossier.making import day, entity, make_story, origin, proposition

__all__ = ["CLAIMS", "long_story"]

CLAIMS = 800
_SHARED = 100  # claims that each of the other reports has too
_FIRST = ("Aldren", "Brisca", "Corvin", "Delma", "Edric")
_LAST = ("Marsh", "Pole", "Quay", "Reed", "Sluice", "Tarn", "Vane", "Weir")
_FILLING = "Nobody wrote down what came of it."


@dataclass
class _Writing:
    """A text as it grows, with the places of sources, cues and contents in it."""

    text: str = ""
    places: list[tuple[Span, Span, Span]] = field(default_factory=list)

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def long_story(claims_of_it: int = CLAIMS) -> Story:
    """The story, with its propositions, what was said when, and wording taken from the long report."""
    long = _report("Weir Gazette", "2034-05-02", range(claims_of_it))
    others = [
        _report(f"Paper {number}", f"2034-05-{number + 3:02}", range(number, claims_of_it, claims_of_it // _SHARED))
        for number in range(3)
    ]
    reports = [long, *others]
    claims = [claim for _, told in reports for claim in told]
    by_words: dict[str, list[Claim]] = {}
    for claim in claims:
        by_words.setdefault(claim.content.text, []).append(claim)
    held = [
        proposition(words, Standing.SINGLE_ORIGIN, [origin("the same inspector", *told)], "one origin")
        for words, told in by_words.items()
    ]
    speakers: dict[str, list[Claim]] = {}
    for claim in claims:
        speakers.setdefault(claim.chain[-1].name, []).append(claim)
    entities = [entity(name, SourceKind.PERSON, told, "one name") for name, told in speakers.items()]
    source = {claim: e.id for e in entities for claim in e.claims}
    statements = [
        Statement(p.id, source[p.claims[0].claim], Stance.AFFIRMS, day("2034-05-02"), Timing.PUBLISHED, told)
        for p in held
        for told in [tuple(c.claim for c in p.claims)]
    ]
    comparison = Comparison(
        propositions=tuple(held),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        statements=tuple(statements),
        reuse=tuple(_reuse(long, copy) for copy in others),
    )
    return make_story([document for document, _ in reports], claims, comparison)


def _report(outlet: str, published: str, numbers: Iterable[int]) -> tuple[Document, list[Claim]]:
    written = _Writing()
    for count, number in enumerate(numbers):
        source = written.add(f"Inspector {_name(number % 40)}")
        cue = written.add(" said")
        content = written.add(f" that gate {number} of the weir had been opened by the crew of shift {number % 7}")
        written.places.append((source, Span(cue.start + 1, cue.end), Span(content.start + 6, content.end)))
        written.add(". ")
        written.add(_FILLING + ("\n\n" if count % 2 else " "))
    metadata = Metadata(f"The {outlet} on the weir", outlet, None, published, None, "en")
    document = Document(document_id(written.text, metadata), written.text, metadata, f"reports/{outlet}.txt")
    return document, list(_claims(document, written.places))


def _claims(document: Document, places: Sequence[tuple[Span, Span, Span]]) -> Iterator[Claim]:
    text, outlet = document.text, str(document.metadata.outlet)
    for source, cue, content in places:
        name = text[source.start : source.end]
        yield Claim(
            id=claim_id(document.id, (source,), (cue,), (content,)),
            document=document.id,
            form=Form.INDIRECT,
            source=Source(name, (source,), SourceKind.PERSON, name),
            cue=words_at(text, [cue]),
            content=words_at(text, [content]),
            sentence=Span(source.start, content.end + 1),
            chain=(Link(outlet, SourceKind.OUTLET), Link(name, SourceKind.PERSON)),
            factuality=Factuality.CERTAIN,
            hedges=(),
            evidence=(),
            said_at=None,
            event_time=None,
            confidence=0.9,
            gist=Gist(head="open", lemmas=("gate", "weir", "open", "crew", "shift"), senses=bytes(320)),
        )


def _reuse(original: tuple[Document, list[Claim]], copy: tuple[Document, list[Claim]]) -> Reuse:
    known = {claim.content.text: claim.content.spans[0] for claim in original[1]}
    passages = tuple(
        Passage(copy=Span(*claim.content.spans[0]), of=Span(*known[claim.content.text])) for claim in copy[1][:50]
    )
    return Reuse(copy[0].id, original[0].id, passages, "the same sentences in the same order")


def _name(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST)]}"
