"""Which names of persons are of one, over all reports of a story.

Called by `entities`. Invariant: names are put together only where every name that fits one of them fits all; a short
name only where it fits one person; so the order of reports has no part in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.names import NameWords
from sayso.crossdoc.personnames import Fit, PersonName, fit_persons, initials_of, parse_person
from sayso.crossdoc.texts import Texts
from sayso.crossdoc.uses import Class, Told, Use, given_genders

__all__ = ["Merged", "merge_persons"]

Merged = tuple[Class, Fit | None]
_NOTHING = Told(frozenset(), frozenset())
_SHORT_SOUND = 5  # letters from which two spellings of a last name alone may be one name
_IN_REPORT = Fit("the only one of this last name in its report", sure=False)
_IN_STORY = Fit("the only one of this last name in all reports, which share other names", sure=False)
_SPELT = Fit("two spellings of one last name", sure=False)


@dataclass(frozen=True, slots=True)
class _Node:
    """One name as all reports use it, with what they tell of its bearer."""

    cls: Class
    name: PersonName
    uses: tuple[Use, ...]
    told: Told

    @property
    def rank(self) -> tuple[int, Class]:
        return -sum(map(len, (*self.name.given, *self.name.particles))), self.cls


def merge_persons(
    classes: Mapping[Use, Class], told: Mapping[Use, Told], texts: Texts, words: NameWords
) -> dict[Use, Merged]:
    """Each use of a person with the class of the fullest name of that person, and why (None where it is its own)."""
    nodes = _nodes(classes, told, words)
    full = [n for n in nodes if n.name.given]
    heads = _heads(full)
    merged = {use: heads[node.cls] for node in full for use in node.uses}
    people = _people(full, heads)
    by_sound: dict[str, list[_Node]] = defaultdict(list)
    for person in people:
        by_sound[person.name.sound].append(person)
    short = [n for n in nodes if not n.name.given]
    for node in short:
        for use in node.uses:
            found = _bearer(node, use, told.get(use, _NOTHING), by_sound[node.name.sound], texts)
            merged[use] = found or (_of_gender(node, told.get(use, _NOTHING)), None)
    return merged | _respelt(short, by_sound)


def _nodes(classes: Mapping[Use, Class], told: Mapping[Use, Told], words: NameWords) -> list[_Node]:
    uses: dict[Class, list[Use]] = defaultdict(list)
    for use, cls in classes.items():
        if cls[0] == "person" and cls[1]:
            uses[cls].append(use)
    return [
        _node(cls, found, _together(told.get(use, _NOTHING) for use in found), words)
        for cls, found in sorted(uses.items())
    ]


def _node(cls: Class, uses: Sequence[Use], told: Told, words: NameWords) -> _Node:
    """One name, its bearer's gender by the given name where no report tells it."""
    name = parse_person(cls[1], words)
    given = given_genders().get(name.given[0]) if name.given and not told.genders else None
    return _Node(cls, name, tuple(uses), told | Told(frozenset({given}), frozenset()) if given else told)


def _of_gender(node: _Node, told: Told) -> Class:
    """The class of a last name alone: where reports tell of a "Mr" and a "Mrs" of that name, two."""
    kind, key = node.cls
    return (f"{kind} {min(told.genders)}", key) if len(node.told.genders) > 1 and told.genders else node.cls


def _together(told: Iterator[Told]) -> Told:
    whole = _NOTHING
    for one in told:
        whole |= one
    return whole


def _heads(nodes: Sequence[_Node]) -> dict[Class, Merged]:
    """Each full name with the fullest of those that it is one with."""
    fits = _fits(nodes)
    by_class = {n.cls: n for n in nodes}
    # A name that fits two who don't fit each other ("J. Penn": Jo Penn, Jan Penn) is joined to none.
    clear = {c for c, near in fits.items() if all(o == p or p in fits[o] for o in near for p in near)}
    heads: dict[Class, Merged] = {}
    for node in nodes:
        group = [node, *(by_class[c] for c in fits[node.cls] if c in clear)] if node.cls in clear else [node]
        head = min(group, key=lambda n: n.rank)
        heads[node.cls] = (head.cls, fits[node.cls].get(head.cls))
    return heads


def _fits(nodes: Sequence[_Node]) -> dict[Class, dict[Class, Fit]]:
    """Which full names fit which; only names that share the sound of the last and a first letter are compared."""
    buckets: dict[tuple[str, str], list[_Node]] = defaultdict(list)
    for node in nodes:
        for letter in initials_of(node.name.given):
            buckets[node.name.sound, letter].append(node)
    fits: dict[Class, dict[Class, Fit]] = {n.cls: {} for n in nodes}
    for bucket in buckets.values():
        for at, node in enumerate(bucket):
            for other in bucket[:at]:
                fit = None if node.told.contradicts(other.told) else fit_persons(node.name, other.name)
                if fit is not None:
                    fits[node.cls][other.cls] = fits[other.cls][node.cls] = fit
    return fits


def _people(nodes: Sequence[_Node], heads: Mapping[Class, Merged]) -> list[_Node]:
    """One node a person, with all its uses and all that is told of it."""
    groups: dict[Class, list[_Node]] = defaultdict(list)
    for node in nodes:
        groups[heads[node.cls][0]].append(node)
    by_class = {n.cls: n for n in nodes}
    return [
        _Node(cls, by_class[cls].name, tuple(u for n in group for u in n.uses), _together(n.told for n in group))
        for cls, group in sorted(groups.items())
    ]


def _bearer(node: _Node, use: Use, told: Told, people: Sequence[_Node], texts: Texts) -> Merged | None:
    """The one person whose last name a use is: of its report, or else of the story where nothing speaks against it."""
    near = [p for p in people if any(u.document == use.document for u in p.uses)]
    fitting = [p for p in near or people if not node.name.particles or p.name.particles in ((), node.name.particles)]
    if len(fitting) != 1 or (not near and len(people) > 1):
        return None
    person = fitting[0]
    if told.contradicts(person.told):
        return None
    if near:
        return person.cls, _IN_REPORT
    apart = told.offices and person.told.offices and not told.offices & person.told.offices
    documents = {u.document for u in person.uses}
    return (person.cls, _IN_STORY) if not apart and texts.related(use.document, documents, node.cls[1]) else None


def _respelt(short: Sequence[_Node], by_sound: Mapping[str, Sequence[_Node]]) -> dict[Use, Merged]:
    """Last names alone that are spellings of one, where no report has a full name of that sound."""
    groups: dict[str, list[_Node]] = defaultdict(list)
    for node in short:
        if not by_sound.get(node.name.sound) and len(node.name.sound) >= _SHORT_SOUND and len(node.cls[1]) == 1:
            groups[node.name.sound].append(node)
    found: dict[Use, Merged] = {}
    for group in groups.values():
        head = min(group, key=lambda n: (-len(n.uses), n.cls))
        if not any(n.told.contradicts(o.told) for n in group for o in group):
            found |= {use: (head.cls, _SPELT) for n in group if n is not head for use in n.uses}
    return found
