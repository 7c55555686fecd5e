"""Which entries of the hash chain hold a claim, and under which roots they stand.

Beside `runs`, which proves one of them. Invariant: every reading of the claim is given, superseded ones too.
"""

from dataclasses import dataclass

from sayso.ledger.store import Store

__all__ = ["Entry", "claim_entries"]

# The sign keeps SQLite from walking through all entries in their order to find those of one claim.
_FOUND = """
    SELECT e.seq, e.chain, p.version, r.root, r.sealed_at,
        EXISTS (SELECT 1 FROM stamp AS s WHERE s.root = r.root) AS stamped
    FROM claim AS c JOIN entry AS e ON e.seq = c.seq JOIN program AS p ON p.seq = c.program
    LEFT JOIN run AS r ON e.seq BETWEEN r.first AND r.last
    WHERE c.id = ? ORDER BY +c.seq
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the chain: its number and hash, by which program (version, word lists, models) its row was found,
    and the root of its run with the time when that was closed; None where it is open. `stamped`: the root has a stamp.
    """

    number: int
    chain: str
    program: str
    root: str | None
    sealed_at: str | None
    stamped: bool


def claim_entries(store: Store, claim: str) -> tuple[Entry, ...]:
    """The entries of a claim, one for each reading that differed, in order of recording."""
    return tuple(
        Entry(int(number), chain, program, root, at, bool(stamped))
        for number, chain, program, root, at, stamped in store.rows(_FOUND, (claim,))
    )
