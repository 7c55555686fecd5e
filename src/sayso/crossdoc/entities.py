"""Sources resolved across reports: which names are of one person, body, document or recording.

First of what `sayso.crossdoc` yields; origins count these. Invariant: conservative: two names are one only where the
shorter fits exactly one longer; every name put together with another is a `Join` with its reason.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.bodies import merge_bodies
from sayso.crossdoc.commons import part_commons
from sayso.crossdoc.names import Key, NameWords, load_name_words, name_key
from sayso.crossdoc.personnames import Fit
from sayso.crossdoc.persons import Merged, merge_persons
from sayso.crossdoc.texts import Texts
from sayso.crossdoc.uses import Class, Use, class_of, find_uses, link_use, outlet_use, source_use, told_of
from sayso.crossdoc.works import merge_works
from sayso.model import Claim, Document, Entity, Join, Link, Mention, SourceKind, tagged

__all__ = ["Cast", "Part", "resolve_sources"]

_ALIKE = Fit("the same words but for articles, titles and marks", sure=True)
_COMMON = Fit("the same words, in reports of one matter", sure=False)
_ORDER = Fit("the same words in another order or spelling", sure=True)
_GOVERNMENT = Fit("both stand for the government of {}", sure=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One resolved source: its id, fullest name, kind and every name (as words) that it goes by."""

    id: str
    name: str
    kind: SourceKind
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All sources of a story: who a claim's source or a link of its chain is."""

    entities: tuple[Entity, ...]
    parts: Mapping[str, Part]
    outlets: Mapping[str, str]
    _by_use: Mapping[Use, str]

    def of_claim(self, claim: Claim) -> str | None:
        """The entity id of the claim's source, else of the last of its chain, else of its outlet; None for hearsay."""
        if claim.source is not None:
            return self._by_use[source_use(claim)]
        if claim.cue is not None:
            return None
        return self.of_link(claim.document, claim.chain[-1]) if claim.chain else self.outlets.get(claim.document)

    def of_link(self, document: str, link: Link) -> str | None:
        """The entity id of a link that is no unnamed source."""
        return self._by_use.get(link_use(document, link))


def resolve_sources(documents: Sequence[Document], claims: Sequence[Claim]) -> Cast:
    """The sources of `claims` and the outlets of `documents`, each once."""
    words = load_name_words()
    uses = find_uses(documents, claims)
    classes = {use: class_of(use, words) for use in uses}
    texts = Texts.of(documents, words)
    merged: dict[Use, Merged] = {use: (cls, None) for use, cls in classes.items()}
    merged |= merge_persons(classes, told_of(claims, words), texts, words)
    merged |= merge_bodies(classes, texts, words)
    merged |= merge_works(classes, words)
    merged = part_commons(merged, texts, words)
    members: dict[Class, list[Use]] = defaultdict(list)
    for use in uses:
        members[merged[use][0]].append(use)
    parts = {cls: _part(cls, group, classes, words) for cls, group in members.items()}
    by_use = {use: parts[merged[use][0]].id for use in uses}
    outlets = {d.id: by_use[outlet_use(d)] for d in documents if d.metadata.outlet}
    joins = {parts[cls].id: _joins(cls, parts[cls].name, group, merged, words) for cls, group in members.items()}
    reports = {parts[cls].id: len({u.document for u in group}) for cls, group in members.items()}
    entities = _entities(claims, by_use, tuple(parts.values()), joins, reports)
    return Cast(entities, {p.id: p for p in parts.values()}, outlets, by_use)


def _part(cls: Class, uses: Sequence[Use], classes: Mapping[Use, Class], words: NameWords) -> Part:
    kinds = Counter(u.kind for u in uses)
    kind = min(kinds, key=lambda k: (k is SourceKind.OUTLET, -kinds[k], k.value))
    kind = SourceKind.PERSON if cls[0] == "person" else kind
    counts = Counter([u.name for u in uses if classes[u][1] == cls[1]] or [u.name for u in uses])
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    keys = {classes[u][1] if cls[0] == "person" else name_key(u.name, u.kind, words) for u in uses}
    return Part(tagged("e1", [cls[0], " ".join(cls[1])]), name, kind, tuple(sorted(keys)))


def _joins(
    cls: Class, name: str, uses: Sequence[Use], merged: Mapping[Use, Merged], words: NameWords
) -> tuple[Join, ...]:
    """Why each other name is one with `name`: of several reasons that reports give, the weakest."""
    found: dict[str, Fit] = {}
    for use in uses:
        if use.name != name:
            fit = merged[use][1] or _plain_fit(cls, name, use, words)
            known = found.get(use.name, fit)
            found[use.name] = min(known, fit, key=lambda f: (f.sure, f.why))
    return tuple(Join(name, other, fit.why, fit.sure) for other, fit in sorted(found.items()))


def _plain_fit(cls: Class, name: str, use: Use, words: NameWords) -> Fit:
    """Why two names that are compared as the same words are one."""
    if cls[0].startswith("state") and name_key(name, use.kind, words) != name_key(use.name, use.kind, words):
        return Fit(_GOVERNMENT.why.format(cls[1][0].title() if len(cls[1]) == 1 else name), _GOVERNMENT.sure)
    if cls[0].startswith("body") and name_key(name, use.kind, words) != name_key(use.name, use.kind, words):
        return _ORDER
    return _COMMON if use.name.islower() or name.islower() else _ALIKE


def _entities(
    claims: Sequence[Claim],
    by_use: Mapping[Use, str],
    parts: Sequence[Part],
    joins: Mapping[str, tuple[Join, ...]],
    reports: Mapping[str, int],
) -> tuple[Entity, ...]:
    mentions: dict[str, set[Mention]] = defaultdict(set)
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.source is not None:
            ident = by_use[source_use(claim)]
            said[ident].add(claim.id)
            mentions[ident] |= {Mention(claim.document, span, claim.source.text) for span in claim.source.spans}
    return tuple(
        Entity(
            p.id,
            p.name,
            p.kind,
            tuple(sorted(mentions[p.id], key=_place)),
            tuple(sorted(said[p.id])),
            _why(p.name, joins[p.id], reports[p.id]),
            joins[p.id],
        )
        for p in sorted(parts, key=lambda p: p.id)
    )


def _place(mention: Mention) -> tuple[str, int, int, str]:
    return mention.document, *mention.span, mention.text


def _why(name: str, joins: Sequence[Join], reports: int) -> str:
    if not joins:
        return f"named alike in {reports} reports" if reports > 1 else "named in one report"
    told = (f"“{j.other}” ({'' if j.sure else 'proposed: '}{j.why})" for j in joins)
    return f"“{name}” and " + ", ".join(told)
