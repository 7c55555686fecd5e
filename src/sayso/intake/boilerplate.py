"""Leftovers of a page in a text: marked, so that the reader passes over them, and never cut.

Works on the text of any kind of document, with the `boilerplate` word list and the shape of lines. Invariant: marks
lie within the text, in order, and don't overlap. When in doubt it marks nothing: a sentence of the story that is lost
costs more than an advertisement that is read.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.intake.heads import find_heads, names_only
from sayso.intake.phrases import Rule, Rules, Shape, build_rules
from sayso.lexicon import Lexicon
from sayso.model import Mark, MarkKind, Span

__all__ = ["mark_boilerplate", "mark_leftovers"]

_LONGEST_LINE = 200
_LONGEST_LABELLED = 160
_LONGEST_FOLLOWER = 100
_LONGEST_SIGNATURE = 90
_LOOK_BACK = 2000
_LINE = re.compile(r"[^\s][^\r\n]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s)|$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,240})[)\]]")
_BULLET = re.compile(r"(?:[-–—*•·▪►»>]|\d{1,2}[.)])\s+\S")
_MENU_BAR = re.compile(r"\s+[|·•/»]\s+")
_BREAK = re.compile(r"\r\n?|\n")
_CAPITALS = re.compile(r"[A-Z]{5,}(?:\s+[A-Z]+){0,5}(?=\s)")
_ADDRESS = re.compile(
    r"\W*(?:[\w’' -]{1,30}:\s*)?(?:(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5})\W*"
)
_WRITER = (
    r"(?P<name>[^\n,]{{3,60}}?) is (?:an? |the )?[^\n.!?]{{0,80}}?{roles}"
    r"(?: (?:at|for|of|with|in|based) [^\n]{{1,80}})?\W*"
)
_CLOSED = (".", "!", "?")


def mark_boilerplate(text: str, lexicon: Lexicon) -> tuple[Mark, ...]:
    """What of `text` is no part of its story, by the `boilerplate` list of `lexicon`: spans with their kinds."""
    return mark_leftovers(text, build_rules(lexicon))


def mark_leftovers(text: str, rules: Rules, start: int = 0) -> tuple[Mark, ...]:
    """The same with rules that were built before, leaving out what stands before `start` (a front matter)."""
    lines = [_trimmed(text, *found.span()) for found in _LINE.finditer(text, start)]
    body = _body_marks(text, lines, rules)
    marks = [*find_heads(text, lines, rules), *_closing_marks(text, lines, body, rules)]
    return _in_order(marks + [mark for found in body for mark in found])


def _trimmed(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))


def _in_order(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks in order of their places; of two that overlap the one that starts first, then the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return tuple(kept)


def _body_marks(text: str, lines: Sequence[Span], rules: Rules) -> list[list[Mark]]:
    """The marks of each line; a label such as "Also read:" takes the headlines that directly follow it."""
    marks: list[list[Mark]] = []
    label, above = "", Span(0, 0)
    for line in lines:
        words = text[line.start : line.end]
        if label and _is_listed(words, text[above.end : line.start], bare=label.endswith(":")):
            marks.append([Mark(line, MarkKind.BOILERPLATE)])
        else:
            marks.append(_line_marks(words, line.start, rules))
            label = _list_label(words, rules) if marks[-1] and marks[-1][0].span == line else ""
        above = line
    return marks


def _list_label(words: str, rules: Rules) -> str:
    """The line where it is a label that a list may follow; it ends in a colon where it has no headline itself."""
    label = _label(words, rules)
    if label is None or not label[0].takes_list:
        return ""
    return words if label[1] else ":"


def _is_listed(words: str, gap: str, *, bare: bool) -> bool:
    """Whether a line is an item of the list above it, or a bare headline where the label has none itself (`bare`)."""
    bulleted = _BULLET.match(words) is not None
    near = len(_BREAK.findall(gap)) <= (2 if bulleted else 1)
    headline = len(words) <= _LONGEST_LABELLED and not words.endswith((".", ";", ",", ":"))
    return near and headline and (bulleted or (bare and _titled(words)))


def _titled(words: str) -> bool:
    """Whether most words are capitalised, as in a headline."""
    found = re.findall(r"[^\W\d_][\w’'-]*", words)
    return len(found) >= 4 and sum(word[0].isupper() for word in found) >= 0.6 * len(found)


def _line_marks(words: str, start: int, rules: Rules) -> list[Mark]:
    if kind := _line_kind(words, rules):
        return [Mark(Span(start, start + len(words)), kind)]
    found = [*_bracket_spans(words, rules), *_sentence_spans(words, rules)]
    return [Mark(Span(start + first, start + last), kind) for (first, last), kind in found]


def _line_kind(words: str, rules: Rules) -> MarkKind | None:
    """What a whole line is, from its shape alone; None where it may belong to the story."""
    if len(words) > _LONGEST_LINE:
        return None
    for rule in rules[Shape.WHOLE]:
        if rule.pattern.match(words):
            return rule.kind
    if label := _label(words, rules):
        return label[0].kind
    return MarkKind.BOILERPLATE if _ADDRESS.fullmatch(words) or _is_menu(words, rules) else None


def _label(words: str, rules: Rules) -> tuple[Rule, str] | None:
    """The rule of the label that `words` open with, and what follows the label."""
    for rule in rules[Shape.LABEL]:
        if (found := rule.pattern.match(words)) and _is_labelled(words[found.end() :].strip(), rule, rules):
            return rule, words[found.end() :].strip()
    return None


def _is_labelled(rest: str, rule: Rule, rules: Rules) -> bool:
    if rule.names_only:
        return names_only(rest, rules)
    return not (rest.endswith(_CLOSED) and _reports(rest, rules))


def _is_menu(words: str, rules: Rules) -> bool:
    parts = _MENU_BAR.split(words)
    if len(parts) < 2 or any(len(part.split()) > 5 for part in parts):
        return False
    known = sum(any(rule.pattern.fullmatch(part.strip()) for rule in rules[Shape.MENU]) for part in parts)
    return 2 * known >= len(parts)


def _reports(words: str, rules: Rules) -> bool:
    return any(rule.pattern.search(words) for rule in rules[Shape.STORY])


def _bracket_spans(words: str, rules: Rules) -> Iterator[tuple[tuple[int, int], MarkKind]]:
    """Remarks in brackets that are a credit or a link: "(Reporting by X; Editing by Y)"."""
    for found in _BRACKETS.finditer(words):
        if kind := _sentence_kind(found[1], rules) or _label_kind(found[1], rules):
            yield found.span(), kind


def _label_kind(words: str, rules: Rules) -> MarkKind | None:
    label = _label(words, rules) if len(words) <= _LONGEST_LABELLED else None
    return label[0].kind if label and label[1] else None


def _sentence_spans(words: str, rules: Rules) -> Iterator[tuple[tuple[int, int], MarkKind]]:
    """Sentences of a line that are leftovers, with the short ones that follow an appeal to the reader."""
    carried = False
    for start, end in _sentences(words):
        sentence = words[start:end]
        kind = _sentence_kind(sentence, rules) or (_label_kind(sentence, rules) if start else None)
        if kind is None and carried and len(sentence) <= _LONGEST_FOLLOWER and not _reports(sentence, rules):
            kind = MarkKind.BOILERPLATE
        length = len(sentence) if kind else _shout_length(sentence, rules)
        carried = kind is MarkKind.BOILERPLATE
        if length and not _is_quoted(words, start):
            yield (start, start + length), kind or MarkKind.BOILERPLATE
        else:
            carried = False


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a line starts and ends, by its punctuation alone."""
    start = 0
    for found in _SENTENCE_END.finditer(words):
        start += len(words[start : found.end()]) - len(words[start : found.end()].lstrip())
        if start < found.end():
            yield start, found.end()
        start = found.end()


def _sentence_kind(sentence: str, rules: Rules) -> MarkKind | None:
    if len(sentence) > _LONGEST_LINE:
        return None
    for rule in rules[Shape.START]:
        if found := rule.pattern.match(sentence):
            return _fitting(rule, sentence[found.end() :], rules)
    for rule in rules[Shape.WITHIN]:
        if found := rule.pattern.search(sentence):
            return _fitting(rule, sentence[: found.start()] + sentence[found.end() :], rules)
    return None


def _fitting(rule: Rule, rest: str, rules: Rules) -> MarkKind | None:
    fits = names_only(rest, rules) if rule.names_only else not _reports(rest, rules)
    return rule.kind if fits else None


def _shout_length(sentence: str, rules: Rules) -> int:
    """The length of a label in capitals that stands before a sentence: "ADVERTISEMENT The ferry …"."""
    words = _CAPITALS.match(sentence)
    known = words and any(
        rule.kind is MarkKind.BOILERPLATE and rule.pattern.match(words[0]) for rule in rules[Shape.WHOLE]
    )
    return words.end() if words and known else 0


def _is_quoted(words: str, place: int) -> bool:
    """Whether `place` stands within quotation marks that open in this line."""
    before = words[max(0, place - _LOOK_BACK) : place]
    straight = before.count('"') % 2 == 1
    curly = before.rfind("“") > before.rfind("”") or before.rfind("«") > before.rfind("»")
    single = re.search(r"(?:^|[\s(])‘(?:[^’‘]|’\w)*$", before) is not None
    return straight or curly or single


def _closing_marks(text: str, lines: Sequence[Span], marks: Sequence[Sequence[Mark]], rules: Rules) -> Iterator[Mark]:
    """Signatures, appeals and lines on the writer, from the last line upwards as far as there are any."""
    for line, inside in zip(reversed(lines[1:]), reversed(marks[1:]), strict=True):
        if _covered(text, line, inside):
            continue
        appeals = any(mark.kind is MarkKind.BOILERPLATE for mark in inside)
        kind = _closing_kind(text[line.start : line.end], appeals=appeals, rules=rules)
        if kind is None:
            return
        yield Mark(line, kind)


def _covered(text: str, line: Span, marks: Sequence[Mark]) -> bool:
    inside = {place for mark in marks for place in range(*mark.span)}
    return not any(text[place].isalnum() and place not in inside for place in range(*line))


def _closing_kind(words: str, *, appeals: bool, rules: Rules) -> MarkKind | None:
    if len(words) > _LONGEST_LINE or _reports(words, rules):
        return None
    if appeals:
        return MarkKind.BOILERPLATE
    return MarkKind.CREDIT if _is_signature(words, rules) or _is_on_writer(words, rules) else None


def _is_signature(words: str, rules: Rules) -> bool:
    short = len(words) <= _LONGEST_SIGNATURE and not words.endswith(_CLOSED)
    return short and any(rule.pattern.search(words) for rule in rules[Shape.CLOSING])


def _is_on_writer(words: str, rules: Rules) -> bool:
    """Whether a line is a name, "is", what the writer is, and no more: "Ansel Birk is the Letter's editor."."""
    for rule in rules[Shape.ROLE]:
        found = re.fullmatch(_WRITER.format(roles=rule.pattern.pattern), words, re.IGNORECASE)
        if found and len(found["name"].split()) <= 5 and names_only(found["name"], rules):
            return True
    return False
