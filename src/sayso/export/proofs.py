"""A proof that a row stands under a root, as JSON that can be checked without the ledger.

Invariant: what it holds is enough to hash the row, its entry and the path up to the root, and nothing else is needed.
"""

from typing import TYPE_CHECKING

from sayso.export.jsonl import json_line

if TYPE_CHECKING:
    from sayso.ledger import Proof

__all__ = ["proof_line"]


def proof_line(proof: "Proof") -> str:
    """One object: the `row` (its columns; a `body` where it has one), its `entry`, the `path` and the `root`."""
    seq, kind, name, content_hash, previous, chain = proof.entry
    return json_line(
        {
            "type": "proof",
            "row": {"table": proof.table, "values": list(proof.values), "body": proof.body},
            "entry": [seq, kind, name, content_hash, previous, chain],
            "path": [list(step) for step in proof.path],
            "root": proof.root,
        }
    )
