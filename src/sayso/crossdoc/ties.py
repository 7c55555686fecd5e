"""What tracing origins needs of a whole story: who is who, who speaks for whom, who copied whom, who published when.

Made once a story, before propositions are put together. Invariant: it is read from documents and claims alone; no
proposition has a part in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.crossdoc.affiliations import Affiliations
from sayso.crossdoc.entities import Cast
from sayso.crossdoc.names import load_name_words
from sayso.crossdoc.words import plain_words, stem
from sayso.lexicon import load_lexicon
from sayso.model import Claim, Document, Reuse, Source, SourceKind

__all__ = ["Ties", "build_ties"]

_NAMED = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.PERSON, SourceKind.OUTLET})
_REPORTING = frozenset({"report", "reports", "reported", "reporting", "wrote", "writes", "published", "broadcast"})
_FIRST = frozenset({"i", "we"})
_IT = frozenset({"it", "this", "that", "them", "these", "those"})
_AT_PLACE = re.compile(r"\b(?:in|near|outside|across|throughout) ([A-Z]\w{2,})\b(?! [A-Z])")
_OTHERS = 1 / 3  # share of claims of others from which a body's documents are reports and not statements


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is who, who speaks for whom, the reuse of each copy, the documents of each outlet, and which are parties;
    `printed` holds the outlet of each claim whose source's words are an outlet's name, whole or cut short; `seats` the
    bodies that go by the name of a place alone, of which no list knows whether a state or the town that it is led from;
    `makers` who says somewhere to have made a recording or a document.
    """

    cast: Cast
    affiliations: Affiliations
    copies: Mapping[str, Sequence[Reuse]]
    outlets: Mapping[str, frozenset[str]]
    parties: frozenset[str]
    printed: Mapping[str, str]
    seats: frozenset[str] = frozenset()
    makers: Mapping[str, frozenset[SourceKind]] = field(default_factory=dict)

    def of_claim(self, claim: Claim) -> str | None:
        """The entity id of the claim's source; that of the outlet where the source's words are part of its name."""
        return self.printed.get(claim.id) or self.cast.of_claim(claim)

    def is_party(self, claim: Claim) -> bool:
        """Whether the claim's document speaks for a body that the story's reports cite, such as a press statement."""
        return self.cast.outlets.get(claim.document) in self.parties


def build_ties(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    reuse: Sequence[Reuse],
    cast: Cast,
    affiliations: Affiliations,
) -> Ties:
    """`Ties` of a story; a party is an outlet that is itself a source elsewhere, as a body and not as a publication."""
    copies: dict[str, list[Reuse]] = defaultdict(list)
    for one in reuse:
        copies[one.copy].append(one)
    published: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        ident = cast.outlets.get(document.id)
        if ident is not None:
            published[ident].add(document.id)
    printed = dict(_printed(documents, claims, cast))
    cited = _cited(claims, cast) | {body for bodies in affiliations.bodies.values() for body in bodies}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    parties = {
        ident
        for ident in (cited & published.keys()) - _publications(claims, cast, printed)
        if _speaks_for_itself(ident, [c for d in published[ident] for c in by_document[d]], cast, affiliations)
    }
    outlets = {i: frozenset(d) for i, d in published.items()}
    seats, makers = _seats(documents, cast), _makers(claims, cast)
    return Ties(cast, affiliations, copies, outlets, frozenset(parties), printed, seats, makers)


def _makers(claims: Sequence[Claim], cast: Cast) -> dict[str, frozenset[SourceKind]]:
    """Who says "I filmed it" or "we wrote the memo", not "we wrote to them": entity id → of what they are makers."""
    names, sources = load_name_words(), load_lexicon("en", "sources")
    made = {SourceKind.RECORDING: ("recording", names.makers), SourceKind.DOCUMENT: ("document", names.writers)}
    found: dict[str, set[SourceKind]] = defaultdict(set)
    for claim in claims:
        gist, ident = claim.gist, cast.of_claim(claim)
        for kind, (nouns, heads) in made.items() if ident is not None and _FIRST.intersection(gist.subject) else ():
            what = _IT | sources.words("sources", nouns)
            if what.intersection(gist.object) and stem(gist.head) in {stem(h) for h in heads}:
                found[ident or ""].add(kind)
    return {ident: frozenset(kinds) for ident, kinds in found.items()}


def _seats(documents: Sequence[Document], cast: Cast) -> frozenset[str]:
    """The bodies whose only name is one word by which some report calls a place, and which is no country's name."""
    places = {plain_words(m[1])[0] for d in documents for m in _AT_PLACE.finditer(d.text)}
    known = load_lexicon("en", "places").words("places", "country")
    bodies = (p for p in cast.parts.values() if p.kind in {SourceKind.ORGANISATION, SourceKind.GOVERNMENT})
    return frozenset(p.id for p in bodies if all(len(k) == 1 and k[0] in places - known for k in p.keys))


def _printed(documents: Sequence[Document], claims: Sequence[Claim], cast: Cast) -> Iterator[tuple[str, str]]:
    """Claim id → outlet, where the report has the outlet's name at the place of the source."""
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document in documents:
        name = (document.metadata.outlet or "").removeprefix("The ")
        for word in plain_words(name):
            names[word].add((name, cast.outlets[document.id]))
    texts = {d.id: d.text for d in documents}
    for claim in claims:
        if claim.source is None or claim.source.kind not in _NAMED or claim.document not in texts:
            continue
        words = plain_words(claim.source.name)
        for name, ident in sorted(names[words[0]]) if words else ():
            if all(w in plain_words(name) for w in words) and _stands(name, claim.source, texts[claim.document]):
                yield claim.id, ident
                break


def _stands(name: str, source: Source, text: str) -> bool:
    """Whether the outlet's name stands at the source's place in the text, which may have only a part of it."""
    return any(
        name in text[max(0, span.start - len(name)) : span.end + len(name)]
        and span.start <= text.find(name, max(0, span.start - len(name))) + len(name)
        for span in source.spans
    )


def _publications(claims: Sequence[Claim], cast: Cast, printed: Mapping[str, str]) -> set[str]:
    """Outlets that other reports cite as outlets, or as having reported something: none of them is a party."""
    linked = ((c, link) for c in claims for link in c.chain[1:] if link.kind is SourceKind.OUTLET)
    found = {cast.of_link(c.document, link) or "" for c, link in linked}
    told = (c for c in claims if c.cue is not None and _REPORTING.intersection(plain_words(c.cue.text)))
    return found | {printed.get(c.id) or cast.of_claim(c) or "" for c in told}


def _cited(claims: Sequence[Claim], cast: Cast) -> set[str]:
    bodies = {SourceKind.ORGANISATION, SourceKind.GOVERNMENT}
    sources = ((c.source, cast.of_claim(c)) for c in claims)
    return {ident for source, ident in sources if source is not None and source.kind in bodies and ident is not None}


def _speaks_for_itself(ident: str, mine: Sequence[Claim], cast: Cast, affiliations: Affiliations) -> bool:
    """Whether a body's documents give few words of others: a press statement does, a newspaper does not."""
    others = sum(c.source is not None and ident not in affiliations.of(cast.of_claim(c) or "") for c in mine)
    return others <= _OTHERS * len(mine)
