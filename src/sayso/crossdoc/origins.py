"""What the claims of a proposition finally rest on, and which of them are one.

Used when propositions are put together. Invariant: the count is never too high: what the reports leave open (an
unnamed source, an outlet's own voice, hearsay) is counted with another origin, and `why` says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.crossdoc.materials import material_of, offered
from sayso.crossdoc.mergers import Speakers, merge_voices
from sayso.crossdoc.names import load_name_words
from sayso.crossdoc.reuse import counterpart
from sayso.crossdoc.ties import Ties, build_ties
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.voices import Rank, Voice, build_voice
from sayso.crossdoc.words import stem
from sayso.model import Claim, Origin, SourceKind, Span, Stance

__all__ = ["Ties", "build_ties", "trace_origins"]

_COUNTED = (Stance.AFFIRMS, Stance.DENIES)
_HEARSAY = Voice(
    "hearsay", SourceKind.ANONYMOUS, "hearsay, no source named", Rank.OPEN, frozenset(), frozenset(), frozenset(), False
)


def trace_origins(claims: Sequence[Claim], stances: Mapping[str, Stance], ties: Ties) -> tuple[Origin, ...]:
    """The origins of those who affirm and of those who deny, in order of stance and first claim."""
    found: list[Origin] = []
    for stance in _COUNTED:
        side = sorted((c for c in claims if stances[c.id] is stance), key=lambda c: c.id)
        if side:
            found += _Side(side, stance, ties).origins()
    return tuple(found)


class _Side:
    """The claims of one stance, put together by what they rest on: a union of voices with the reasons for it."""

    def __init__(self, claims: Sequence[Claim], stance: Stance, ties: Ties) -> None:
        self._claims = claims
        self._stance = stance
        self._ties = ties
        self._by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_document[claim.document].append(claim)
        self._givers = {c.id: tuple(self._givers_of(c)) for c in claims}
        self._voices = self._build_voices()
        self._root = {c.id: self._voices[self._ident(c)] for c in claims}
        weights = Counter(root.ident for root in self._root.values())
        self._unions = Unions({ident: weights[ident] for ident in sorted(self._voices)})

    def origins(self) -> list[Origin]:
        for claim in self._claims:
            self._join_givers(claim)
            self._follow_copy(claim)
            self._follow_outlet(claim)
        self._join_makers()
        merge_voices(self._speakers(), self._unions, self._ties)
        return self._collect()

    def _ident(self, claim: Claim) -> str:
        return self._ties.cast.of_claim(claim) or _HEARSAY.ident

    def _givers_of(self, claim: Claim) -> Iterator[str]:
        """Those who hand another's word on: the links between outlet and source that are no outlets."""
        for link in claim.chain[1:-1]:
            ident = self._ties.cast.of_link(claim.document, link)
            if ident is not None and link.kind not in {SourceKind.OUTLET, SourceKind.ANONYMOUS}:
                yield ident

    def _build_voices(self) -> dict[str, Voice]:
        texts: dict[str, list[str]] = defaultdict(list)
        for claim in self._claims:
            texts[self._ident(claim)] += [claim.source.text] if claim.source else []
            for giver in self._givers[claim.id]:
                texts[giver] += []
        parts = self._ties.cast.parts
        return {i: build_voice(parts[i], found, self._ties) if i in parts else _HEARSAY for i, found in texts.items()}

    def _speakers(self) -> Speakers:
        """The voices with what they rest on and where they are heard."""
        materials = defaultdict(set)
        documents = defaultdict(set)
        for claim in self._claims:
            root = self._root[claim.id]
            documents[root.ident].add(claim.document)
            materials[root.ident] |= {*offered(claim)} if root.rank is not Rank.OPEN else set()
        for voice in self._voices.values():
            if voice.rank is Rank.MATERIAL:
                materials[voice.ident] = {material_of(voice.name, voice.kind)}
        return Speakers(self._voices, materials, documents)

    def _join_givers(self, claim: Claim) -> None:
        """Who hands on another's word ("her logs show") and who is heard directly are one."""
        mine = self._root[claim.id]
        for giver in self._givers[claim.id]:
            name = self._voices[giver].name
            self._unions.unite(giver, mine.ident, f"{mine.name} is given by {name}: counted as one")

    def _follow_copy(self, claim: Claim) -> None:
        """A copy's claim rests on the original's with the same words, and an own one on any of the original.

        Not where each names a source of its own: the same words were then said to two reporters, or by two.
        """
        for reuse in self._ties.copies.get(claim.document, ()):
            passage = counterpart(reuse, Span(claim.content.start, claim.content.end))
            for other in self._by_document.get(reuse.of, ()):
                same_words = passage is not None and passage.overlaps(Span(other.content.start, other.content.end))
                if (same_words or self._root[claim.id].rank is Rank.OPEN) and not self._told_apart(claim, other):
                    self._join(claim, other, "one report's wording is taken from the other")
                    return

    def _told_apart(self, claim: Claim, other: Claim) -> bool:
        """Whether two voices are each named, and no words of a report tie the two."""
        mine, theirs = self._root[claim.id], self._root[other.id]
        if Rank.OPEN in (mine.rank, theirs.rank) or mine.ident == theirs.ident:
            return False
        if mine.rank is Rank.MATERIAL and theirs.rank is Rank.MATERIAL:
            return not material_of(mine.name, mine.kind).may_be(material_of(theirs.name, theirs.kind))
        return mine.certain and theirs.certain

    def _follow_outlet(self, claim: Claim) -> None:
        """A claim that comes through another outlet of the story rests on what that outlet itself rests on."""
        for ident in self._cited(claim):
            there = (
                c
                for d in sorted(self._ties.outlets.get(ident, ()))
                if d != claim.document
                for c in self._by_document.get(d, ())
            )
            fitting = next((c for c in there if self._owned(claim, ident) or self._akin(claim, c)), None)
            if fitting is not None:
                self._join(claim, fitting, f"one cites the other's outlet, {self._ties.cast.parts[ident].name}")
                return

    def _cited(self, claim: Claim) -> Iterator[str]:
        for link in reversed(claim.chain[1:]):
            ident = self._ties.cast.of_link(claim.document, link)
            if ident is not None and (link.kind is SourceKind.OUTLET or self._root[claim.id].rank is Rank.OPEN):
                yield ident
        yield from (ident for ident in self._owners(claim) if self._owned(claim, ident))

    def _owners(self, claim: Claim) -> Sequence[str]:
        """The outlets of the story, where the source's words have an owner at all."""
        return sorted(self._ties.outlets) if claim.source and "'s " in claim.source.text.replace("’", "'") else ()

    def _owned(self, claim: Claim, outlet: str) -> bool:
        """Whether the source is an outlet's own: "the Courier's man in the ministry"."""
        if claim.source is None or outlet not in self._ties.cast.parts:
            return False
        words = claim.source.text.replace("’", "'").split()
        return f"{self._ties.cast.parts[outlet].name.split()[-1]}'s" in words

    def _akin(self, claim: Claim, other: Claim) -> bool:
        """Whether both may rest on the same source, or the one names nothing behind the outlet."""
        one, two = self._root[claim.id], self._root[other.id]
        return one.rank is Rank.OPEN or (one.kind is two.kind and not self._told_apart(claim, other))

    def _join_makers(self) -> None:
        """A recording or document and the one who says to have made it are one."""
        made = [v for _, v in sorted(self._voices.items()) if v.rank is Rank.MATERIAL]
        makers = {stem(m) for m in load_name_words().makers} if made else set()
        for claim in self._claims:
            root = self._root[claim.id]
            first = stem(claim.gist.head) in makers and bool({*claim.gist.subject} & {"i", "we"})
            for voice in made:
                if first or (voice.ident != root.ident and voice.name.lower() in root.name.lower()):
                    self._unions.unite(voice.ident, root.ident, "it is the work of the one who speaks")

    def _join(self, claim: Claim, other: Claim, why: str) -> None:
        self._unions.unite(self._root[other.id].ident, self._root[claim.id].ident, why)

    def _collect(self) -> list[Origin]:
        groups: dict[str, list[str]] = defaultdict(list)
        for claim in self._claims:
            groups[self._unions.find(self._root[claim.id].ident)].append(claim.id)
        found = [self._origin(top, sorted(idents)) for top, idents in groups.items()]
        return sorted(found, key=lambda o: (o.claims, o.name))

    def _origin(self, top: str, idents: list[str]) -> Origin:
        roots = {self._root[i] for i in idents}
        named = min(roots, key=lambda r: (r.rank is Rank.OPEN, r.ident != top, r.ident))
        return Origin(named.name, named.kind, self._stance, tuple(idents), self._why(top, idents, named))

    def _why(self, top: str, idents: Sequence[str], named: Voice) -> str:
        reasons = self._unions.whys(top)
        reports = len({c.document for c in self._claims if c.id in set(idents)}) if reasons else 0
        if not reasons:
            return f"all rest on {named.name}" if len(idents) > 1 else f"rests on {named.name}"
        return f"{len(idents)} claims of {reports} reports: " + "; ".join(reasons)
