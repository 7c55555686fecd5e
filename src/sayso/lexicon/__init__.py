"""Word lists, as data: one folder a language, one YAML file a list, and this one loader.

A file is a list of groups, each a mapping with

- `group`: its name, unique in the file;
- `words`: the words or phrases, lower case, lemmas where the list says so;
- `example`: a sentence in which the group shows (each runs as a test);
- `origin`: where the group comes from;
- any further keys: its traits (strings), such as `factuality` of a cue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable

from sayso.errors import LexiconError

__all__ = ["Group", "Lexicon", "load_lexicon"]

_REQUIRED = ("group", "words", "example", "origin")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that behave alike, with an example, an origin and their traits."""

    name: str
    words: frozenset[str]
    example: str
    origin: str
    traits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one language: list name → groups in file order."""

    language: str
    lists: Mapping[str, tuple[Group, ...]]
    _asked: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def words(self, list_name: str, *groups: str) -> frozenset[str]:
        """All words of a list, or of the named groups of it. Raises `LexiconError` where a name is unknown."""
        asked = (list_name, *groups)
        if asked not in self._asked:
            self._asked[asked] = self._words(list_name, groups)
        return self._asked[asked]

    def _words(self, list_name: str, groups: tuple[str, ...]) -> frozenset[str]:
        chosen = [g for g in self._groups(list_name) if not groups or g.name in groups]
        if groups and len(chosen) != len(set(groups)):
            raise LexiconError(f"the list {list_name!r} ({self.language}) lacks one of the groups {', '.join(groups)}")
        return frozenset().union(*(g.words for g in chosen))

    def trait(self, list_name: str, trait: str) -> dict[str, str]:
        """Word → value of `trait`, for every word of the list whose group has that trait; later groups win."""
        return {w: g.traits[trait] for g in self._groups(list_name) if trait in g.traits for w in g.words}

    def group_of(self, list_name: str) -> dict[str, str]:
        """Word → name of its group; the first group that lists a word wins."""
        return {w: g.name for g in reversed(self._groups(list_name)) for w in g.words}

    def _groups(self, list_name: str) -> tuple[Group, ...]:
        try:
            return self.lists[list_name]
        except KeyError:
            raise LexiconError(f"no word list {list_name!r} for the language {self.language!r}") from None


def load_lexicon(language: str, *lists: str) -> Lexicon:
    """The word lists of `language` (ISO 639-1): those named, or all.

    Raises `LexiconError` where one is missing or malformed.
    """
    folder = resources.files(__name__) / language
    if not folder.is_dir():
        raise LexiconError(f"no word lists for the language {language!r}")
    names = lists or sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".yml"))
    return Lexicon(language, {name: _load_groups(folder / f"{name}.yml") for name in names})


def _load_groups(file: Traversable) -> tuple[Group, ...]:
    import yaml

    name = file.name
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise LexiconError(f"no word list {name}") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: not YAML: {error}") from error
    if not isinstance(raw, list):
        raise LexiconError(f"{name}: not a list of groups")
    groups = tuple(_group(name, entry) for entry in raw)
    if len({g.name for g in groups}) != len(groups):
        raise LexiconError(f"{name}: two groups have one name")
    return groups


def _group(name: str, entry: object) -> Group:
    if not isinstance(entry, dict) or any(key not in entry for key in _REQUIRED):
        raise LexiconError(f"{name}: a group lacks one of {', '.join(_REQUIRED)}: {entry!r:.80}")
    words = entry["words"]
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise LexiconError(f"{name}: the words of {entry['group']!r} are not a list of texts (quote yes, no, on, off)")
    traits = {key: str(value) for key, value in entry.items() if key not in _REQUIRED}
    return Group(entry["group"], frozenset(words), entry["example"], entry["origin"], traits)
