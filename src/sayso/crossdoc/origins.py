"""What the claims of a proposition finally rest on, and which of them are one.

Used when propositions are put together. Invariant: the count is never too high: what the reports leave open (an
unnamed source, an outlet's own voice, hearsay) is counted with another origin, and `why` says so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sayso.crossdoc.certainty import Certainty, confirmed
from sayso.crossdoc.materials import Material, material_of, offered
from sayso.crossdoc.mergers import Speakers, merge_voices
from sayso.crossdoc.names import BODIES
from sayso.crossdoc.phrasing import counted
from sayso.crossdoc.reuse import counterpart
from sayso.crossdoc.ties import Ties, build_ties
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.voices import Rank, Voice, build_voice
from sayso.crossdoc.words import plain_words
from sayso.model import Claim, Origin, Reuse, SourceKind, Span, Stance

__all__ = ["Ties", "build_ties", "trace_leads", "trace_origins"]

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_UTTERANCE = 5  # words: two people rarely say as many in the same order
_FULL_NAME = 2  # words that a name has at least which tells one person from others
_OWN_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})
_COUNTED = (Stance.AFFIRMS, Stance.DENIES)
_HEARSAY = Voice(
    "hearsay", SourceKind.ANONYMOUS, "hearsay, no source named", Rank.OPEN, frozenset(), frozenset(), frozenset(), False
)


def trace_origins(
    claims: Sequence[Claim], stances: Mapping[str, Stance], ties: Ties, certainty: Certainty | None = None
) -> tuple[Origin, ...]:
    """The origins of those who affirm and of those who deny, in order of stance and first claim.

    `certainty` tells which of the claims surely say the same; without it, all do. Deniers confirm nothing, and need
    not deny it in one sense.
    """
    found: list[Origin] = []
    for stance in _COUNTED:
        side = sorted((c for c in claims if stances[c.id] is stance), key=lambda c: c.id)
        if side:
            found += _Side(side, stance, ties).origins(certainty if stance is Stance.AFFIRMS else None)
    return tuple(found)


def trace_leads(
    claims: Sequence[Claim], stances: Mapping[str, Stance], ties: Ties
) -> Iterator[tuple[Claim, Claim, str]]:
    """Each claim that follows another of its side, citing its outlet or taking its words; the other one; and why."""
    for stance in _COUNTED:
        side = sorted((c for c in claims if stances[c.id] is stance), key=lambda c: c.id)
        if len({c.document for c in side}) > 1:
            traced = _Side(side, stance, ties)
            for claim in side:
                found = traced.followed(claim)
                if found is not None:
                    yield claim, *found


class _Side:
    """The claims of one stance, put together by what they rest on: a union of voices with the reasons for it."""

    def __init__(self, claims: Sequence[Claim], stance: Stance, ties: Ties) -> None:
        self._claims = claims
        self._stance = stance
        self._ties = ties
        self._document = {claim.id: claim.document for claim in claims}
        self._by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_document[claim.document].append(claim)
        self._givers = {c.id: tuple(self._givers_of(c)) for c in claims}
        self._voices = self._build_voices()
        self._root = {c.id: self._voices[self._ident(c)] for c in claims}
        self._node = {c.id: c.id if self._is_open(c) else self._root[c.id].ident for c in claims}
        weights = Counter(self._node.values())
        named = (i for i, voice in self._voices.items() if voice.rank is not Rank.OPEN)
        self._unions = Unions({node: weights[node] for node in sorted({*named, *weights})})

    def origins(self, certainty: Certainty | None) -> list[Origin]:
        for claim in self._claims:
            found = self.followed(claim)
            if found is not None:
                self._unions.unite(self._node[found[0].id], self._node[claim.id], found[1])
        self._join_makers()
        self._join_names()
        merge_voices(self._speakers(), self._unions, self._ties)
        self._join_wordings()
        for claim in self._claims:  # that a body hands on a captain's word does not tell for whom the captain speaks
            self._join_givers(claim)
        if certainty is not None:
            self._join_unsure(certainty)
        return self._collect()

    def _join_unsure(self, certainty: Certainty) -> None:
        """Whoever may speak of something else confirms nothing, and is counted with those who surely say the same."""
        groups = self._groups()
        core = confirmed({top: self._told(idents) for top, idents in groups.items()}, certainty)
        for top in sorted(groups.keys() - core):
            why = f"it is not sure that {self._named(top, groups[top]).shown} says the same: counted here, not twice"
            self._unions.unite(min(core), top, why)

    def _is_open(self, claim: Claim) -> bool:
        """Whether nobody is named behind the claim: it is then counted with one other, and ties no two of them."""
        return self._root[claim.id].rank is Rank.OPEN

    def _ident(self, claim: Claim) -> str:
        return self._ties.of_claim(claim) or _HEARSAY.ident

    def _givers_of(self, claim: Claim) -> Iterator[str]:
        """Those who hand another's word on: the links between outlet and source that are no outlets; a party that does
        so in a statement of its own.
        """
        if claim.source is not None and self._ties.is_party(claim):
            yield self._ties.cast.outlets[claim.document]
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
        materials: dict[str, set[Material]] = defaultdict(set)
        documents: dict[str, set[str]] = defaultdict(set)
        for claim in self._claims:
            if not self._is_open(claim):
                materials[self._node[claim.id]] |= {*offered(claim)}
                documents[self._node[claim.id]].add(claim.document)
        named = {i: voice for i, voice in self._voices.items() if voice.rank is not Rank.OPEN}
        for voice in named.values():
            if voice.rank is Rank.MATERIAL:
                materials[voice.ident] = {material_of(voice.name, voice.kind)}
        unsaid = {self._node[c.id]: self._root[c.id].name for c in self._claims if self._is_open(c)}
        return Speakers(named, materials, documents, unsaid)

    def _join_givers(self, claim: Claim) -> None:
        """Who hands on another's word ("her logs show") and who is heard directly are one."""
        mine = self._root[claim.id]
        for giver in self._givers[claim.id]:
            name = self._voices[giver].name
            if self._voices[giver].rank is Rank.OPEN:
                continue
            self._unions.unite(giver, self._node[claim.id], f"{mine.name} is given by {name}: counted as one")

    def followed(self, claim: Claim) -> tuple[Claim, str] | None:
        """The claim of the outlet it cites, or else that of the report whose wording it takes: on it a claim rests."""
        return self._original_cited(claim) or self._original_copied(claim)

    def _original_copied(self, claim: Claim) -> tuple[Claim, str] | None:
        """The claim of the original with the same words; where nobody is named, else any of the original."""
        reuses = self._ties.copies.get(claim.document, ())
        same = (c for r in reuses for c in self._in_place(claim, r) if self._akin(claim, c))
        others = (c for r in reuses if self._is_open(claim) for c in self._by_document.get(r.of, ()))
        other = next(chain(same, others), None)
        return (other, "one report's wording is taken from the other") if other is not None else None

    def _in_place(self, claim: Claim, reuse: Reuse) -> Iterator[Claim]:
        """The claims of the original that stand where the claim's words were taken from."""
        place = counterpart(reuse, Span(claim.content.start, claim.content.end))
        for other in self._by_document.get(reuse.of, ()):
            if place is not None and place.overlaps(Span(other.content.start, other.content.end)):
                yield other

    def _akin(self, claim: Claim, other: Claim) -> bool:
        """Whether the claim names nobody, or both may rest on the same source, which no office tells.

        Whoever speaks for a body is found by its name; that the words are the same does not make two bodies one. And
        whom the copy names, the original need not: it is then the original that is left open.
        """
        one, two = self._root[claim.id], self._root[other.id]
        if one.rank is Rank.OPEN:
            return True
        return one.rank is two.rank is not Rank.OFFICIAL and not self._told_apart(one, two)

    def _told_apart(self, one: Voice, other: Voice) -> bool:
        """Whether two voices that speak for no body are told apart by the words of the reports."""
        if one.rank is Rank.MATERIAL and other.rank is Rank.MATERIAL:
            return not material_of(one.name, one.kind).may_be(material_of(other.name, other.kind))
        return one.ident != other.ident and SourceKind.PERSON in (one.kind, other.kind)

    def _original_cited(self, claim: Claim) -> tuple[Claim, str] | None:
        """The claim of another outlet of the story that the claim comes through."""
        for ident in self._cited(claim):
            documents = (d for d in sorted(self._ties.outlets.get(ident, ())) if d != claim.document)
            there = (c for d in documents for c in self._by_document.get(d, ()))
            other = next((c for c in there if self._owned(claim, ident) or self._alike(claim, c)), None)
            if other is not None:
                return other, f"one cites the other's outlet, {self._ties.cast.parts[ident].name}"
        return None

    def _alike(self, claim: Claim, other: Claim) -> bool:
        """Whether both rest on the same kind of source, unnamed or the same, or the one names nobody."""
        one, two = self._root[claim.id], self._root[other.id]
        return self._akin(claim, other) or (one.kind is two.kind and one.unnamed)

    def _cited(self, claim: Claim) -> Iterator[str]:
        if claim.id in self._ties.printed:
            yield self._ties.printed[claim.id]
        for link in reversed(claim.chain[1:]):
            ident = self._ties.cast.of_link(claim.document, link)
            if ident is not None and (link.kind is SourceKind.OUTLET or self._is_open(claim)):
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

    def _join_makers(self) -> None:
        """A recording or document and the one who says to have made it are one."""
        for _, voice in sorted(self._voices.items()):
            if voice.rank is not Rank.MATERIAL:
                continue
            for claim in self._claims:
                root = self._root[claim.id]
                made = voice.kind in self._ties.makers.get(root.ident, ())
                if made or (voice.ident != root.ident and voice.name.lower() in root.name.lower()):
                    self._unions.unite(voice.ident, self._node[claim.id], "it is the work of the one who speaks")

    def _join_names(self) -> None:
        """A person's name with other words before it ("Rower Ola Trim", "Tolm Attorney Ola Trim") is that person."""
        short: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for ident, voice in self._voices.items():
            words = tuple(voice.name.split())
            if voice.kind is SourceKind.PERSON and all(word[:1].isupper() for word in words):
                short[words].append(ident)
        longer = ((one, other) for other in self._voices for one in self._within(other, short))
        for one, other in sorted(longer):
            self._unions.unite(one, other, f"both are called “{self._voices[one].name}”")

    def _within(self, ident: str, short: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[str]:
        """Of the voices with a `short` name those whose name the longer one of this voice ends with."""
        words = tuple(self._voices[ident].name.split())
        for length in range(_FULL_NAME, len(words)):
            yield from short.get(words[-length:], ())

    def _join_wordings(self) -> None:
        """The very same quoted words are one utterance, where one report has them of two, where somebody says them of
        whom it is still open who it is, or where they speak of the speaker ("I never saw it").
        """
        said: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            for words in _utterances(claim):
                said[words].append(claim)
        named = {self._unions.find(self._node[c.id]) for c in self._claims if self._is_named(c.id)}
        for words, claims in sorted(said.items()):
            self._join_uttered(claims, named, personal=not _OWN_PERSON.isdisjoint(words.split()))

    def _join_uttered(self, claims: Sequence[Claim], named: set[str], *, personal: bool) -> None:
        """Puts the first of those who have the same words together with all whom that fits: then nobody is left who is
        counted with none of the `named` (by the node their set goes by), and of the others those of one report.
        """
        first, *others = claims
        for other in others:
            loose = any(self._unions.find(self._node[c.id]) not in named for c in (first, other))
            if personal or first.document == other.document or loose:
                self._join_words(first, other, named)
        reports: dict[str, Claim] = {}
        for claim in others:
            self._join_words(reports.setdefault(claim.document, claim), claim, named)

    def _join_words(self, one: Claim, other: Claim, named: set[str]) -> None:
        kept, gone = (self._unions.find(self._node[c.id]) for c in (one, other))
        self._unions.unite(kept, gone, "the same quoted words are of both")
        if gone in named:
            named.add(kept)

    def _told(self, idents: Sequence[str]) -> Sequence[str]:
        """The claims of those who are named, where there are any: who may be one of them confirms nothing by it."""
        return [i for i in idents if self._is_named(i)] or idents

    def _is_named(self, ident: str) -> bool:
        root = self._root[ident]
        return root.certain and not root.unnamed

    def _groups(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for claim in self._claims:
            groups[self._unions.find(self._node[claim.id])].append(claim.id)
        return groups

    def _collect(self) -> list[Origin]:
        found = [self._origin(top, sorted(idents)) for top, idents in self._groups().items()]
        return sorted(found, key=lambda o: (o.claims, o.name))

    def _origin(self, top: str, idents: list[str]) -> Origin:
        named = self._named(top, idents)
        return Origin(named.shown, named.kind, self._stance, tuple(idents), self._why(top, idents, named))

    def _named(self, top: str, idents: Sequence[str]) -> Voice:
        """By whom an origin is called: who says most of it, a body before who speaks for it, by the plainest name;
        where nobody is named, the report that the others rest on.
        """
        says = Counter(self._root[i] for i in idents)
        if top in self._root and all(r.rank is Rank.OPEN for r in says):
            return self._root[top]
        return min(says, key=lambda r: (r.rank is Rank.OPEN, -says[r], r.kind not in BODIES, len(r.name), r.ident))

    def _why(self, top: str, idents: Sequence[str], named: Voice) -> str:
        reasons = self._unions.whys(top)
        reports = len({self._document[ident] for ident in idents}) if reasons else 0
        if not reasons:
            return f"all rest on {named.shown}" if len(idents) > 1 else f"rests on {named.shown}"
        return f"{counted(len(idents), 'claim')} of {counted(reports, 'report')}: " + "; ".join(reasons)


def _utterances(claim: Claim) -> Iterator[str]:
    """What is quoted in a content, in plain words, as far as it is long enough to be no chance."""
    for quote in _QUOTED.findall(claim.content.text):
        words = plain_words(quote)
        if len(words) >= _UTTERANCE:
            yield " ".join(words)
