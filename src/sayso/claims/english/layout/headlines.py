"""Headlines that name their source last: "Bridge is safe – minister", "Gate open: report", "Mill shut, says owner".

Stands beside the speakers. Headlines leave out what a parse goes by, so marks and the order of words decide. Invariant:
what stands behind the mark is a source and nothing else.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.claims.attribution import Attribution, Frame
from sayso.claims.english.layout.labels import Labels
from sayso.claims.english.layout.lines import Line
from sayso.claims.english.parsed.clauses import trimmed
from sayso.model import Document, Span

__all__ = ["find_headline_sources"]

_DASHES = frozenset({"-", "--"})
_LONGEST = 6  # words of a source set last
_SHORTEST = 2  # words before it
_VERBAL = frozenset({"VERB", "AUX"})
_NOT_IN_NAMES = frozenset({"ADP", "SCONJ", "PART", "PUNCT", "NUM", "INTJ", "SYM"})
_TURNS_TO = frozenset({"on", "to", "about", "after", "over", "at"})
_LEADS_ON = frozenset({"CCONJ", "ADV", "SCONJ", "ADP"})
_WITHIN = frozenset({"of", "for", "in", "at", "from", "'s", "'", "-"})
_PAST = frozenset({"said", "warned", "claimed", "admitted", "insisted", "found", "showed", "revealed"})
_TOLD = frozenset({"tell", "tells", "read", "reads", "call", "calls"})  # at the end the source is who is told


def find_headline_sources(
    lines: Sequence[Line], labels: Labels, speech: frozenset[str], document: Document, text: str
) -> Iterator[Attribution]:
    """One attribution at most for each headline, by a verb behind its last comma or a mark before its source."""
    forms = frozenset({form for verb in speech for form in (verb, f"{verb}s")} - _TOLD | _PAST)
    for line in lines:
        if line.headline:
            found = _by_verb(line, labels, forms, text) or _by_mark(line, labels, text)
            if found is not None and not _publishes(found, document):
                yield found


def _publishes(found: Attribution, document: Document) -> bool:
    """Whether the words set last only name the report's author or outlet."""
    name = " ".join(t.text for t in found.source).lower().removeprefix("the ")
    known = (document.metadata.author or "", document.metadata.outlet or "")
    return any(name in (k.lower().removeprefix("the "), k.lower().split(" ")[-1]) for k in known)


def _by_verb(line: Line, labels: Labels, forms: frozenset[str], text: str) -> Attribution | None:
    """Of "Mill shut, says owner" and "Mill shut, owner says": the words before the comma are the content."""
    tokens = _without_stop(line.tokens)
    comma = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].text in (",", ";")), 0)
    tail = tokens[comma + 1 :]
    if comma < _SHORTEST or not 1 < len(tail) <= _LONGEST + 1:
        return None
    if tail[0].lower_ in forms:
        verb, source = tail[0], tail[1:]
    elif tail[-1].lower_ in forms:
        verb, source = tail[-1], tail[:-1]
    else:
        return None
    if not _names_source(source) or not (len(source) == 1 or _is_known(source, labels) or source[-1].pos_ == "PROPN"):
        return None
    asked = max((n + 1 for n, t in enumerate(tokens[:comma]) if t.text in ("?", "!")), default=0)
    first = max(asked, _after_label(tokens[:comma], labels))
    content = trimmed((Span(tokens[first].idx, tokens[comma].idx),), text)
    return Attribution(Frame.SPEAKER, verb.lemma_.lower(), (verb,), tuple(source), content) if content else None


def _by_mark(line: Line, labels: Labels, text: str) -> Attribution | None:
    """Of "Bridge is safe – minister" and "Gate left open: report": what stands before the mark is the content."""
    tokens = line.tokens
    at = next((n for n in range(len(tokens) - 1, 0, -1) if _sets_last(tokens[n])), 0)
    source = tokens[at + 1 :]
    turned = next((n for n, t in enumerate(source) if n and t.lower_ in _TURNS_TO), len(source))
    source = source[:turned] if tokens[at - 1].is_quote else source
    if at < _SHORTEST or not 0 < len(source) <= _LONGEST or labels.is_heading(tokens[:at]):
        return None
    if not _names_source(source) or not _is_known(source, labels):
        return None
    mark = tokens[at]
    first = _after_label(tokens[:at], labels)
    content = trimmed((Span(tokens[first].idx, mark.idx),), text)
    says = any(t.pos_ in (*_VERBAL, "ADJ", "PART") or t.is_quote for t in tokens[first:at])
    return Attribution(Frame.SPEAKER, mark.text, (mark,), tuple(source), content) if content and says else None


def _sets_last(token: Token) -> bool:
    """Whether a mark sets the last words of a headline apart: a colon, or a dash with white space on both sides."""
    before = token.nbor(-1)
    return token.text == ":" or (token.text in _DASHES and bool(before.whitespace_) and bool(token.whitespace_))


def _after_label(tokens: Sequence[Token], labels: Labels) -> int:
    """Where a headline begins after "Breaking:" and the like."""
    at = next((n for n, t in enumerate(tokens) if t.text in (":", *_DASHES)), 0)
    return at + 1 if 0 < at < len(tokens) - 1 and labels.is_heading(tokens[:at]) else 0


def _names_source(words: Sequence[Token]) -> bool:
    """Whether words may name a source: no verb, number or mark stands among them."""
    if words[0].pos_ in _LEADS_ON or not all(t.text[:1].isalpha() or t.lower_ in _WITHIN for t in words):
        return False
    verbal = any(t.pos_ in _VERBAL and not t.text[:1].isupper() and t.tag_ not in ("VBN", "VBG") for t in words[:-1])
    return not verbal and not any(t.pos_ in _NOT_IN_NAMES and t.lower_ not in _WITHIN for t in words)


def _is_known(words: Sequence[Token], labels: Labels) -> bool:
    """Whether the words end in a noun for sources, or in the name of a person whom the text names."""
    head = next((n for n, t in enumerate(words) if n and t.lower_ in _WITHIN - {"'s", "'", "-"}), len(words))
    last = words[head - 1]
    if labels.is_no_speaker(words[:head]):
        return False
    capital = last.text[:1].isupper()
    if last.lower_ in labels.nouns:
        return not (capital and last.lower_ in labels.outlets)
    return capital and labels.knows(words[:head])


def _without_stop(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[:-1] if tokens and tokens[-1].text == "." else tokens
