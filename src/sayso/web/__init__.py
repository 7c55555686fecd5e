"""The desk: the ledger in a browser on the reader's own machine. It only reads.

Invariant: no page holds markup that a report brought, and no other site, name or machine can ask for one.
"""

from sayso.web.desk import create_app

__all__ = ["create_app"]
