"""What the claims of a proposition finally rest on, and which of them are one.

Used when propositions are put together. Invariant: the count is never too high: what the reports leave open (an
unnamed source, an outlet's own voice, hearsay) is counted with another origin, and `why` says so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.crossdoc.affiliations import Affiliations
from sayso.crossdoc.entities import Cast
from sayso.crossdoc.names import load_name_words
from sayso.crossdoc.reuse import counterpart
from sayso.crossdoc.words import plain_words, stem
from sayso.model import Claim, Document, Origin, Reuse, SourceKind, Span, Stance

__all__ = ["Ties", "build_ties", "trace_origins"]

_COUNTED = (Stance.AFFIRMS, Stance.DENIES)
_HEARSAY = "hearsay"
_OTHERS = 1 / 3  # share of claims of others from which a body's documents are reports and not statements


@dataclass(frozen=True, slots=True)
class Ties:
    """What tracing needs of a whole story: who is who, who speaks for whom, who copied whom, who published when."""

    cast: Cast
    affiliations: Affiliations
    copies: Mapping[str, Sequence[Reuse]]
    outlets: Mapping[str, frozenset[str]]
    parties: frozenset[str]

    def is_party(self, claim: Claim) -> bool:
        """Whether the claim's document speaks for a body that the story's reports cite, such as a press statement."""
        return self.cast.outlets.get(claim.document) in self.parties


def build_ties(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    reuse: Sequence[Reuse],
    cast: Cast,
    affiliations: Affiliations,
) -> Ties:
    """`Ties` of a story; a party is an outlet that is itself a source elsewhere, as a body and not as a publication."""
    copies: dict[str, list[Reuse]] = defaultdict(list)
    for one in reuse:
        copies[one.copy].append(one)
    published: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        ident = cast.outlets.get(document.id)
        if ident is not None:
            published[ident].add(document.id)
    cited = {
        ident
        for c in claims
        if c.source is not None and c.source.kind in {SourceKind.ORGANISATION, SourceKind.GOVERNMENT}
        if (ident := cast.of_claim(c)) is not None
    }
    cited |= {body for bodies in affiliations.bodies.values() for body in bodies}
    parties = {i for i in cited & published.keys() if _speaks_for_itself(i, published[i], claims, cast, affiliations)}
    return Ties(cast, affiliations, copies, {i: frozenset(d) for i, d in published.items()}, frozenset(parties))


def _speaks_for_itself(
    ident: str, documents: Collection[str], claims: Sequence[Claim], cast: Cast, affiliations: Affiliations
) -> bool:
    """Whether a body's documents give few words of others: a press statement does, a newspaper does not."""
    mine = [c for c in claims if c.document in documents]
    others = sum(c.source is not None and ident not in affiliations.of(cast.of_claim(c) or "") for c in mine)
    return others <= _OTHERS * len(mine)


def trace_origins(claims: Sequence[Claim], stances: Mapping[str, Stance], ties: Ties) -> tuple[Origin, ...]:
    """The origins of those who affirm and of those who deny, in order of stance and first claim."""
    found: list[Origin] = []
    for stance in _COUNTED:
        side = sorted((c for c in claims if stances[c.id] is stance), key=lambda c: c.id)
        if side:
            found += _Side(side, stance, ties).origins()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Root:
    """What one claim rests on: a source (or, by itself, an outlet's voice), its kind, and the report that gives it."""

    ident: str
    kind: SourceKind
    name: str
    open: bool = False


class _Side:
    """The claims of one stance, put together by what they rest on; a union of roots with the reasons for it."""

    def __init__(self, claims: Sequence[Claim], stance: Stance, ties: Ties) -> None:
        self._claims = {c.id: c for c in claims}
        self._stance = stance
        self._ties = ties
        self._root_of = {c.id: self._root(c) for c in claims}
        self._parent = {root.ident: root.ident for root in self._root_of.values()}
        self._whys: dict[str, list[str]] = defaultdict(list)

    def origins(self) -> list[Origin]:
        for claim in self._claims.values():
            self._follow_copy(claim)
            self._follow_outlet(claim)
        self._join_givers()
        self._join_speakers()
        self._join_makers()
        self._join_states()
        self._join_offices()
        self._join_groups()
        self._join_open()
        return self._collect()

    def _root(self, claim: Claim) -> _Root:
        ident = self._ties.cast.of_claim(claim)
        if ident is None:
            return _Root(_HEARSAY, SourceKind.ANONYMOUS, "hearsay, no source named", open=True)
        part = self._ties.cast.parts[ident]
        own = claim.own and ident not in self._ties.parties
        return _Root(ident, part.kind, part.name, open=own)

    def _follow_copy(self, claim: Claim) -> None:
        """A copy's claim rests on the original's with the same words, and an own one on any of the original."""
        for reuse in self._ties.copies.get(claim.document, ()):
            passage = counterpart(reuse, Span(claim.content.start, claim.content.end))
            for other in self._of_document(reuse.of):
                same_words = passage is not None and passage.overlaps(Span(other.content.start, other.content.end))
                if same_words or self._root_of[claim.id].open:
                    self._join(claim, other, "one report's wording is taken from the other")
                    return

    def _of_document(self, document: str) -> list[Claim]:
        return [c for c in self._claims.values() if c.document == document]

    def _follow_outlet(self, claim: Claim) -> None:
        """A claim that comes through another outlet of the story rests on what that outlet itself rests on."""
        for ident in self._cited(claim):
            there = [
                c
                for d in sorted(self._ties.outlets.get(ident, ()))
                for c in self._of_document(d)
                if d != claim.document
            ]
            fitting = [c for c in there if self._owned(claim, ident) or self._akin(claim, c)]
            if fitting:
                self._join(claim, fitting[0], f"one cites the other's outlet, {self._ties.cast.parts[ident].name}")
                return

    def _cited(self, claim: Claim) -> Iterator[str]:
        for link in reversed(claim.chain[1:]):
            ident = self._ties.cast.of_link(claim.document, link)
            if link.kind is SourceKind.OUTLET and ident is not None:
                yield ident
        yield from (ident for ident in sorted(self._ties.outlets) if self._owned(claim, ident))

    def _owned(self, claim: Claim, outlet: str) -> bool:
        """Whether the source is an outlet's own: "the Courier's man in the ministry"."""
        if claim.source is None or outlet not in self._ties.cast.parts:
            return False
        words = claim.source.text.replace("’", "'").split()
        return f"{self._ties.cast.parts[outlet].name.split()[-1]}'s" in words

    def _akin(self, claim: Claim, other: Claim) -> bool:
        """Whether both rest on the same kind of source, or the one names nothing behind the outlet."""
        one, two = self._root_of[claim.id], self._root_of[other.id]
        return one.kind in {two.kind, SourceKind.OUTLET}

    def _join_givers(self) -> None:
        """Who hands on another's word ("her logs show") and who is heard directly are one, if they are the same."""
        roots = {root.ident: root for root in self._roots()}
        for claim in self._claims.values():
            for link in claim.chain[1:-1]:
                ident = self._ties.cast.of_link(claim.document, link)
                if ident is None:
                    continue
                for giver in sorted({ident, *self._ties.affiliations.of(ident)} & roots.keys()):
                    if roots[giver].kind is not SourceKind.OUTLET:
                        mine = self._root_of[claim.id]
                        self._unite(giver, mine.ident, f"{mine.name} is given by {link.name}: counted as one")

    def _join_speakers(self) -> None:
        """A body and those who speak for it are one, and so are two who speak for the same body."""
        by_body: dict[str, list[str]] = defaultdict(list)
        for root in self._roots():
            for body in sorted(self._ties.affiliations.of(root.ident)):
                by_body[body].append(root.ident)
        for body, idents in sorted(by_body.items()):
            for ident in idents[1:]:
                self._unite(
                    idents[0],
                    ident,
                    f"they speak for {self._ties.cast.parts[body].name}" if body in self._ties.cast.parts else "",
                )

    def _join_makers(self) -> None:
        """A recording or document and the one who says to have made it are one."""
        made = [r for r in self._roots() if r.kind in {SourceKind.RECORDING, SourceKind.DOCUMENT}]
        makers = load_name_words().makers
        for claim in self._claims.values():
            gist = claim.gist
            if made and stem(gist.head) in {stem(m) for m in makers} and set(gist.subject) & {"i", "we"}:
                for root in made:
                    self._unite(root.ident, self._root_of[claim.id].ident, "it is the work of the one who speaks")
        for root in made:
            for other in self._roots():
                if root.ident != other.ident and root.name.lower() in other.name.lower():
                    self._unite(root.ident, other.ident, "it is the work of the one who speaks")

    def _join_states(self) -> None:
        """Those who speak for a state that the reports do not name are counted as one."""
        states = self._ties.affiliations.states
        idents = [r.ident for r in self._roots() if r.ident in states]
        governments = [r.ident for r in self._roots() if r.kind is SourceKind.GOVERNMENT]
        for ident in idents:
            if len(governments) == 1 and not self._ties.affiliations.of(ident) - {ident}:
                self._unite(governments[0], ident, "both speak for a state, and nothing says that it is not the same")

    def _join_offices(self) -> None:
        """An office without a name may be that of one who is named, unless they speak for different bodies."""
        ties = self._ties.affiliations
        people = [r for r in self._roots() if r.kind is SourceKind.PERSON and ties.holds_office(r.ident)]
        for office in (r for r in self._roots() if r.kind is SourceKind.OFFICE):
            for person in people:
                mine, theirs = (ties.of(r.ident) - {r.ident} for r in (office, person))
                if not mine or not theirs or mine & theirs:
                    why = f"{office.name} may be {person.name}: counted as one"
                    self._unite(person.ident, office.ident, why)
                    break

    def _join_groups(self) -> None:
        """A group may be known through the one who speaks in the same report, or who leads a body elsewhere."""
        for group in (r for r in self._roots() if r.kind is SourceKind.GROUP):
            self._join_people_of(group)
            reports = {self._claims[c].document for c, r in self._root_of.items() if r.ident == group.ident}
            for claim, root in sorted(self._root_of.items()):
                leads = bool(self._ties.affiliations.of(root.ident) - {root.ident})
                if root.kind is SourceKind.PERSON and (leads or self._claims[claim].document in reports):
                    self._unite(root.ident, group.ident, f"{root.name} may be one of {group.name}: counted as one")

    def _join_people_of(self, group: _Root) -> None:
        """Those of a body ("people at the ministry") count with whoever speaks for the one such body."""
        nouns = set(plain_words(group.name)) & load_name_words().generic
        for root in self._roots():
            spoken = (self._ties.cast.parts.get(body) for body in sorted(self._ties.affiliations.of(root.ident)))
            if root != group and any(part and nouns & set(plain_words(part.name)) for part in spoken):
                self._unite(root.ident, group.ident, f"{group.name} may be of the body that {root.name} speaks for")
                return

    def _join_open(self) -> None:
        """What rests on nothing that is named is counted with the origin that has most claims."""
        self._join_unnamed()
        for root in self._roots():
            if root.open or (root.kind is SourceKind.OUTLET and root.ident not in self._ties.outlets):
                target = self._largest(besides=root.ident)
                if target is not None:
                    self._unite(target, root.ident, f"on what {root.name} rests is not said: counted here, not twice")

    def _join_unnamed(self) -> None:
        """Unnamed sources may be one person, unless each is tied to a different body."""
        unnamed = [r for r in self._roots() if r.kind is SourceKind.ANONYMOUS and not r.open]
        for at, root in enumerate(unnamed):
            for other in unnamed[:at]:
                mine, theirs = (self._ties.affiliations.of(r.ident) - {r.ident} for r in (root, other))
                if not mine or not theirs or mine & theirs:
                    self._unite(other.ident, root.ident, "both sources are unnamed and may be the same: counted as one")
                    break
            for named in self._roots():
                if named.ident in self._ties.affiliations.untold:
                    self._unite(named.ident, root.ident, f"the unnamed source may be {named.name}: counted as one")
                    break

    def _roots(self) -> list[_Root]:
        return sorted(set(self._root_of.values()), key=lambda r: (r.ident, r.kind, r.name, r.open))

    def _largest(self, besides: str) -> str | None:
        sizes: dict[str, int] = defaultdict(int)
        for claim in self._claims:
            sizes[self._find(self._root_of[claim].ident)] += 1
        sizes.pop(self._find(besides), None)
        return min(sizes, key=lambda ident: (-sizes[ident], ident), default=None)

    def _join(self, claim: Claim, other: Claim, why: str) -> None:
        self._unite(self._root_of[other.id].ident, self._root_of[claim.id].ident, why)

    def _unite(self, one: str, other: str, why: str) -> None:
        kept, gone = self._find(one), self._find(other)
        if kept == gone:
            return
        self._parent[gone] = kept
        self._whys[kept] += [*self._whys.pop(gone, []), why]

    def _find(self, ident: str) -> str:
        while self._parent[ident] != ident:
            ident = self._parent[ident]
        return ident

    def _collect(self) -> list[Origin]:
        groups: dict[str, list[str]] = defaultdict(list)
        for claim, root in self._root_of.items():
            groups[self._find(root.ident)].append(claim)
        found = [self._origin(top, sorted(idents)) for top, idents in groups.items()]
        return sorted(found, key=lambda o: (o.claims, o.name))

    def _origin(self, top: str, idents: list[str]) -> Origin:
        roots = {self._root_of[i] for i in idents}
        named = min(roots, key=lambda r: (r.open, r.ident != top, r.ident))
        return Origin(named.name, named.kind, self._stance, tuple(idents), self._why(top, idents, named))

    def _why(self, top: str, idents: Sequence[str], named: _Root) -> str:
        reasons = list(dict.fromkeys(w for w in self._whys.get(top, ()) if w))
        reports = len({self._claims[i].document for i in idents})
        if not reasons:
            return f"all rest on {named.name}" if len(idents) > 1 else f"rests on {named.name}"
        return f"{len(idents)} claims of {reports} reports: " + "; ".join(reasons)
