"""A story in, a Dossier out: everything that its forms show, chosen, ordered and worded here.

Invariant: the dossier depends on what is given alone: the story, what it was made of and by, what was collected.
"""

from collections.abc import Mapping

from sayso.dossier.catalogue import build_catalogue
from sayso.dossier.copying import build_copyings
from sayso.dossier.decided import build_decisions
from sayso.dossier.differences import build_differences, mark_repeated
from sayso.dossier.head import build_head
from sayso.dossier.likelihood import build_confidence, build_likelihoods
from sayso.dossier.reports import build_reports, build_unread
from sayso.dossier.shelves import build_own, build_shelves, build_updates
from sayso.dossier.sourcing import build_sourcing, build_weaknesses
from sayso.dossier.speakers import build_speakers
from sayso.dossier.timeline import build_timeline
from sayso.dossier.unknowns import build_unknowns
from sayso.dossier.values import Dossier, Imprint
from sayso.model import Story

__all__ = ["build_dossier"]


def build_dossier(
    story: Story, *, imprint: Imprint | None = None, originals: Mapping[str, str] | None = None
) -> Dossier:
    """All that the page of a story shows. `imprint` says what it was made of and by, `originals` are the digests of
    what was collected, by document, where that was asked of the ledger.
    """
    catalogue = build_catalogue(story)
    compared = story.comparison
    speakers = build_speakers(catalogue, compared)
    return Dossier(
        head=build_head(catalogue, story),
        differences=tuple(mark_repeated(build_differences(catalogue, compared))),
        shelves=build_shelves(catalogue, compared),
        updates=build_updates(catalogue, compared),
        own=build_own(catalogue, compared),
        speakers=speakers,
        timeline=build_timeline(catalogue, compared),
        copyings=build_copyings(catalogue, compared.reuse),
        reports=build_reports(catalogue, compared.reuse, originals),
        unread=build_unread(story.documents),
        decisions=build_decisions(catalogue, story),
        sourcing=build_sourcing(catalogue, compared, speakers),
        weaknesses=build_weaknesses(catalogue, compared),
        unknowns=build_unknowns(catalogue, story, originals),
        likelihoods=build_likelihoods(catalogue),
        confidence=build_confidence(catalogue),
        imprint=imprint,
    )
