"""Finding claims by words: what a user types, quoted for the full-text index.

Beside `view`; the desk and the command line search through it.
Invariant: every character of a query is looked for or passed over, none is an instruction to the database.
"""

import re
from collections.abc import Iterator

from sayso.ledger.rows import read_body
from sayso.ledger.sqlite import Store
from sayso.model import Claim

__all__ = ["match_expression", "search_claims"]

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\0": " "})
_MOST_PARTS = 64
_MOST_ROWS = 1_000_000
# Words found in the content or the source weigh more than those in the cue or in the report's title.
_SEARCH = """
    SELECT c.body, c.id FROM search JOIN current_claim AS c ON c.seq = search.rowid
    WHERE search MATCH ? ORDER BY bm25(search, 4.0, 4.0, 1.0, 1.0), c.id LIMIT ?
"""


def search_claims(store: Store, query: str, limit: int) -> tuple[Claim, ...]:
    """The claims with all words and "phrases" of `query` in content, source, cue or title: best first, then by id."""
    expression = match_expression(query)
    if not expression:
        return ()
    rows = store.rows(_SEARCH, (expression, max(0, min(limit, _MOST_ROWS))))
    return tuple(read_body(body, Claim, name) for body, name in rows)


def match_expression(query: str) -> str:
    """`query` as quoted strings of FTS5, all of which must be found; empty where it has no word. 64 parts at most."""
    parts = list(dict.fromkeys(_parts(query)))[:_MOST_PARTS]
    return " ".join(f'"{part}"' for part in parts)


def _parts(query: str) -> Iterator[str]:
    text = query.encode("utf-8", "replace").decode().translate(_QUOTES)
    for phrase, word in _PART.findall(text):
        part = " ".join((phrase or word).split())
        # A part without letter or digit holds nothing that the index has.
        if any(character.isalnum() for character in part):
            yield part
