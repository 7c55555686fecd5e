"""The desk's templates: its own, and those of the dossier for what both show, in each language.

Invariant: all text is escaped; an anchor of the dossier becomes the lasting address of the thing it stands for.
"""

from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, Template
from starlette.datastructures import URL

from sayso.dossier.html import page_environment
from sayso.dossier.wording import RELIABILITIES
from sayso.web.fans import draw_fans
from sayso.web.translating import WORDS, choose_language, known_languages, load_words

__all__ = ["Templates", "here", "href"]

_PLACES = {"claim": "claims", "report": "documents", "question": "questions", "proposition": "propositions"}


def href(anchor: str) -> str:
    """The address of what has this anchor in a dossier: `claim-c1-4f…` is at `/claims/c1:4f…`."""
    kind, tag, *rest = anchor.split("-", 2)
    return f"/{_PLACES[kind]}/{tag}:{rest[0]}" if kind in _PLACES and rest else f"#{anchor}"


def here(url: URL) -> str:
    """The address that somebody is at, on this desk: what is asked of a page is part of it."""
    return url.path + (f"?{url.query}" if url.query else "")


class Templates:
    """The templates with all that they use, made for a language when it is first asked for. `language` is the one that
    all are answered in, "" where each browser says its own; `folder` holds the translations. Raises `UsageError` for a
    language that is not translated into.
    """

    def __init__(self, language: str = "", folder: Path = WORDS) -> None:
        self._known = known_languages(folder)
        self._asked = language and choose_language(self._known, language, "")
        self._folder = folder

    def get(self, name: str, accepted: str = "") -> Template:
        """A template in the language of an Accept-Language header."""
        return _environment(self._language(accepted), self._folder).get_template(name)

    def words(self, accepted: str = "") -> NullTranslations:
        """The strings in the language of an Accept-Language header, for code that puts them together."""
        return load_words(self._language(accepted), self._folder)

    def warm(self) -> None:
        """Makes all of them in the language of whoever asks for none, so that nobody waits for it."""
        for name in self.get("page.html").environment.list_templates(extensions=["html"]):
            self.get(name)

    def _language(self, accepted: str) -> str:
        return choose_language(self._known, self._asked, accepted)


@cache
def _environment(language: str, folder: Path) -> Environment:
    """Made once in a process, as its templates are."""
    environment = page_environment(href, numbered=False)
    assert environment.loader is not None  # noqa: S101 — it has just been given one
    environment.loader = ChoiceLoader([PackageLoader("sayso.web"), environment.loader])
    environment.globals.update(
        reliabilities=RELIABILITIES, draw_fans=draw_fans, here=here, language=language.replace("_", "-")
    )
    environment.add_extension("jinja2.ext.i18n")
    install: Any = environment
    install.install_gettext_translations(load_words(language, folder), newstyle=True)
    return environment
