"""The ledger: what was read, claimed and judged, append-only, in a file or on a server, and the comparison made of it.

After `claims`, before `crossdoc`. Invariant: what is viewed is what was recorded, and `Ledger.verify` can show it.
"""

from sayso.ledger.counts import Counts
from sayso.ledger.entries import Entry
from sayso.ledger.faults import Fault
from sayso.ledger.lookup import Head
from sayso.ledger.runs import Proof, Run
from sayso.ledger.search import Found, Hit
from sayso.ledger.session import Ledger, open_ledger, utc_now
from sayso.ledger.verify import Audit

__all__ = [
    "Audit",
    "Counts",
    "Entry",
    "Fault",
    "Found",
    "Head",
    "Hit",
    "Ledger",
    "Proof",
    "Run",
    "open_ledger",
    "utc_now",
]
