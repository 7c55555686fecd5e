"""Documents in, annotated text out: the floor between intake and claims. One folder a language."""

from functools import cache

from sayso.errors import InputError
from sayso.reading.annotated import Annotated, Reader
from sayso.reading.english.quotes import Quote, find_inner_quotes

__all__ = ["LANGUAGES", "Annotated", "Quote", "Reader", "find_inner_quotes", "load_reader"]

LANGUAGES = ("en",)


@cache
def _english() -> Reader:
    from sayso.reading.english.reader import EnglishReader

    return EnglishReader()


def load_reader(language: str = "en") -> Reader:
    """The reader of a language (ISO 639-1), loaded once a process. Raises `InputError` where there is none."""
    if language not in LANGUAGES:
        raise InputError(f"no reader for the language {language!r} yet; there is one for {', '.join(LANGUAGES)}")
    return _english()
