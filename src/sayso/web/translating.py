"""The desk's own strings in other languages: which there are, and which one a browser is answered in.

Templates and code mark these strings by `_()` and `ngettext()`, code that does not show them itself by `to_translate`;
`make words` gathers them. Invariant: what a translation lacks is said in English.
"""

import gettext
import re
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import UsageError

__all__ = ["ENGLISH", "WORDS", "choose_language", "known_languages", "load_words", "to_translate"]

ENGLISH = "en"
WORDS = Path(__file__).with_name("words")
_RANGE = re.compile(r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?")


def to_translate(words: str) -> str:
    """The same words. By this they are found to be translated; whoever shows them asks for the translation."""
    return words


def known_languages(folder: Path = WORDS) -> tuple[str, ...]:
    """English, and the languages that are translated into, as their folders are called (`de`, `pt_BR`)."""
    return (ENGLISH, *sorted(path.parts[-3] for path in folder.glob("*/LC_MESSAGES/sayso.mo")))


def choose_language(known: Iterable[str], asked: str, accepted: str) -> str:
    """The language that was `asked` for, else the first one known in the order of an Accept-Language header, else
    English. Raises `UsageError` where no translation is there into what was asked for.
    """
    by_tag = {name.replace("_", "-").lower(): name for name in known}
    if asked:
        if found := by_tag.get(asked.replace("_", "-").lower()):
            return found
        there = ", ".join(by_tag.values())
        raise UsageError(f"the desk is not translated into {asked!r}; SAYSO_LANGUAGE may be {there}")
    for tag in _most_wanted_first(accepted):
        if found := by_tag.get(tag) or by_tag.get(tag.partition("-")[0]):
            return found
    return ENGLISH


def load_words(language: str, folder: Path = WORDS) -> gettext.NullTranslations:
    """The strings in one of the known languages."""
    return gettext.translation("sayso", folder, [language], fallback=language == ENGLISH)


def _most_wanted_first(accepted: str) -> list[str]:
    tags = [(float(quality or 1), tag) for tag, quality in _RANGE.findall(accepted.lower())]
    return [tag for quality, tag in sorted(tags, key=lambda one: -one[0]) if quality]
