"""Who says what: the sources across all reports, named and unnamed, and outlets in their own voice.

Invariant: every claim with a source stands under exactly one speaker.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.dossier.catalogue import NOT_GIVEN, Catalogue, outlet_of
from sayso.dossier.course import Course, build_course
from sayso.dossier.values import Speaker, Tally
from sayso.dossier.wording import KINDS, OWN_VOICE, clip, count, day_words, interval_words
from sayso.model import Claim, Comparison, Entity, Office, SourceKind

__all__ = ["build_speakers", "office_words"]

_MOST_NAMES = 4
_NAME_LENGTH = 60


def build_speakers(catalogue: Catalogue, compared: Comparison) -> tuple[Speaker, ...]:
    """Sources with their claims and how their accounts went on; those in most reports first, outlets in their own voice
    after all others.
    """
    entities, course = compared.entities, build_course(compared)
    speakers = [*_resolved(catalogue, entities, course), *_unresolved(catalogue, entities), *_outlets(catalogue)]
    return tuple(sorted(speakers, key=_rank))


def _rank(speaker: Speaker) -> tuple[int, int, int, str, str, str]:
    last = 2 if speaker.kind == OWN_VOICE else int(speaker.name == NOT_GIVEN)
    first = speaker.claims[0].anchor if speaker.claims else ""
    return last, -speaker.tally.reports, -speaker.tally.claims, speaker.name, speaker.kind, first


def _resolved(catalogue: Catalogue, entities: Iterable[Entity], course: Course) -> Iterator[Speaker]:
    taken: set[str] = set()
    for entity in entities:
        claims = [claim for claim in catalogue.known(entity.claims) if not claim.own and claim.id not in taken]
        taken.update(claim.id for claim in claims)
        if claims:
            speaker = _speaker(catalogue, entity.name, entity.kind, claims, why=entity.why)
            yield replace(
                speaker,
                offices=tuple(map(office_words, entity.offices)),
                steps=course.steps(catalogue, entity.claims),
            )


def office_words(office: Office) -> str:
    """An office with its body and the days on which the reports say that it is held."""
    first, last = office.held.first, office.held.last
    held = f"until {day_words(last)}" if last and not first else interval_words(office.held) if first else ""
    return ", ".join(filter(None, (office.title, office.body))) + (f" ({held})" if held else "")


def _unresolved(catalogue: Catalogue, entities: Iterable[Entity]) -> Iterator[Speaker]:
    """Sources that no entity stands for, by kind and name as their reports give them."""
    taken = {claim for entity in entities for claim in entity.claims}
    groups: dict[tuple[SourceKind, str], list[Claim]] = {}
    for claim in catalogue.known(ident for ident in catalogue.claims if ident not in taken):
        if not claim.own:
            groups.setdefault(catalogue.speaker(claim), []).append(claim)
    for (kind, name), claims in groups.items():
        yield _speaker(catalogue, name, kind, claims)


def _outlets(catalogue: Catalogue) -> Iterator[Speaker]:
    groups: dict[str, list[Claim]] = {}
    for claim in catalogue.known(catalogue.claims):
        if claim.own:
            groups.setdefault(outlet_of(catalogue.documents[claim.document]), []).append(claim)
    for outlet, claims in groups.items():
        reports = [catalogue.documents[ident] for ident in dict.fromkeys(claim.document for claim in claims)]
        speaker = _speaker(catalogue, outlet, SourceKind.OUTLET, claims)
        yield replace(speaker, kind=OWN_VOICE, claims=tuple(catalogue.point_to_report(report) for report in reports))


def _speaker(catalogue: Catalogue, name: str, kind: SourceKind, claims: list[Claim], why: str = "") -> Speaker:
    documents = {claim.document for claim in claims}
    text = f"{count(len(claims), 'claim')} in {count(len(documents), 'report')}"
    return Speaker(
        name=name,
        kind=KINDS[kind],
        unnamed=kind is SourceKind.ANONYMOUS,
        also=_also(name, claims),
        why=why,
        tally=Tally(len(claims), len(documents), 1, text),
        claims=tuple(catalogue.point(claim) for claim in claims),
    )


def _also(name: str, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Other words by which the reports call it; a single word only where it is part of the name, so no pronouns."""
    words = dict.fromkeys(clip(claim.source.text, _NAME_LENGTH) for claim in claims if claim.source)
    telling = [text for text in words if text != name and (" " in text or text.lower() in name.lower().split())]
    return tuple(telling[:_MOST_NAMES])
