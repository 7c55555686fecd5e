"""A Dossier as one HTML page that needs nothing else: no network, no script to be read, no style but its own.

Invariant: a report's text reaches the page escaped and isolated in its direction of writing; the page's policy allows
just the one style and the one script that stand in it.
"""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from sayso.dossier.standards import CONFIDENCE, LIKELIHOODS, SELECTION, check_lines
from sayso.dossier.values import Dossier
from sayso.dossier.wording import QUOTATION_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, Template

__all__ = ["dossier_policy", "page_environment", "render_html"]

# What HTML forbids or shows as nothing: control characters other than tab and line breaks, and lone surrogates.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def render_html(dossier: Dossier) -> str:
    """The page, encodable in UTF-8 and the same for the same dossier."""
    from markupsafe import Markup

    style, script = _resource("style.css"), _resource("script.js")
    page = _template().render(
        dossier=dossier,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704  ours, from the package
        script=Markup(script),  # noqa: S704
        checks=check_lines(dossier.head.digest, dossier.imprint) if dossier.imprint else (),
    )
    return page + "\n"


@cache
def _template() -> "Template":
    """Made once: to read the templates takes longer than to write a small dossier."""
    return page_environment(lambda anchor: f"#{anchor}", numbered=True).get_template("dossier.html")


def page_environment(href: "Callable[[str], str]", *, numbered: bool) -> "Environment":
    """The templates of pages that show what a dossier shows. `href` makes a link of an anchor; `numbered` pages hold
    the whole story, so that reports, claims and questions go by their numbers there.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.dossier", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.tests["quotation"] = lambda words: words[:1] in QUOTATION_MARKS
    environment.globals.update(
        href=href, numbered=numbered, LIKELIHOODS=LIKELIHOODS, CONFIDENCE=CONFIDENCE, SELECTION=SELECTION
    )
    return environment


def dossier_policy() -> str:
    """The Content-Security-Policy of the page: nothing may be loaded, and only its own style and script may work."""
    return _policy(_resource("style.css"), _resource("script.js"))


def _resource(name: str) -> str:
    return (resources.files("sayso.dossier") / "page" / name).read_text(encoding="utf-8")


def _showable(value: Any) -> Any:
    if type(value) is not str or value.isprintable():  # nearly all is
        return value
    return _UNSHOWABLE.sub("\ufffd", value)


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing may be loaded, and only this style and this script may work."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
