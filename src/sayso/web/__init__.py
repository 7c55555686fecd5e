"""The desk: the ledger in a browser, for those who verify for a living.

Invariant: no page holds markup that a report brought, and no other site, name or machine can ask for one.
"""

from sayso.web.app import create_app

__all__ = ["create_app"]
