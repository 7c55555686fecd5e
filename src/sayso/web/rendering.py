"""The desk's templates: its own, and those of the dossier for what both show.

Invariant: all text is escaped; an anchor of the dossier becomes the lasting address of the thing it stands for.
"""

import gettext
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from sayso.dossier.html import page_environment
from sayso.dossier.wording import RELIABILITIES

__all__ = ["href", "make_environment"]

_PLACES = {"claim": "claims", "report": "documents", "question": "questions", "proposition": "propositions"}


def href(anchor: str) -> str:
    """The address of what has this anchor in a dossier: `claim-c1-4f…` is at `/claims/c1:4f…`."""
    kind, tag, *rest = anchor.split("-", 2)
    return f"/{_PLACES[kind]}/{tag}:{rest[0]}" if kind in _PLACES and rest else f"#{anchor}"


def make_environment() -> Environment:
    """The templates with all that they use."""
    environment = page_environment(href, numbered=False)
    assert environment.loader is not None  # noqa: S101 — it has just been given one
    environment.loader = ChoiceLoader([PackageLoader("sayso.web"), environment.loader])
    environment.globals["reliabilities"] = RELIABILITIES
    environment.add_extension("jinja2.ext.i18n")
    install: Any = environment
    install.install_gettext_translations(gettext.NullTranslations(), newstyle=True)
    return environment
