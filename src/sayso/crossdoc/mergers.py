"""Voices of one proposition that are one, or may be one: the rules by which origins are counted down.

Used by the tracing of origins, after copies and citations have been followed. Invariant: a rule joins two voices where
the reports tie them or leave open that they are one; a voice that may be one of several is joined to one of them only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import combinations

from sayso.crossdoc.materials import Material
from sayso.crossdoc.spelling import sound
from sayso.crossdoc.ties import Ties
from sayso.crossdoc.unions import Unions
from sayso.crossdoc.voices import Key, Rank, Voice, body_key, load_voice_words
from sayso.model import SourceKind

__all__ = ["Speakers", "merge_voices"]


@dataclass(frozen=True, slots=True)
class Speakers:
    """The voices of a proposition by id, the materials that each rests on, the documents in which each is heard; and
    the claims behind which nobody is named, with the name of what they are left to.
    """

    voices: Mapping[str, Voice]
    materials: Mapping[str, Set[Material]]
    documents: Mapping[str, Set[str]]
    unsaid: Mapping[str, str]

    def ranked(self, *ranks: Rank) -> list[Voice]:
        """The voices of some ranks, in order of their ids."""
        return [voice for _, voice in sorted(self.voices.items()) if voice.rank in ranks]


def merge_voices(speakers: Speakers, unions: Unions, ties: Ties) -> None:
    """Puts together in `unions` all voices that are one or may be."""
    _join_namesakes(speakers, unions)
    _join_bodies(speakers, unions, ties)
    _join_spellings(speakers, unions, ties)
    _join_shorter(speakers, unions)
    _join_states(speakers, unions, ties)
    _join_materials(speakers, unions)
    _join_uncertain(speakers, unions)
    _join_unnamed(speakers, unions, ties.affiliations.untold)
    _join_told_shorter(speakers, unions)
    _join_groups(speakers, unions)
    _join_open(speakers, unions)


def _join_namesakes(speakers: Speakers, unions: Unions) -> None:
    """Two of the same name are one, though one report takes a person to be named by it and another does not."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for ident, voice in sorted(speakers.voices.items()):
        by_name[voice.name.lower()].append(ident)
    for idents in by_name.values():
        unions.unite_all(idents, f"both are called “{speakers.voices[idents[0]].name}”")


def _join_bodies(speakers: Speakers, unions: Unions, ties: Ties) -> None:
    """A body and those who speak for it are one, and so are two who speak for the same body, by whatever word order."""
    by_body: dict[str, list[str]] = defaultdict(list)
    by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for voice in speakers.ranked(Rank.OFFICIAL, Rank.MATERIAL):
        for body in sorted(voice.bodies | {voice.ident}):
            by_body[body].append(voice.ident)
        for key in sorted(tuple(sorted(k)) for k in voice.keys):
            by_key[key].append(voice.ident)
    for body, idents in sorted(by_body.items()):
        if body in ties.cast.parts:
            unions.unite_all(idents, f"they speak for {ties.cast.parts[body].name}")
    for _, idents in sorted(by_key.items()):
        names = " and ".join(f"“{speakers.voices[i].name}”" for i in idents[:2])
        unions.unite_all(idents, f"{names} speak for a body of the same name")


def _join_spellings(speakers: Speakers, unions: Unions, ties: Ties) -> None:
    """Two names that sound alike may be one person's, spelt in two ways."""
    by_sound: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in speakers.ranked(Rank.OFFICIAL, Rank.PRIVATE):
        keys = ties.cast.parts[voice.ident].keys if voice.kind is SourceKind.PERSON else ()
        for found in sorted({s for key in keys if (s := sound(key)) is not None}):
            by_sound[found].append(voice)
    for _, voices in sorted(by_sound.items()):
        for voice in voices[1:]:
            why = f"{voices[0].name} and {voice.name} may be one name in two spellings: counted as one"
            unions.unite(voices[0].ident, voice.ident, why)


def _join_shorter(speakers: Speakers, unions: Unions) -> None:
    """A body by a shorter name ("the ministry") counts with one whose fuller name has those words."""
    holders: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    officials = speakers.ranked(Rank.OFFICIAL)
    for voice in officials:
        for key in sorted(voice.keys, key=sorted):
            for word in sorted(key):
                holders[word].append((key, voice.ident))
    for voice in officials:
        for key in sorted(voice.keys or {_known(voice, holders)}, key=sorted):
            rarest = min((holders[w] for w in sorted(key)), key=len, default=[])
            fuller = {ident for other, ident in rarest if key < other or (not voice.keys and key == other)}
            _join_one(voice, fuller, unions, "{0} may be of the body that {1} speaks for: counted as one", speakers)


def _known(voice: Voice, holders: Mapping[str, object]) -> Key:
    """The words of an unnamed source's description that stand in the name of some body."""
    return frozenset(w for w in body_key(voice.name) if w in holders) if voice.unnamed else frozenset()


def _join_states(speakers: Speakers, unions: Unions, ties: Ties) -> None:
    """Those who speak for a state that the reports do not name are counted as one."""
    governments = [v for v in speakers.ranked(Rank.OFFICIAL) if v.kind is SourceKind.GOVERNMENT]
    if len(governments) != 1:
        return
    for voice in speakers.ranked(Rank.OFFICIAL):
        if voice.ident in ties.affiliations.states and not voice.bodies:
            why = "both speak for a state, and nothing says that it is not the same"
            unions.unite(governments[0].ident, voice.ident, why)


def _join_materials(speakers: Speakers, unions: Unions) -> None:
    """Those who rest on a recording or a document that may be the same are one."""
    resting: dict[Material, list[str]] = defaultdict(list)
    for ident in sorted(speakers.materials):
        for material in speakers.materials[ident]:
            resting[material].append(ident)
    told = sorted(resting, key=lambda m: (-sum(map(bool, (m.sense, m.device, m.whose))), m))
    for at, material in enumerate(told):
        unions.unite_all(resting[material], _same_material(material))
        # one that is told by less may be any of those told by more, and is counted with one of them
        fuller = (i for m in told[:at] if m.may_be(material) for i in resting[m])
        top = unions.largest(fuller, besides=resting[material][0])
        if top is not None:
            unions.unite(top, resting[material][0], _same_material(material))


def _same_material(material: Material) -> str:
    return f"they rest on a {'document' if material.written else 'recording'} that may be the same: counted as one"


def _join_uncertain(speakers: Speakers, unions: Unions) -> None:
    """One who speaks for a body that is not told may speak for any of those who do."""
    officials = speakers.ranked(Rank.OFFICIAL)
    sure = [v.ident for v in officials if v.certain]
    unsure = [v for v in officials if not v.certain and not _known_body(v, unions, sure)]
    for voice in unsure:
        _join_one(voice, sure, unions, "{0} may speak for the same as {1}: counted as one", speakers)
    for voice in unsure[1:]:
        if not sure:
            why = f"{unsure[0].name} and {voice.name} may be the same: counted as one"
            unions.unite(unsure[0].ident, voice.ident, why)


def _known_body(voice: Voice, unions: Unions, sure: Iterable[str]) -> bool:
    top = unions.find(voice.ident)
    return any(unions.find(other) == top for other in sure)


def _join_unnamed(speakers: Speakers, unions: Unions, offices: Set[str]) -> None:
    """Unnamed sources may be one person, or one with an office of a body that is not told (`offices`); and one of whom
    nothing is told may be anybody who was there.
    """
    words = load_voice_words()
    private = speakers.ranked(Rank.PRIVATE)
    untold = [ident for ident in speakers.voices if ident in offices]
    unnamed = [v for v in private if v.kind is SourceKind.ANONYMOUS]
    for voice in unnamed[1:]:
        why = "both sources are unnamed and may be the same: counted as one"
        unions.unite(unnamed[0].ident, voice.ident, why)
    people = [v.ident for v in private if v.kind is SourceKind.PERSON]
    for voice in (v for v in private if v.unnamed):
        if voice.only(words.undescribed | words.witnesses):
            _join_one(voice, people, unions, "{0} may be {1}: counted as one", speakers)
    for voice in speakers.ranked(Rank.OFFICIAL, Rank.PRIVATE):
        if voice.kind is SourceKind.ANONYMOUS and not voice.only(words.witnesses):
            _join_one(voice, untold, unions, "the unnamed source may be {1}: counted as one", speakers)
    for voice in speakers.ranked(Rank.OFFICIAL):
        if voice.kind is SourceKind.ANONYMOUS and not voice.bodies:
            others = [v.ident for v in unnamed if not v.only(words.witnesses)]
            why = "both sources are unnamed and may be the same: counted as one"
            unions.unite_all([voice.ident, *others], why)
            if voice.only(words.undescribed) and not others:
                _alone(voice, speakers, unions)


def _alone(voice: Voice, speakers: Speakers, unions: Unions) -> None:
    """A mere "source", where nobody official speaks, may be whoever speaks."""
    if not any(v.certain for v in speakers.ranked(Rank.OFFICIAL)):
        people = [v.ident for v in speakers.ranked(Rank.PRIVATE)]
        _join_one(voice, people, unions, "{0} may be {1}: counted as one", speakers)


def _join_told_shorter(speakers: Speakers, unions: Unions) -> None:
    """In one report, sources without a name are one where one has all words of the other, or where the one is a study
    and the other may be those who made it.
    """
    words = load_voice_words()
    here: dict[str, list[Voice]] = defaultdict(list)
    for voice in (v for v in speakers.ranked(*Rank) if v.unnamed or v.kind is SourceKind.DOCUMENT):
        for document in sorted(speakers.documents.get(voice.ident, ())):
            here[document].append(voice)
    for one, other in (pair for _, voices in sorted(here.items()) for pair in combinations(voices, 2)):
        learned = all(v.described & (words.studies | words.scholars) for v in (one, other))
        made = learned and bool((one.described | other.described) & words.studies)
        if made or one.described <= other.described or other.described <= one.described:
            why = f"{other.name} and {one.name} may be the same in one report: counted as one"
            unions.unite(one.ident, other.ident, why)


def _join_groups(speakers: Speakers, unions: Unions) -> None:
    """A group may be known through the one who speaks in the same report, or who leads a body elsewhere."""
    people = [v for v in speakers.ranked(Rank.OFFICIAL, Rank.PRIVATE) if v.kind is SourceKind.PERSON]
    for group in speakers.ranked(Rank.OFFICIAL, Rank.PRIVATE):
        if group.kind is not SourceKind.GROUP:
            continue
        here = speakers.documents.get(group.ident, frozenset())
        near = [v.ident for v in people if v.bodies or here & speakers.documents.get(v.ident, frozenset())]
        _join_one(group, near, unions, "{1} may be one of {0}: counted as one", speakers)


def _join_open(speakers: Speakers, unions: Unions) -> None:
    """What rests on nobody that is named is counted with the origin that has most claims."""
    for node in sorted(speakers.unsaid):
        if any(unions.find(i) == unions.find(node) for i in speakers.voices):
            continue
        top = unions.largest(speakers.voices or speakers.unsaid, besides=node)
        if top is not None:
            unions.unite(top, node, f"on what {speakers.unsaid[node]} rests is not said: counted here, not twice")


def _join_one(voice: Voice, others: Iterable[str], unions: Unions, why: str, speakers: Speakers) -> None:
    """Puts a voice to the one of `others` that has most claims, unless it is with one of them already."""
    idents = sorted(set(others) - {voice.ident})
    if any(unions.find(ident) == unions.find(voice.ident) for ident in idents):
        return
    top = unions.largest(idents, besides=voice.ident)
    if top is not None:
        unions.unite(top, voice.ident, why.format(voice.name, speakers.voices[top].name))
