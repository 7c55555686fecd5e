"""The pages of the desk, one file a page: each reads from the ledger what it shows, and renders it."""

from sayso.web.desk import Page
from sayso.web.pages import behind, differing, dossiers, origins, records, searching, timeline

__all__ = ["PAGES"]

PAGES: tuple[Page, ...] = (
    *differing.PAGES,
    *behind.PAGES,
    *origins.PAGES,
    *timeline.PAGES,
    *dossiers.PAGES,
    *searching.PAGES,
    *records.PAGES,
)
