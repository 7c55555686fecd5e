"""Who stands behind something, in which words: origins with their claims, as the page shows them.

Used for questions and propositions alike. Invariant: a claim is shown under each of its origins once, and every
number counts claims that are shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.dossier.catalogue import Catalogue, anchor_of, outlet_of
from sayso.dossier.remarks import build_remarks
from sayso.dossier.values import Citation, Quote, Tally, Voice
from sayso.dossier.wording import FORMS, KINDS, OWN_VOICE, count, day_words, evidence_words
from sayso.model import Claim, Origin, Proposition, SourceKind, Stance

__all__ = ["UNNAMED", "build_citation", "build_quotes", "build_voices", "kind_words", "origins_of", "tally"]

UNNAMED = (SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.OFFICE)  # of which nobody is named


def build_voices(
    catalogue: Catalogue, propositions: Iterable[Proposition], stance: Stance, brief: int | None = None
) -> tuple[Voice, ...]:
    """The origins that take `stance` on any of the propositions, most reports first. Where they are to be `brief`, the
    first so many have their first words alone, and the others none.
    """
    origins = [origin for held in propositions for origin in origins_of(catalogue, held) if origin.stance is stance]
    found = [_numbered(catalogue, origin) for origin in _merged(origins)]
    ranked = sorted((voice for voice in found if voice.claims), key=_rank)
    if brief is None:
        return tuple(_told(catalogue, voice.head, voice.claims, voice.claims) for voice in ranked)
    return tuple(
        _told(catalogue, voice.head, voice.claims, voice.claims[:1]) if number < brief else voice.head
        for number, voice in enumerate(ranked)
    )


def tally(claims: Iterable[Claim], origins: int) -> Tally:
    """How many claims, reports and origins, and in words: `5 reports, 1 origin`."""
    claims = list(claims)
    reports = len({claim.document for claim in claims})
    return Tally(len(claims), reports, origins, f"{count(reports, 'report')}, {count(origins, 'origin')}")


def origins_of(catalogue: Catalogue, held: Proposition) -> list[Origin]:
    """The origins of a proposition, and after them its claims that rest on none, such as doubts, by who makes them."""
    grouped = {claim for origin in held.origins for claim in origin.claims}
    loose: dict[tuple[Stance, SourceKind, str], list[str]] = {}
    for stanced in held.claims:
        if stanced.claim not in grouped and stanced.claim in catalogue.claims:
            key = (stanced.stance, *catalogue.speaker(catalogue.claims[stanced.claim]))
            loose.setdefault(key, []).append(stanced.claim)
    rest = [
        Origin(name, kind, stance, tuple(ids), _loose(catalogue, ids)) for (stance, kind, name), ids in loose.items()
    ]
    return [*held.origins, *rest]


def _loose(catalogue: Catalogue, claims: Iterable[str]) -> str:
    return "rests on what was withdrawn, and is not counted" if catalogue.withdrawn.keys() >= {*claims} else ""


def _merged(origins: Iterable[Origin]) -> list[Origin]:
    """Origins of several propositions, those of one named source taken as one; unnamed ones never by name alone."""
    merged: dict[object, Origin] = {}
    for number, origin in enumerate(origins):
        key = number if origin.kind in UNNAMED else (origin.kind, origin.name)
        held = merged.get(key)
        merged[key] = _joined(held, origin) if held else origin
    return list(merged.values())


def _joined(one: Origin, other: Origin) -> Origin:
    claims = tuple(dict.fromkeys((*one.claims, *other.claims)))
    why = one.why if one.why == other.why else f"{one.why}; {other.why}"
    return Origin(one.name, one.kind, one.stance, claims, why)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A voice without its words, and its claims."""

    head: Voice
    claims: Sequence[Claim]


def _numbered(catalogue: Catalogue, origin: Origin) -> _Numbered:
    claims = catalogue.known(origin.claims)
    head = Voice(
        name=origin.name,
        kind=kind_words(origin, claims),
        unnamed=origin.kind is SourceKind.ANONYMOUS,
        stance=origin.stance,
        why=origin.why,
        tally=tally(claims, int(any(claim.id not in catalogue.withdrawn for claim in claims))),
        quotes=(),
    )
    return _Numbered(head, claims)


def _rank(voice: _Numbered) -> tuple[int, int, str, str, str]:
    head = voice.head
    return -head.tally.reports, -head.tally.claims, head.name, head.kind, voice.claims[0].content.text


def _told(catalogue: Catalogue, head: Voice, claims: Sequence[Claim], quoted: Sequence[Claim]) -> Voice:
    return replace(
        head,
        quotes=tuple(map(_said_once, build_quotes(catalogue, quoted))),
        evidence=tuple(dict.fromkeys(evidence_words(e) for claim in claims for e in claim.evidence)),
        since=_since(catalogue, claims),
    )


def _since(catalogue: Catalogue, claims: Iterable[Claim]) -> str:
    """The day of the first report that has one of these; "" where none is dated."""
    days = [day for claim in claims if (day := catalogue.documents[claim.document].published_on)]
    return day_words(min(days)) if days else ""


def kind_words(origin: Origin, claims: list[Claim]) -> str:
    """What the origin is; an outlet speaks in its own voice where nobody quotes it."""
    own = origin.kind is SourceKind.OUTLET and all(claim.own for claim in claims)
    return OWN_VOICE if own else KINDS[origin.kind]


def build_quotes(catalogue: Catalogue, claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The claims' words, each wording once with all the reports that have it, and the remarks with each of these."""
    wordings: dict[tuple[str, str], list[Citation]] = {}
    for claim in claims:
        key = (claim.content.text, FORMS[claim.form])
        wordings.setdefault(key, []).append(build_citation(catalogue, claim))
    return tuple(Quote(words, form, (), tuple(citations)) for (words, form), citations in wordings.items())


def _said_once(quote: Quote) -> Quote:
    """What all the citations remark is said once, of the words."""
    first, *others = quote.citations
    shared = tuple(remark for remark in first.remarks if all(remark in c.remarks for c in others))
    apart = (tuple(remark for remark in c.remarks if remark not in shared) for c in quote.citations)
    citations = tuple(replace(c, remarks=r) for c, r in zip(quote.citations, apart, strict=True))
    return replace(quote, remarks=shared, citations=citations)


def build_citation(catalogue: Catalogue, claim: Claim) -> Citation:
    """Where a claim stands, on whose word, when, and what to know of it."""
    document = catalogue.documents[claim.document]
    published = document.published_on
    return Citation(
        anchor=anchor_of("claim", claim.id),
        reference=catalogue.reference(claim),
        chain=(outlet_of(document), *(link.name for link in claim.chain[1:])),
        date=day_words(published),
        iso=published.isoformat() if published else "",
        remarks=build_remarks(catalogue, claim),
        rejected=catalogue.rejected(claim.id),
        report=anchor_of("report", claim.document),
    )
