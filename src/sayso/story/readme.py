"""The words that go with an archive, for whoever has it and not Sayso.

Used by `archiving`. Invariant: each step that it names can be done with tools that any machine has.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.export.manifest import Manifest

__all__ = ["VERIFIER", "render_readme"]

_TEXT = """\
A LEDGER OF CLAIMS, MADE BY SAYSO {program} ON {made}

This archive holds a ledger: what reports say, who says it, on whose word, and what people decided on it.

{parts}

WHICH LEDGER IT IS

Digest of what it holds     {ledger}
Entries in its hash chain   {entries}
Last link of the chain      {chain}

Whoever made the archive can tell you these three by another way. If they are the same, so is the ledger.

HOW TO CHECK IT WITHOUT SAYSO

1. The last 64 characters of the zip file are the SHA-256 of all that stands before them:
       head -c -64 FILE.zip | sha256sum
       tail -c 64 FILE.zip
2. Each part has the SHA-256 that manifest.json gives:
       unzip FILE.zip -d story && cd story && sha256sum *
3. ledger.db is an SQLite database. Each row of the table `entry` vouches for one row of another table and for the
   entry before it: `chain` is the SHA-256 over its number, kind, name, hash and the link before. The last one is given
   above:
       sqlite3 ledger.db "SELECT seq, chain FROM entry ORDER BY seq DESC LIMIT 1"
{verifying}
HOW TO OPEN IT WITH SAYSO

       sayso verify FILE.zip
       sayso restore FILE.zip --ledger story.db
"""

_VERIFYING = """\
4. All hashes, ids and roots are derived again by a program that needs nothing but Python, and is short enough to read:
       python3 -m zipfile -e FILE.zip story && python3 story/{verifier} story/ledger.db
"""

VERIFIER = "verify_ledger.py"

_PARTS = {
    "ledger.db": "the ledger itself, an SQLite database",
    "records.jsonl": "all its records, one JSON object a line",
    "judgements.jsonl": "what people decided, to be recorded elsewhere",
    "dossier.html": "the story as one page, to be opened in a browser",
    VERIFIER: "checks the ledger with nothing but Python: python3 verify_ledger.py ledger.db",
}


def render_readme(about: "Manifest", parts: Sequence[str]) -> str:
    """The README of an archive that holds these parts."""
    return _TEXT.format(
        program=about.program,
        made=about.made,
        ledger=about.ledger,
        entries=about.entries,
        verifying=_VERIFYING.format(verifier=VERIFIER) if VERIFIER in parts else "",
        chain=about.chain or "none: it is empty",
        parts="\n".join(f"{name:16}  {what}" for name, what in _PARTS.items() if name in parts),
    )
