"""What is not known: open questions, doubts and denials without evidence, missing dates, and what could not be read.

Invariant: what stands here is a gap in the reports or in what was read of them, never a guess at what would fill it.
"""

from collections.abc import Iterator, Mapping

from sayso.dossier.backing import Line
from sayso.dossier.catalogue import Catalogue, anchor_of, rank_questions
from sayso.dossier.moments import Numbered
from sayso.dossier.wording import count
from sayso.model import Claim, Comparison, EvidenceKind, Stance, Status, Story, Timing

__all__ = ["build_unknowns"]


def build_unknowns(catalogue: Catalogue, story: Story, originals: Mapping[str, str] | None) -> tuple[Line, ...]:
    """The gaps, those of the story first; `originals` are the digests of what was collected, by document, where that
    was asked of the ledger.
    """
    return (
        *_open(catalogue, story.comparison),
        *_unsupported(catalogue),
        *_untimed(catalogue, story.comparison),
        *_unplaced(catalogue),
        *_unread(story),
        *_unkept(catalogue, originals),
    )


def _open(catalogue: Catalogue, compared: Comparison) -> Iterator[Line]:
    ranked = rank_questions(compared.questions, catalogue.propositions)
    places = tuple(Numbered(anchor_of("question", q.id), n, q.text) for n, q in enumerate(ranked, 1))
    if places:
        yield Line(f"{count(len(places), 'question')} on which accounts differ, left open here:", questions=places)


def _unsupported(catalogue: Catalogue) -> Iterator[Line]:
    against = [c for c in catalogue.known(catalogue.stances) if catalogue.stances[c.id] is not Stance.AFFIRMS]
    bare = [claim for claim in against if not _offers(claim)]
    yield from _line(catalogue, "Denials and doubts for which no evidence is offered", bare)
    missing = [c for c in catalogue.known(catalogue.claims) if any(e.is_missing for e in c.evidence)]
    yield from _line(catalogue, "Claims of which it is said that there is no evidence", missing)


def _offers(claim: Claim) -> bool:
    return any(evidence.kind is not EvidenceKind.NONE for evidence in claim.evidence)


def _untimed(catalogue: Catalogue, compared: Comparison) -> Iterator[Line]:
    undated = [s.claims[0] for s in compared.statements if s.timing is Timing.UNDATED and s.claims]
    yield from _line(catalogue, "Statements of which it is not known when they were made", catalogue.known(undated))
    unsure = [first.claims[0] for first in compared.firsts if not first.sure and first.claims]
    yield from _line(catalogue, "Statements of which it is open who reported them first", catalogue.known(unsure))


def _line(catalogue: Catalogue, text: str, claims: list[Claim]) -> Iterator[Line]:
    if claims:
        yield Line(f"{text}: {len(claims):,}", tuple(map(catalogue.point, claims)))


def _unplaced(catalogue: Catalogue) -> Iterator[Line]:
    gaps = (
        ("Reports without a date", [d for d in catalogue.documents.values() if d.published_on is None]),
        ("Reports without an outlet", [d for d in catalogue.documents.values() if not d.metadata.outlet]),
        ("Reports without an author", [d for d in catalogue.documents.values() if not d.metadata.author]),
    )
    for text, found in gaps:
        if found:
            yield Line(f"{text}: {len(found):,}", tuple(map(catalogue.point_to_report, found)))


def _unread(story: Story) -> Iterator[Line]:
    refused = sum(document.status is Status.REFUSED for document in story.documents)
    partly = sum(document.status is Status.PARTLY for document in story.documents)
    if refused:
        yield Line(f"What stands in {count(refused, 'input')} that could not be read: named with the reports.")
    if partly:
        yield Line(f"What stands in the rest of {count(partly, 'report')} that could be read in part: named there too.")


def _unkept(catalogue: Catalogue, originals: Mapping[str, str] | None) -> Iterator[Line]:
    without = [d for d in catalogue.documents.values() if originals is not None and d.id not in originals]
    if without:
        text = f"Reports of which the bytes as collected were not recorded: {len(without):,}"
        yield Line(text, tuple(map(catalogue.point_to_report, without)))
