"""The pages of the desk, one file a page: each reads from the ledger what it shows, and renders it."""

from sayso.web.desk import Page
from sayso.web.pages import (
    adding,
    behind,
    claim,
    differing,
    dossiers,
    entering,
    judging,
    originals,
    origins,
    people,
    reading,
    records,
    reports,
    review,
    searching,
    source,
    sources,
    timeline,
)

__all__ = ["PAGES"]

PAGES: tuple[Page, ...] = (
    *differing.PAGES,
    *behind.PAGES,
    *origins.PAGES,
    *dossiers.PAGES,
    *reports.PAGES,
    *reading.PAGES,
    *claim.PAGES,
    *sources.PAGES,
    *source.PAGES,
    *timeline.PAGES,
    *searching.PAGES,
    *records.PAGES,
    *judging.PAGES,
    *review.PAGES,
    *originals.PAGES,
    *adding.PAGES,
    *entering.PAGES,
    *people.PAGES,
)
