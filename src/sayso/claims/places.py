"""Places that a text names, with their countries: from the words themselves, else from the gazetteer.

Asked once for a document, before its claims are made; what one passage tells of a name ("Paris, Texas") holds for the
whole document. Invariant: a name that goes on ("Boston Consulting Group") is no place, and a country that neither text
nor gazetteer decides is left open.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.claims.attribution import text_at
from sayso.claims.gazetteer import Entry, Gazetteer, load_gazetteer
from sayso.lexicon import Lexicon
from sayso.model import Place, Span

__all__ = ["find_places", "places_within"]

_LONGEST = 5  # tokens of a name in the gazetteer
_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_OTHER_LOCATIVE = frozenset({"of", "on", "off", "along", "under"})  # of places, but only before names that say they are
_LISTING = frozenset({",", "and", "or"})
_LED = 2  # words of "Lake Osk"
_GROUPS = ("locative", "settlements", "parts", "shared", "features", "leading", "kinds", "wide", "offices")
_SUBJECTS = frozenset({"nsubj", "agent"})

_gazetteer = cache(load_gazetteer)


@dataclass(frozen=True, slots=True)
class _Words:
    locative: frozenset[str]
    settlements: frozenset[str]
    parts: frozenset[str]
    shared: frozenset[str]
    features: frozenset[str]
    leading: frozenset[str]
    kinds: frozenset[str]
    wide: frozenset[str]
    offices: frozenset[str]
    speech: frozenset[str]


def _words(lexicon: Lexicon) -> _Words:
    groups = {name: lexicon.words("localities", name) for name in _GROUPS}
    groups["shared"] |= lexicon.words("genders", "her-name") | lexicon.words("genders", "his-name")
    return _Words(**groups, speech=lexicon.words("cues"))


def find_places(parse: Doc, lexicon: Lexicon) -> tuple[Place, ...]:
    """All places named in a text, in order; a country that only tells where a place lies is no place of its own."""
    gazetteer = _gazetteer()
    words = _words(lexicon)
    runs = list(_runs(parse))
    told = _told(parse, runs, gazetteer, words)
    known = Gazetteer(ChainMap(told, gazetteer.places), gazetteer.adjectives)  # type: ignore[arg-type]
    surnames = {r[-1].text for r in runs if len(r) > 1 and _text(r) not in gazetteer.places and not _part(r, words)}
    places: list[Place] = []
    taken = ended = 0
    for run in runs:
        if run[0].i >= taken:
            listed = bool(places) and all(t.lower_ in _LISTING for t in parse[ended : run[0].i])
            place, taken = _place(parse, run, known, words, surnames, listed=listed)
            if place is not None:
                places, ended = [*places, place], taken
    return tuple(places)


def _told(parse: Doc, runs: Sequence[Sequence[Token]], gazetteer: Gazetteer, words: _Words) -> dict[str, Entry]:
    """Names that the text itself calls a place, with the country it tells; None where it tells several or none."""
    countries: dict[str, set[str]] = {}
    for run in runs:
        country = _settlement_country(run, gazetteer, words)
        if (country is not None or _is_located(parse, run[0].i, words)) and _is_plain(run):
            country = _country_behind(parse, run[-1].i + 1, gazetteer)[0] or country
        if country is not None:
            countries.setdefault(_text(run), set()).add(country)
    entries = {name: _told_entry(name, told - {""}, gazetteer.places.get(name)) for name, told in countries.items()}
    return {name: entry for name, entry in entries.items() if entry is not None}


def _told_entry(name: str, countries: set[str], known: Entry | None) -> Entry | None:
    """What the text tells of a name; None where the gazetteer says as much or names a country."""
    country = next(iter(countries)) if len(countries) == 1 else None
    if known is not None and (known.is_country or not countries or known.country == country):
        return None
    return Entry(known.name if known is not None and known.country is None else name, country, is_country=False)


def places_within(places: Sequence[Place], content: Sequence[Span]) -> tuple[Place, ...]:
    """Those of a document's places that stand in a content."""
    return tuple(p for p in places if any(s.start <= p.spans[0].start and p.spans[0].end <= s.end for s in content))


def _runs(parse: Doc) -> Iterator[list[Token]]:
    """Neighbouring capitalised words, each run once."""
    run: list[Token] = []
    for token in parse:
        if _is_capital(token):
            run.append(token)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_capital(token: Token) -> bool:
    if not token.text[0].isupper():
        return False
    return token.pos_ == "PROPN" or (token.pos_ in _NAMELIKE and not token.is_sent_start)


def _text(tokens: Iterable[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens).strip().replace("’", "'")


def _part(run: Sequence[Token], words: _Words) -> bool:
    return run[0].lower_ in words.parts


def _place(
    parse: Doc, run: list[Token], gazetteer: Gazetteer, words: _Words, surnames: set[str], *, listed: bool
) -> tuple[Place | None, int]:
    """The place that a run of capitalised words names, None where it names none, and the first token after it."""
    told = _settlement_country(run, gazetteer, words)
    if _part(run, words) and _text(run) not in gazetteer.places and len(run) > 1 and not _is_wide(run, words):
        run = run[1:]
    start = run[0].i
    end, entry = _entry(parse, start, run[-1].i + 1, gazetteer)
    behind, after = _country_behind(parse, end, gazetteer)
    locative = _is_located(parse, start, words)
    designated = entry is None and _is_designated(parse, run, gazetteer, words, listed=listed)
    if entry is None and not designated and not ((told is not None or (behind and locative)) and _is_plain(run)):
        return None, end
    known = entry or Entry(parse[start:end].text, None, is_country=False)
    neighbours = designated or told is not None or behind
    if _goes_on(parse, start, end) and (designated or not neighbours):
        return None, end
    if not neighbours and not _is_meant(parse[end - 1], known, words, surnames, located=locative):
        return None, end
    span = Span(parse[start].idx, parse[end - 1].idx + len(parse[end - 1].text))
    country = behind or told or known.country or _country_of(parse, end, gazetteer, words)
    name = known.name if known.country in {None, country} else parse[start:end].text
    return Place(text_at(parse, span), (span,), name, country), after if behind else end


def _entry(parse: Doc, start: int, least: int, gazetteer: Gazetteer) -> tuple[int, Entry | None]:
    """The longest name of the gazetteer that begins at `start` and covers the run."""
    for end in range(min(start + _LONGEST, len(parse)), least - 1, -1):
        entry = gazetteer.places.get(_text(parse[start:end]))
        if entry is not None:
            return end, entry
    return least, None


def _is_plain(run: Sequence[Token]) -> bool:
    return len(run) <= 2 and all(t.text.isalpha() for t in run)


def _settlement_country(run: Sequence[Token], gazetteer: Gazetteer, words: _Words) -> str | None:
    """The country in "the Polish town of Tarnow"; "" where the text calls it a town without telling a country."""
    doc, at = run[0].doc, run[0].i
    if at < 2 or doc[at - 1].lower_ != "of" or doc[at - 2].lower_ not in words.settlements:
        return None
    before = [doc[i].text for i in range(max(0, at - 6), at - 2)]
    return next((gazetteer.adjectives[w] for w in reversed(before) if w in gazetteer.adjectives), "")


def _country_behind(parse: Doc, end: int, gazetteer: Gazetteer) -> tuple[str | None, int]:
    """The country in "Tarnow, Poland", and where it ends; none in a list of countries."""
    if end + 1 >= len(parse) or parse[end].text != "," or not parse[end + 1].text[0].isupper():
        return None, end
    after, entry = _longest(parse, end + 1, gazetteer)
    if entry is None:
        return None, end
    closes = after >= len(parse) or not _is_capital(parse[after])
    if not closes or _is_listed(parse, end, after, gazetteer):
        return None, end
    return (entry.country, after) if entry.is_country or entry.country == "US" else (None, end)


def _longest(parse: Doc, start: int, gazetteer: Gazetteer) -> tuple[int, Entry | None]:
    """The longest name of the gazetteer that begins at `start`, and where it ends."""
    return _entry(parse, start, start + 1, gazetteer)


def _is_listed(parse: Doc, end: int, after: int, gazetteer: Gazetteer) -> bool:
    """Whether what stands behind a comma is the next of a list ("Brazil, Peru and Chile"), not where a place lies."""
    if after < len(parse) and parse[after].lower_ in {"and", "or", "&"}:
        return True
    if after + 1 < len(parse) and parse[after].text == ",":
        at = after + 2 if parse[after + 1].lower_ in {"and", "or", "&"} else after + 1
        following = _longest(parse, at, gazetteer)[1] if at < len(parse) else None
        if following is not None and following.is_country:
            return True
    starts = range(max(0, end - _LONGEST), end)
    own = (gazetteer.places.get(_text(parse[start:end])) for start in starts)
    return any(entry is not None and entry.is_country and entry.country is not None for entry in own)


def _country_of(parse: Doc, end: int, gazetteer: Gazetteer, words: _Words) -> str | None:
    """The country in "the Tarnow district of Poland"."""
    if end + 2 >= len(parse) or parse[end].lower_ not in words.kinds or parse[end + 1].lower_ != "of":
        return None
    _, entry = _entry(parse, end + 2, end + 3, gazetteer)
    return entry.country if entry is not None and entry.is_country else None


def _is_designated(parse: Doc, run: Sequence[Token], gazetteer: Gazetteer, words: _Words, *, listed: bool) -> bool:
    """Whether a name says itself that it is a place ("Osk Avenue", "Lake Osk", "the Osk region", "Europe")."""
    behind, following = run[-1].lower_ in words.features, run[-1].i + 1
    leading = len(run) == _LED and run[0].lower_ in words.leading and run[1].lower_ not in words.offices
    kind = following < len(parse) and parse[following].lower_ in words.kinds and _text(run) not in gazetteer.adjectives
    named = (behind and len(run) > 1) or leading or (kind and all(t.pos_ == "PROPN" for t in run) and _is_plain(run))
    return (named or _is_wide(run, words)) and (
        listed or _before(parse, run[0].i, words) in words.locative | _OTHER_LOCATIVE
    )


def _is_wide(run: Sequence[Token], words: _Words) -> bool:
    return _text(run).lower() in words.wide


def _is_located(parse: Doc, start: int, words: _Words) -> bool:
    return _before(parse, start, words) in words.locative


def _before(parse: Doc, start: int, words: _Words) -> str:
    """The word before a name, articles and what qualifies the name passed over."""
    at = start - 1
    while at >= 0 and (parse[at].lower_ in words.parts or parse[at].pos_ in {"DET", "ADJ"}):
        at -= 1
    return parse[at].lower_ if at >= 0 else ""


def _goes_on(parse: Doc, start: int, end: int) -> bool:
    """Whether a name is part of a longer one ("Bank of England")."""
    if start > 1 and parse[start - 1].lower_ in {"of", "for"} and _is_capital(parse[start - 2]):
        return True
    return end + 1 < len(parse) and parse[end].lower_ in {"-", "of", "&"} and parse[end + 1].text[0].isupper()


def _is_meant(head: Token, entry: Entry, words: _Words, surnames: set[str], *, located: bool) -> bool:
    """Whether a name of the gazetteer stands for a place here, not for a person or a government."""
    if head.dep_ in _SUBJECTS and head.head.lemma_.lower() in words.speech:
        return False  # its government speaks
    if entry.name.lower() in words.shared or (not entry.is_country and entry.country is None):
        return located and head.text not in surnames
    return entry.is_country or located or head.text not in surnames
