"""Paths, folders and addresses in, documents out.

The first floor of the flow: what it yields, `sayso.reading` parses. It decides what of an input is its text, what is
known of it, and which stretches are no part of the story. Invariant: no input is dropped, and nothing of a text is
changed where its offsets are the file's.
"""

from sayso.intake.boilerplate import mark_boilerplate
from sayso.intake.fetching import Fetch, Fetched, fetch_url
from sayso.intake.inputs import list_inputs
from sayso.intake.limits import Limits
from sayso.intake.loading import Loaded, kind_of, load_documents, load_inputs
from sayso.intake.locating import locate_words

__all__ = [
    "Fetch",
    "Fetched",
    "Limits",
    "Loaded",
    "fetch_url",
    "kind_of",
    "list_inputs",
    "load_documents",
    "load_inputs",
    "locate_words",
    "mark_boilerplate",
]
