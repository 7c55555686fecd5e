"""Which report took its wording from which other.

Beside the comparing of claims; origins rest on it. Word sequences of the reports' own voice are looked up in an index
of the earlier reports. Invariant: a report is the copy of at most those earlier reports that each explain a good part
of it that no better one explains, and quoting the same statement is no evidence.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sayso.crossdoc.wording import Word, own_words
from sayso.crossdoc.words import plain_words
from sayso.model import Document, Passage, Reuse, Span, Status

__all__ = ["counterpart", "find_reuse", "published_at"]

_LENGTH = 5  # words in a sequence: shorter ones are common phrases
_GAP = 4  # words that a light rewriting may change within a passage
_SHARE = 0.12  # of the copy's own words; the highest share seen between unrelated invented reports was .09
_WORDS = 20  # shared words, so that a short notice is no copy for one sentence
_RUN = 30  # words of one passage that are a copy by themselves, however long the report
_NEARLY = 0.85  # of the most that any explains; the earliest of those that reach it is the original
_KEPT = 8  # earlier reports remembered a sequence
_CLOSE = timedelta(days=2)  # within this time a credit tells the direction better than a clock

_Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Text:
    document: Document
    words: tuple[Word, ...]


def find_reuse(documents: Sequence[Document]) -> tuple[Reuse, ...]:
    """Reuse among `documents`, in order of the ids of copy and original; the later report is the copy."""
    texts = [_Text(d, own_words(d)) for d in sorted(documents, key=_order) if d.status is not Status.REFUSED]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    found = []
    for number, text in enumerate(texts):
        sequences = _sequences(text.words)
        matches = _matches(sequences, index)
        found += [_reuse(text, texts[earlier], places) for earlier, places in _explaining(matches, len(text.words))]
        _remember(index, sequences, number)
    return tuple(sorted(found, key=lambda r: (r.copy, r.of)))


def published_at(document: Document) -> datetime | None:
    """When the report came out, in UTC; a date alone counts as its first moment."""
    published = document.metadata.published
    if not published:
        return None
    moment = datetime.fromisoformat(published)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _order(document: Document) -> tuple[datetime, str]:
    return published_at(document) or datetime.max.replace(tzinfo=UTC), document.id


def _sequences(words: Sequence[Word]) -> list[tuple[str, ...]]:
    texts = [w.text for w in words]
    return [tuple(texts[at : at + _LENGTH]) for at in range(len(texts) - _LENGTH + 1)]


def _remember(
    index: dict[tuple[str, ...], list[tuple[int, int]]], sequences: Sequence[tuple[str, ...]], number: int
) -> None:
    for at, sequence in enumerate(sequences):
        places = index[sequence]
        if len(places) < _KEPT and not (places and places[-1][0] == number):
            places.append((number, at))


def _matches(
    sequences: Sequence[tuple[str, ...]], index: Mapping[tuple[str, ...], Sequence[tuple[int, int]]]
) -> dict[int, _Places]:
    """Earlier report's number → (place here, place there) of each shared sequence."""
    matches: dict[int, _Places] = defaultdict(list)
    for at, sequence in enumerate(sequences):
        for number, there in index.get(sequence, ()):
            matches[number].append((at, there))
    return matches


def _explaining(matches: Mapping[int, _Places], length: int) -> list[tuple[int, _Places]]:
    """The earlier reports that explain enough of the wording, with their places: the earliest of the best first."""
    left = {number: set(_covered(places)) for number, places in matches.items()}
    chosen: list[tuple[int, _Places]] = []
    while left:
        most = max(len(words) for words in left.values())
        best = min(number for number, words in left.items() if len(words) >= _NEARLY * most)
        covered = left.pop(best)
        if not _enough(covered, length):
            break
        chosen.append((best, matches[best]))
        left = {number: words - covered for number, words in left.items()}
    return chosen


def _covered(places: _Places) -> list[int]:
    return [word for at, _ in places for word in range(at, at + _LENGTH)]


def _enough(covered: set[int], length: int) -> bool:
    return (len(covered) >= _WORDS and len(covered) >= _SHARE * length) or _longest_run(covered) >= _RUN


def _longest_run(covered: set[int]) -> int:
    longest = run = 0
    last = -2
    for word in sorted(covered):
        run = run + 1 if word == last + 1 else 1
        longest, last = max(longest, run), word
    return longest


def _reuse(later: _Text, earlier: _Text, places: _Places) -> Reuse:
    runs = _runs(places)
    passages = [
        (_span(later.words, here, here_end), _span(earlier.words, there, there_end))
        for here, here_end, there, there_end in runs
    ]
    shared = len(set(_covered(places)))
    if _credits(earlier, later):
        return _record(
            earlier, later, [(b, a) for a, b in passages], shared, "it credits the other, which is dated later"
        )
    return _record(later, earlier, passages, shared, _direction(later.document, earlier.document))


def _record(copy: _Text, of: _Text, passages: list[tuple[Span, Span]], shared: int, direction: str) -> Reuse:
    why = (
        f"{shared} of its {len(copy.words)} words outside quotations stand in the other in the same order; {direction}"
    )
    return Reuse(copy.document.id, of.document.id, tuple(Passage(a, b) for a, b in sorted(passages)), why)


def _direction(later: Document, earlier: Document) -> str:
    if published_at(later) is None or published_at(earlier) is None:
        return "which came first is not dated"
    return "the other was published earlier"


def _credits(earlier: _Text, later: _Text) -> bool:
    """Whether the earlier report credits the later one's outlet, and not the other way round, close in time."""
    one, other = published_at(earlier.document), published_at(later.document)
    if one is not None and other is not None and other - one > _CLOSE:
        return False
    return _names_outlet(earlier.document, later.document) and not _names_outlet(later.document, earlier.document)


def _names_outlet(document: Document, other: Document) -> bool:
    outlet = other.metadata.outlet
    if not outlet or outlet == document.metadata.outlet:
        return False
    return f" {' '.join(plain_words(outlet))} " in f" {' '.join(plain_words(document.text))} "


def _runs(places: _Places) -> list[tuple[int, int, int, int]]:
    """Shared stretches as word numbers (here from, to, there from, to), small gaps bridged."""
    runs: list[list[int]] = []
    for here, there in sorted(places):
        last = runs[-1] if runs else None
        near = last is not None and here - last[1] <= _GAP and -_LENGTH <= there - last[3] <= _GAP and there >= last[2]
        if near and last is not None:
            last[1], last[3] = max(last[1], here + _LENGTH), max(last[3], there + _LENGTH)
        else:
            runs.append([here, here + _LENGTH, there, there + _LENGTH])
    return [(a, b, c, d) for a, b, c, d in runs]


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    return Span(words[start].span.start, words[end - 1].span.end)


def counterpart(reuse: Reuse, span: Span) -> Span | None:
    """Where the original has the words that stand at `span` in the copy: the passage that holds most of them."""
    shared = [(min(span.end, p.copy.end) - max(span.start, p.copy.start), p) for p in reuse.passages]
    best = max(shared, key=lambda pair: (pair[0], -pair[1].copy.start), default=None)
    return best[1].of if best is not None and 2 * best[0] >= span.end - span.start else None
