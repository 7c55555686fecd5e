"""What somebody means who gives an id, the beginning of one, or a source's name: the one thing of the ledger.

Used by all that takes ids from people. Invariant: a beginning is taken only where it is that of one thing alone, and
whoever is refused is told what there is.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.errors import NotFoundError

if TYPE_CHECKING:
    from sayso.ledger.lookup import Lookup

__all__ = ["find_thing"]

_LEAST = 8  # characters of an id, its tag among them, that may stand for it
_NAMED = 5  # candidates that are named
_KINDS = {
    "d1": ("a document", "`sayso documents` lists them"),
    "c1": ("a claim", "`sayso show claims` lists them"),
    "e1": ("a source", "`sayso show sources` lists them with their ids"),
    "p1": ("a proposition", "`sayso show propositions` lists them"),
    "j1": ("a judgement", "`sayso judge list` shows them"),
}


def find_thing(lookup: "Lookup", thing: str, tags: Sequence[str] = ("d1", "c1", "e1")) -> str:
    """The id of what is meant by an id, a beginning of eight characters and more that only one id has, or, where the
    tag `e1` is among `tags`, by the name of a source. Raises `NotFoundError` that names the candidates.
    """
    tag = thing.partition(":")[0]
    if ":" in thing and tag in tags:
        none = f"no id in the ledger begins with {thing!r}"
        return _one_of(_beginning(lookup, thing), f"{thing!r} is the beginning of", none, tag)
    if "e1" in tags and not (":" in thing and tag in _KINDS):
        found = lookup.sources_called(thing)
        return _one_of(found, f"{thing!r} is the name of", f"{thing!r} is no source's name", "e1")
    asked = " or ".join(_KINDS[tag][0] for tag in tags)
    raise NotFoundError(f"{thing!r} is not the id of {asked}; {_KINDS[tags[0]][1]}")


def _beginning(lookup: "Lookup", thing: str) -> Sequence[str]:
    """The ids that this one may stand for; the id itself where it is one, though it is the beginning of others too."""
    found = lookup.ids(thing, _NAMED + 1)
    if thing not in found and len(thing) < _LEAST and found:
        raise NotFoundError(f"{thing!r} is too short to stand for an id: give {_LEAST} characters of it, or more")
    return [thing] if thing in found else found


def _one_of(found: Sequence[str], several: str, none: str, tag: str) -> str:
    if not found:
        raise NotFoundError(f"{none}; {_KINDS[tag][1]}")
    if len(found) > 1:
        more = "" if len(found) <= _NAMED else " and more"
        raise NotFoundError(f"{several} {', '.join(found[:_NAMED])}{more}; give the id of one")
    return found[0]
