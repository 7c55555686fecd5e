"""Speakers set before a colon: headlines ("Poll: most want the bridge closed"), interviews and transcripts.

Stands beside the verbs and phrases. A label alone shows little: in a headline a name is believed that the document
knows, in the body one that stands among others like it or before words that somebody speaks. Invariant: a label that
is no speaker's ("Update:", "Photo:") gives no attribution.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.layout.labels import Label, LabelKind, Labels
from sayso.claims.english.layout.lines import Line
from sayso.claims.english.parsed.clauses import trimmed
from sayso.model import Span

__all__ = ["find_speakers"]

_SHORTEST = 3  # words of what is said, where the label alone shows that it is
_NEAR = 4  # lines from one turn of a conversation to the next
_LONGEST = 6  # lines that go on under one speaker
_DENSE = 3  # lines for each turn where a text is a conversation throughout
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SPEAKS = frozenset({"i", "we", "you", "me", "us", "my", "our", "your", "myself", "ourselves"})
_ASKING = frozenset({"WP", "WRB", "WDT"})
_ENDS = frozenset({".", "!", "?"})
_OPENING = 80  # words of a turn in which it is looked for who speaks to whom


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """A label with the words behind it, up to the line's end or the next label in it; those of the next line where it
    stands alone.
    """

    line: Line
    label: Label
    words: tuple[Token, ...]
    place: Span
    alone: bool

    @property
    def quoted(self) -> bool:
        return bool(self.words) and self.words[0].is_quote

    @property
    def spoken(self) -> bool:
        """Whether somebody speaks here: of himself, to others, or in quotation marks."""
        asks = bool(self.words) and self.words[-1].text == "?"
        return self.quoted or asks or any(t.lower_ in _SPEAKS for t in self.words[:_OPENING])

    @property
    def told(self) -> bool:
        """Whether the words are a clause long enough to say something."""
        return len(self.words) >= _SHORTEST and any(t.tag_ in _FINITE for t in self.words)


def find_speakers(lines: Sequence[Line], labels: Labels, text: str) -> Iterator[Attribution]:
    """One attribution for each turn of a speaker, with the lines that go on under it; `text` is the parser's copy."""
    turns = [turn for line in lines for turn in _turns_in(line, lines, labels)]
    heads = [t for t in turns if t.line.headline and _heads(t, labels, lines)]
    body = _conversation(turns, heads, labels)
    believed = sorted([*heads, *body], key=lambda t: t.place)
    labelled = {t.line.number for t in turns}
    for n, turn in enumerate(believed):
        if turn.quoted and (turn.alone or (not turn.line.headline and turn.label.kind in _PROSE)):
            continue  # the quotation finds its speaker itself
        after = believed[n + 1].line.number if n + 1 < len(believed) else None
        dense = _density(believed) and after is not None
        going_on = _going_on(turn, lines, labels, labelled, dense) if turn.alone or turn not in heads else ()
        content = trimmed((turn.place, *(line.place for line in going_on)), text)
        if content:
            yield Attribution(Frame.SPEAKER, ":", (turn.label.mark,), turn.label.words, content)


def _turns_in(line: Line, lines: Sequence[Line], labels: Labels) -> list[_Turn]:
    """The turns of a line: one that opens it, and those of letters or in capitals after the end of a sentence."""
    found: list[Label] = []
    for n in [0, *(n + 1 for n, t in enumerate(line.tokens) if t.text in _ENDS)]:
        label = labels.read(line.tokens[n : n + _OPENING]) if n == 0 or _may_open(line.tokens[n : n + 8]) else None
        if label is not None and (n == 0 or label.kind in (LabelKind.TURN, LabelKind.CAPITALS)):
            found.append(label)
    turns = []
    for k, label in enumerate(found):
        end = found[k + 1].words[0].idx if k + 1 < len(found) else line.place.end
        words = line.between(label.mark.idx + 1, end)
        following = lines[line.number + 1].tokens if not words and line.number + 1 < len(lines) else ()
        place = Span(label.mark.idx + len(label.mark.text), end)
        turns.append(_Turn(line, label, words or following, place, alone=not words))
    return turns


def _may_open(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].text[:1].isupper() and any(t.text == ":" for t in tokens)


def _heads(turn: _Turn, labels: Labels, lines: Sequence[Line]) -> bool:
    """Whether the label of a headline names its source, as in "Mayor: bridge is safe" and "Holt: I will not go"."""
    label = turn.label
    if len(turn.words) < _SHORTEST and not turn.quoted:
        return False
    quotes = any(t.is_quote for t in turn.words)
    explains = not quotes and turn.words[0].tag_ in _ASKING
    if label.kind is LabelKind.SOURCE or explains:
        return not explains
    describes = turn.words[0].tag_ == "DT" and not any(t.tag_ in _FINITE for t in turn.words)
    if label.kind is LabelKind.TURN or (not quotes and (turn.words[-1].text == "?" or describes)):
        return False
    if label.known:
        return True
    if labels.is_place(label.words) or _recurs(label, lines, any_case=not turn.quoted):
        return False
    if len(label.words) > 1:
        return turn.quoted or all(t.pos_ == "PROPN" for t in label.words)
    return turn.quoted or turn.told or any(t.lower_ in _SPEAKS - {"you", "your"} for t in turn.words)


def _recurs(label: Label, lines: Sequence[Line], any_case: bool) -> bool:
    """Whether the last word of a label stands elsewhere in the text: it may then be what the story is about. A name may
    do so before quoted words, so that there only small letters tell.
    """
    word = label.words[-1]
    others = (t for line in lines for t in line.tokens if t.lower_ == word.lower_ and t != word)
    return any(any_case or t.text.islower() for t in others)


def _conversation(turns: Sequence[_Turn], heads: Sequence[_Turn], labels: Labels) -> list[_Turn]:
    """The turns that are a speaker's beside those of `heads`: those that show it themselves, and their neighbours."""
    keys = Counter(t.label.key for t in turns)
    letters = {t.label.key for t in turns if t.label.kind is LabelKind.TURN}
    sure = [t in heads or _is_sure(t, n, turns, keys, letters) for n, t in enumerate(turns)]
    believed = [turn for n, turn in enumerate(turns) if sure[n] or _joins_in(n, turns, sure, keys)]
    return [t for t in believed if t not in heads and (t.label.known or not labels.is_place(t.label.words))]


def _joins_in(n: int, turns: Sequence[_Turn], sure: Sequence[bool], keys: Counter[str]) -> bool:
    """Whether a turn that shows little itself stands beside one that is somebody's, as an answer of two words does."""
    turn = turns[n]
    says = turn.told or ((keys[turn.label.key] > 1 or turn.label.kind is LabelKind.SOURCE) and _ends(turn))
    return says and not turn.line.headline and any(sure[m] for m in _neighbours(n, turns))


def _ends(turn: _Turn) -> bool:
    """Whether a turn holds a word and ends like a sentence."""
    return any(t.is_alpha for t in turn.words) and turn.words[-1].text in _ENDS


_PROSE = (LabelKind.NAME, LabelKind.SOURCE)


def _is_sure(turn: _Turn, n: int, turns: Sequence[_Turn], keys: Counter[str], letters: set[str]) -> bool:
    label = turn.label
    if label.kind is LabelKind.TURN:
        return len(letters) > 1
    if label.kind is LabelKind.SOURCE:
        return (turn.told or turn.quoted) and not turn.line.headline
    if turn.spoken:
        alone = label.known or (len(label.words) > 1 and all(t.pos_ == "PROPN" for t in label.words))
        return keys[label.key] > 1 or bool(_neighbours(n, turns)) or (alone and not turn.line.headline)
    repeated = keys[label.key] > 1 and len(keys) > 1
    return turn.told and (
        repeated or (label.known and bool(_neighbours(n, turns)) and label.kind is LabelKind.CAPITALS)
    )


def _neighbours(n: int, turns: Sequence[_Turn]) -> list[int]:
    """The turns just before and just after one that stand near it under another label."""
    near = [m for m in (n - 1, n + 1) if 0 <= m < len(turns)]
    here = turns[n]
    return [
        m
        for m in near
        if abs(turns[m].line.number - here.line.number) <= _NEAR and turns[m].label.key != here.label.key
    ]


def _density(turns: Sequence[_Turn]) -> bool:
    """Whether a text is a conversation throughout, so that what stands between two turns belongs to the first."""
    inside = [t.line.number for t in turns if not t.line.headline]
    return len(set(inside)) > 2 and inside[-1] - inside[0] < _DENSE * len(set(inside))


def _going_on(turn: _Turn, lines: Sequence[Line], labels: Labels, labelled: set[int], dense: bool) -> Iterator[Line]:
    """The lines after a turn that go on under its speaker: all up to the next turn of a conversation, else those in
    which somebody speaks of himself.
    """
    first = turn.line.number + 1
    for line in lines[first : first + _LONGEST]:
        if line.tokens[0].text in ("(", "[") and line.number not in labelled:
            continue  # what is done and not said: "(Laughter.)"
        ends = any(t.tag_ in _FINITE for t in line.tokens) or line.tokens[-1].text in _ENDS
        if line.number in labelled or not ends or labels.heads(line.tokens):
            return
        alone = turn.alone and line.number == first
        speaks = any(t.lower_ in _SPEAKS for t in line.tokens) and not any(t.is_quote for t in line.tokens)
        if not (alone or speaks or dense):
            return
        yield line
