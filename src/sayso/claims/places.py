"""Places that a text names, with their countries: from the words themselves, else from the gazetteer.

Asked once for a document, before its claims are made. Invariant: a name that goes on ("Boston Consulting Group") is no
place, and a country that neither text nor gazetteer decides is left open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.claims.gazetteer import Entry, Gazetteer, load_gazetteer
from sayso.lexicon import Lexicon
from sayso.model import Place, Span

__all__ = ["find_places", "places_within"]

_LONGEST = 5  # tokens of a name in the gazetteer
_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_SUBJECTS = frozenset({"nsubj", "agent"})

_gazetteer = cache(load_gazetteer)


@dataclass(frozen=True, slots=True)
class _Words:
    locative: frozenset[str]
    settlements: frozenset[str]
    parts: frozenset[str]
    shared: frozenset[str]
    speech: frozenset[str]


def find_places(parse: Doc, lexicon: Lexicon) -> tuple[Place, ...]:
    """All places named in a text, in order; a country that only tells where a place lies is no place of its own."""
    gazetteer = _gazetteer()
    words = _Words(
        lexicon.words("localities", "locative"),
        lexicon.words("localities", "settlements"),
        lexicon.words("localities", "parts"),
        lexicon.words("localities", "shared"),
        lexicon.words("cues"),
    )
    runs = list(_runs(parse))
    surnames = {r[-1].text for r in runs if len(r) > 1 and _text(r) not in gazetteer.places and not _part(r, words)}
    places: list[Place] = []
    taken = 0
    for run in runs:
        if run[0].i >= taken:
            place, taken = _place(parse, run, gazetteer, words, surnames)
            places += [place] if place is not None else []
    return tuple(places)


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
    parse: Doc, run: list[Token], gazetteer: Gazetteer, words: _Words, surnames: set[str]
) -> tuple[Place | None, int]:
    """The place that a run of capitalised words names, None where it names none, and the first token after it."""
    told = _settlement_country(run, gazetteer, words)
    if _part(run, words) and _text(run) not in gazetteer.places and len(run) > 1:
        run = run[1:]
    start = run[0].i
    end, entry = _entry(parse, start, run[-1].i + 1, gazetteer)
    behind, after = _country_behind(parse, end, gazetteer)
    locative = _is_located(parse, start, words)
    if entry is None and not ((told is not None or (behind and locative)) and _is_plain(run)):
        return None, end
    known = entry or Entry(parse[start:end].text, None, is_country=False)
    if not (told is not None or behind or _is_meant(parse, start, end, known, words, surnames, located=locative)):
        return None, end
    span = Span(parse[start].idx, parse[end - 1].idx + len(parse[end - 1].text))
    country = behind or told or known.country
    name = known.name if known.country in {None, country} else parse[start:end].text
    return Place(parse.text[span.start : span.end], (span,), name, country), after if behind else end


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
    """The country in "Tarnow, Poland", and where it ends."""
    if end + 1 >= len(parse) or parse[end].text != "," or not parse[end + 1].text[0].isupper():
        return None, end
    for after in range(min(end + 1 + _LONGEST, len(parse)), end + 1, -1):
        entry = gazetteer.places.get(_text(parse[end + 1 : after]))
        if entry is not None:
            goes_on = after < len(parse) and parse[after].lower_ in {"and", "or"}
            closes = after >= len(parse) or not _is_capital(parse[after])
            told = entry.country if closes and not goes_on and (entry.is_country or entry.country == "US") else None
            return told, after
    return None, end


def _is_located(parse: Doc, start: int, words: _Words) -> bool:
    at = start - 1
    while at >= 0 and (parse[at].lower_ in words.parts or parse[at].pos_ in {"DET", "ADJ"}):
        at -= 1
    return at >= 0 and parse[at].lower_ in words.locative


def _is_meant(
    parse: Doc, start: int, end: int, entry: Entry, words: _Words, surnames: set[str], *, located: bool
) -> bool:
    """Whether a name of the gazetteer stands for a place here, not for a person, a body or a government."""
    head = parse[end - 1]
    if start > 1 and parse[start - 1].lower_ in {"of", "for"} and _is_capital(parse[start - 2]):
        return False  # "Bank of England"
    if end + 1 < len(parse) and parse[end].lower_ in {"-", "of", "&"} and parse[end + 1].text[0].isupper():
        return False
    if head.dep_ in _SUBJECTS and head.head.lemma_.lower() in words.speech:
        return False  # its government speaks
    if entry.name.lower() in words.shared or (not entry.is_country and entry.country is None):
        return located and head.text not in surnames
    return entry.is_country or located or head.text not in surnames
