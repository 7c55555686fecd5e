"""How far a source's words tell who it is: whose word it may be besides.

Used to trace origins. Invariant: a voice that the reports leave open (unnamed, hearsay, "the ministry", an outlet) is
marked as such, so that it is counted with one that it may be, and never as another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import takewhile

from sayso.crossdoc.entities import Part
from sayso.crossdoc.names import BODIES, load_name_words
from sayso.crossdoc.ties import Ties
from sayso.crossdoc.words import load_vocabulary, name_stem, plain_words
from sayso.lexicon import load_lexicon
from sayso.model import SourceKind

__all__ = ["Key", "Rank", "Voice", "build_voice", "load_voice_words"]

Key = frozenset[str]
_RELATIVES = frozenset({"who", "which", "whose", "that"})
_UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.GROUP})


class Rank(StrEnum):
    """From where a voice speaks."""

    OPEN = "open"  # nobody is named behind it: hearsay, an outlet's own voice, "reports"
    OFFICIAL = "official"  # a body, or one who speaks from within some body
    PRIVATE = "private"  # one who speaks for nobody else
    MATERIAL = "material"  # a recording or a document


@dataclass(frozen=True, slots=True)
class Voice:
    """A source among those of a proposition: its rank, and the bodies it speaks for as ids and as sets of name words.

    `described` holds the words of an unnamed source's description; `certain` says that its words tell who it is.
    """

    ident: str
    kind: SourceKind
    name: str
    rank: Rank
    bodies: frozenset[str]
    keys: frozenset[Key]
    described: Key
    certain: bool

    @property
    def unnamed(self) -> bool:
        """Whether nobody is named, not even by an office."""
        return self.kind in _UNNAMED

    def only(self, words: frozenset[str]) -> bool:
        """Whether its description has none but `words`."""
        return bool(self.described) and self.described <= words


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """The word lists by which voices are told."""

    media: frozenset[str]
    annexes: frozenset[str]
    officials: frozenset[str]
    undescribed: frozenset[str]
    witnesses: frozenset[str]
    vehicles: frozenset[str]
    studies: frozenset[str]
    scholars: frozenset[str]
    seats: dict[str, str]


@cache
def load_voice_words() -> VoiceWords:
    """The English word lists for voices."""
    lexicon = load_lexicon("en", "origins")
    return VoiceWords(
        media=lexicon.words("origins", "media"),
        annexes=lexicon.words("origins", "annexes"),
        officials=lexicon.words("origins", "officials"),
        undescribed=lexicon.words("origins", "undescribed"),
        witnesses=lexicon.words("origins", "witnesses"),
        vehicles=lexicon.words("origins", "vehicles"),
        studies=lexicon.words("origins", "studies"),
        scholars=lexicon.words("origins", "scholars"),
        seats=lexicon.trait("origins", "body"),
    )


def build_voice(part: Part, texts: Iterable[str], ties: Ties) -> Voice:
    """The voice of a resolved source, which stands in reports as `texts`."""
    words = load_voice_words()
    described = frozenset(plain_words(part.name)) - load_vocabulary().function
    bodies = ties.affiliations.of(part.id) - {part.id}
    titles = [t for t in map(partial(_title, part), sorted({*texts, *ties.affiliations.titles.get(part.id, ())})) if t]
    rank = _rank(part, described, bodies, ties, words)
    rank = Rank.OFFICIAL if titles and rank is Rank.PRIVATE else rank
    keys = frozenset([*_keys(part, rank, bodies, ties), *map(body_key, titles)]) - {frozenset[str]()}
    told = _tells_body(part, bodies, keys) and part.id not in ties.seats
    certain = told or rank in {Rank.PRIVATE, Rank.MATERIAL}
    return Voice(part.id, part.kind, part.name, rank, bodies, keys, described, certain)


def _tells_body(part: Part, bodies: frozenset[str], keys: frozenset[Key]) -> bool:
    """Whether the words tell for which body it speaks: "the foreign minister" do, "the ship's master" do not."""
    if part.kind is not SourceKind.OFFICE or bodies:
        return bool(keys)
    return any(key & load_name_words().generic for key in keys)


def _title(part: Part, text: str) -> str:
    """The words by which a report gives a person an office beside the name, up to "who"; "" where it gives none."""
    if part.kind is not SourceKind.PERSON:
        return ""
    names = {word for key in part.keys for word in key}
    words = [*takewhile(lambda w: w not in _RELATIVES, (w for w in plain_words(text) if w not in names))]
    officers = load_name_words().officers | load_voice_words().seats.keys()
    return " ".join(words) if officers.intersection(words) else ""


def _rank(part: Part, described: Key, bodies: frozenset[str], ties: Ties, words: VoiceWords) -> Rank:
    publishes = part.id in ties.outlets and part.kind in BODIES
    if (publishes or part.kind is SourceKind.OUTLET) and part.id not in ties.parties:
        return Rank.OPEN
    if not described:  # an unresolved "he" is nobody's name
        return Rank.OPEN
    if part.kind in _UNNAMED and described <= words.media | words.annexes and described & words.media:
        return Rank.OPEN
    if part.kind is SourceKind.RECORDING or (part.kind is SourceKind.DOCUMENT and not described & words.vehicles):
        return Rank.MATERIAL
    if part.kind is SourceKind.PERSON:
        return Rank.OFFICIAL if ties.affiliations.holds_office(part.id) else Rank.PRIVATE
    if part.kind in _UNNAMED and not bodies and not described & (words.officials | words.seats.keys()):
        return Rank.PRIVATE
    return Rank.OFFICIAL


def _keys(part: Part, rank: Rank, bodies: frozenset[str], ties: Ties) -> Iterator[Key]:
    """The word sets of the bodies that it is or speaks for."""
    if rank is Rank.OPEN:
        return
    names = [ties.cast.parts[b].name for b in sorted(bodies) if b in ties.cast.parts]
    own = rank is Rank.OFFICIAL and part.kind not in _UNNAMED and part.kind is not SourceKind.PERSON
    for name in [*names, part.name] if own else names:
        yield body_key(name)


def body_key(name: str) -> Key:
    """The words by which a body's name tells it: "the Ministry of Salt's press office" and "Salt Minister" are one."""
    words = load_voice_words()
    kept = (w for w in plain_words(name) if w not in words.annexes and w not in load_vocabulary().function)
    return frozenset(name_stem(words.seats.get(w, w)) for w in kept)
