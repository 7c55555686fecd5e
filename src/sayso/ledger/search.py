"""Finding claims by words: what a user types, as the words and phrases that must all be found.

Beside `view`; the desk and the command line search through it.
Invariant: every character of a query is looked for or passed over, none is an instruction to the database.
"""

import re
from collections.abc import Iterator

from sayso.ledger.rows import read_body
from sayso.ledger.store import Store
from sayso.model import Claim

__all__ = ["query_parts", "search_claims"]

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\0": " "})
_MOST_PARTS = 64
_MOST_ROWS = 1_000_000


def search_claims(store: Store, query: str, limit: int) -> tuple[Claim, ...]:
    """The claims with all words and "phrases" of `query` in content, source, cue or title: best first, then by id."""
    parts = query_parts(query)
    if not parts:
        return ()
    rows = store.search(parts, max(0, min(limit, _MOST_ROWS)))
    return tuple(read_body(body, Claim, name) for body, name in rows)


def query_parts(query: str) -> tuple[str, ...]:
    """The words and phrases of `query`, all of which must be found, without quotes; 64 at most."""
    return tuple(dict.fromkeys(_parts(query)))[:_MOST_PARTS]


def _parts(query: str) -> Iterator[str]:
    text = query.encode("utf-8", "replace").decode().translate(_QUOTES)
    for phrase, word in _PART.findall(text):
        part = " ".join((phrase or word).split())
        # A part without letter or digit holds nothing that the index has.
        if any(character.isalnum() for character in part):
            yield part
