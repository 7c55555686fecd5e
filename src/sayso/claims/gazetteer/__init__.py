"""The gazetteer: countries with their adjectives, well-known regions and larger cities, as one table.

Made by `training/gazetteer/build.py` out of GeoNames; its card is `docs/models/gazetteer.md`. Invariant: a name that
several countries share has none here.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

__all__ = ["Entry", "Gazetteer", "load_gazetteer"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place by one of its spellings: the name it goes by, its country (ISO 3166-1, two letters, None where several
    share the name), and whether it is a country itself.
    """

    name: str
    country: str | None
    is_country: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Spelling → place, and a country's adjective ("Polish") → its code."""

    places: Mapping[str, Entry]
    adjectives: Mapping[str, str]


def load_gazetteer() -> Gazetteer:
    """The table read into memory; about 10,000 spellings."""
    places: dict[str, Entry] = {}
    adjectives: dict[str, str] = {}
    text = (resources.files(__name__) / "places.tsv").read_text(encoding="utf-8")
    for kind, country, name, others in (line.split("\t") for line in text.splitlines()):
        if kind == "adjective":
            adjectives |= dict.fromkeys(others.split("|"), country)
            continue
        for spelling in _spellings(name, others):
            _add(places, spelling, Entry(name, country or None, kind == "country"))
    return Gazetteer(places, adjectives)


def _spellings(name: str, others: str) -> Iterator[str]:
    for spelling in (name, *filter(None, others.split("|"))):
        yield spelling
        plain = "".join(c for c in unicodedata.normalize("NFKD", spelling) if not unicodedata.combining(c))
        if plain != spelling:
            yield plain


def _add(places: dict[str, Entry], spelling: str, entry: Entry) -> None:
    """Add a spelling; where places of several countries share it, none of them is left as its country."""
    held = places.get(spelling)
    if held is None:
        places[spelling] = entry
    elif held.country != entry.country:
        places[spelling] = Entry(spelling, None, held.is_country or entry.is_country)
