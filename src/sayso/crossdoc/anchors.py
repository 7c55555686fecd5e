"""Judged claims found again in another version of their report, or as a newer program reads it, or not; and why.

Stands before judgements are settled. After the selectors of W3C's Web Annotation (the words, those around them, the
place), but without the tolerance that is usual with them: a word more or less may make a claim its contrary.
Invariant: a claim is found again only where one place alone of the other version has the same words, read alike, and
what they lean on; else the judgement is an orphan there.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from typing import Any

from sayso.lexicon import load_lexicon
from sayso.model import Anchor, Claim, Document, SourceKind, Span, canonical, cut, digest

__all__ = ["Anchoring", "Version", "address", "transposed"]

_WORD = re.compile(r"\w+|[^\w\s]")
_ALIKE = (('"', "“”„«»"), ("'", "‘’‚"), ("-", "–—−"))  # marks that an edition changes without a thought
_BEFORE = 100  # words and marks, some five sentences, in which is told who "he" is
_BEHIND = 40  # words and marks that with those before tell one place from another
_TELLING = 8  # words from which a sentence that stands nowhere else is known without its neighbours
_FOUND_OTHERWISE = "the same words in the same report, where the program that read it last finds another claim"
_NO_LONGER = "the program that read its report last no longer finds it"
_FIXED = re.compile(r"^https?://(?:www\.)?|(?<=.)/?(?:#.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What became of a judged claim (by id) in another version of its report (by id), or in its own where it is no
    longer found in it: which claim it is there, None where it is none, and why.
    """

    claim: str
    document: str
    found: str | None
    why: str


def address(url: str | None, path: str) -> str:
    """What two versions of a report have in common: the URL but for what leads to the same page, else the path."""
    return _FIXED.sub("", url.strip()) if url and url.strip() else path


class Version:
    """One version of a report with its claims: where these stand, and where those judged in another version do."""

    def __init__(self, document: Document, claims: Sequence[Claim]) -> None:
        self.document = document
        self._claims = claims

    def anchor(self, claim: Claim) -> Anchor:
        """Where one of its claims stands."""
        window = _window(claim)
        first, last = self._range(window)
        leaning = _leans(claim, self._words[first:last])
        prefix = self._words[max(0, first - _BEFORE) : first]
        suffix = self._words[last : last + _BEHIND]
        places = self._places(self._words[first:last])
        return Anchor(
            claim=claim.id,
            document=self.document.id,
            url=self.document.metadata.url,
            path=self.document.path,
            start=window.start,
            exact=self.document.text[slice(*window)],
            prefix=" ".join(prefix),
            suffix=" ".join(suffix),
            alone=len(places) == 1,
            distinct=sum(self._follows(prefix, at) and self._precedes(at + last - first, suffix) for at in places) == 1,
            leaning=leaning,
            source=_shifted(claim.source.spans if claim.source else (), -window.start),
            cue=_shifted(claim.cue.spans if claim.cue else (), -window.start),
            content=_shifted(claim.content.spans, -window.start),
            name=_whose(claim)[0],
            kind=_whose(claim)[1],
            factuality=claim.factuality,
            event_time=claim.event_time,
            answered=self._answered(claim),
        )

    def find(self, anchor: Anchor) -> Anchoring:
        """What became here of a claim judged in another version."""
        place = self._place(anchor)
        claim = self._claim(anchor, place) if isinstance(place, int) else place
        if isinstance(claim, Claim):
            return Anchoring(anchor.claim, self.document.id, claim.id, self._how(anchor, claim))
        return Anchoring(anchor.claim, self.document.id, None, claim)

    def find_otherwise(self, anchor: Anchor) -> Anchoring:
        """What became of a claim that was judged in this very version, and that is no longer found in it.

        It is found again where another claim has its content, word for word in its place, and is read alike; the words
        that tell whose it is may be others.
        """
        content = self._spans(anchor.content, anchor.start)
        here = [claim for claim in self._claims if self._spans(claim.content.spans) == content]
        told = [(claim, self._otherwise(anchor, claim)) for claim in here]
        alike = [claim for claim, why in told if not why]
        if len(alike) == 1:
            return Anchoring(anchor.claim, self.document.id, alike[0].id, _FOUND_OTHERWISE)
        what = "several claims have its content now" if alike else f"its words {told[0][1]}" if told else ""
        return Anchoring(anchor.claim, self.document.id, None, "; ".join(filter(None, [_NO_LONGER, what])))

    @cached_property
    def _tokens(self) -> tuple[list[str], list[int]]:
        """The words, and where they begin; what is marked as no part of the story neither counts nor stands between."""
        words, starts = _words(self.document.text), _starts(self.document.text)
        for mark in self.document.marks:
            inside = slice(bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end))
            del words[inside], starts[inside]
        return words, starts

    @property
    def _words(self) -> list[str]:
        return self._tokens[0]

    @property
    def _starts(self) -> list[int]:
        return self._tokens[1]

    @cached_property
    def _known(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._claims}

    @cached_property
    def _line(self) -> str:
        """The words with a space before and behind each."""
        return f" {' '.join(self._words)} "

    def _range(self, span: Span) -> tuple[int, int]:
        """The numbers of the first word in a span and of the first behind it."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def _answered(self, claim: Claim) -> str | None:
        """What a claim answers, as it is read here: a digest over that and all that it answers in turn."""
        answered: list[Claim] = []
        while (before := self._known.get(claim.responds_to or "")) is not None and before not in answered:
            answered.append(before)
            claim = before
        told = None
        for one in reversed(answered):
            words = self._words[slice(*self._range(_window(one)))]
            told = digest(canonical([words, *_whose(one), one.factuality, one.event_time, told]))
        return told

    def _places(self, words: Sequence[str]) -> list[int]:
        """All numbers of words at which these words begin."""
        asked, found = f" {' '.join(words)} ", list[int]()
        at = self._line.find(asked) if words else -1
        while at >= 0:
            found.append(self._line.count(" ", 0, at))
            at = self._line.find(asked, at + 1)
        return found

    def _follows(self, prefix: Sequence[str], at: int) -> bool:
        """Whether these words, or the beginning of the report where they are few, stand before a place."""
        return self._words[max(0, at - len(prefix)) : at] == prefix and (len(prefix) >= _BEFORE or at == len(prefix))

    def _precedes(self, end: int, suffix: Sequence[str]) -> bool:
        """Whether these words, or the end of the report where they are few, stand behind a place."""
        rest = len(self._words) - end
        return self._words[end : end + len(suffix)] == suffix and (len(suffix) >= _BEHIND or rest == len(suffix))

    def _place(self, anchor: Anchor) -> int | str:
        """The one place at which the words of an anchor stand, or why there is none."""
        words, prefix, suffix = (_words(text) for text in (anchor.exact, anchor.prefix, anchor.suffix))
        places = self._places(words)
        if not places:
            return "its words do not stand there"
        before = {at for at in places if self._follows(prefix, at)}
        if anchor.alone and len(places) == 1 and (anchor.url or "#" not in anchor.path):
            return places[0] if before or not anchor.leaning else "what it leans on, before it, has changed"
        both = {at for at in before if self._precedes(at + len(words), suffix)}
        if len(both) == 1 and anchor.distinct:
            return both.pop()
        return "its words stand in a report more than once, or what stands around them does not tell where"

    def _claim(self, anchor: Anchor, place: int) -> Claim | str:
        """The claim read alike at a place, or why there is none."""
        here = [claim for claim in self._claims if self._range(_window(claim))[0] == place]
        same = [claim for claim in here if _spread(self.anchor(claim)) == _spread(anchor)]
        if not same:
            return "its words stand there, but no claim with this source, cue and content is read in them"
        claim = same[0]
        why = self._otherwise(anchor, claim)
        if why:
            return f"its words stand there, but {why}"
        return claim

    def _spans(self, spans: Iterable[Span], by: int = 0) -> list[tuple[int, int]]:
        """Which words these places are, the first and the one behind the last of each."""
        return [self._range(span) for span in _shifted(spans, by)]

    def _otherwise(self, anchor: Anchor, claim: Claim) -> str:
        """What is read otherwise of a content, empty where nothing is."""
        if _whose(claim) != (anchor.name, anchor.kind):
            return f"are read as the word of {_whose(claim)[0] or 'nobody'}"
        if claim.factuality is not anchor.factuality:
            return f"are read as {claim.factuality}"
        if claim.event_time != anchor.event_time:
            return "are read as of another time"
        return "" if self._answered(claim) == anchor.answered else "what it answers has changed"

    def _how(self, anchor: Anchor, claim: Claim) -> str:
        first, last = self._range(_window(claim))
        kept = self._follows(_words(anchor.prefix), first) and self._precedes(last, _words(anchor.suffix))
        return (
            "the same words between the same" if kept else "the same words, read alike; what stands beside them changed"
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(_alike(text))


def _alike(text: str) -> str:
    for mark, others in _ALIKE:
        for other in others:
            text = text.replace(other, mark)
    return text


def _starts(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def _spread(anchor: Anchor) -> tuple[object, ...]:
    """Words, and the words among them that are source, cue and content: equal whatever white space lies between."""
    starts = _starts(anchor.exact)
    parts = (anchor.source, anchor.cue, anchor.content)
    placed = [[(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in spans] for spans in parts]
    return _words(anchor.exact), placed


def _whose(claim: Claim) -> tuple[str | None, SourceKind | None]:
    return (claim.source.name, claim.source.kind) if claim.source else (None, None)


def _window(claim: Claim) -> Span:
    """From the first to the last of all that a claim shows of its report."""
    parts = (claim.sentence, *claim.content.spans, *(claim.cue.spans if claim.cue else ()))
    spans = (*parts, *(claim.source.spans if claim.source else ()))
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def transposed(claim: Claim, there: Anchor, here: Anchor, found: Claim, document: Document) -> Claim | None:
    """A claim as somebody mended it, moved from where the one it was made of stood to where that is `found` again; None
    where it has words beyond those that are the same in both.
    """
    theirs, mine = _starts(there.exact), _starts(here.exact)

    def moved(place: int) -> int:
        word = bisect_right(theirs, place - there.start) - 1
        return here.start + mine[word] + place - there.start - theirs[word]

    def carried(value: Any) -> Any:
        if isinstance(value, Span):
            return Span(moved(value.start), moved(value.end - 1) + 1)
        if isinstance(value, tuple):
            return tuple(map(carried, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        parts = {f.name: carried(getattr(value, f.name)) for f in fields(value)}
        if parts.get("spans"):
            parts["text"] = cut(document.text, parts["spans"])
        return replace(value, **parts)

    window = _window(claim)
    if not Span(there.start, there.start + len(there.exact)).holds(window):
        return None
    same: Claim = carried(claim)
    return replace(same, id=found.id, document=found.document, responds_to=found.responds_to)


def _shifted(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(start + by, end + by) for start, end in spans)


def _leans(claim: Claim, words: Sequence[str]) -> bool:
    """Whether a claim cannot be told without what stands before it: it answers another, points back, or is short."""
    standing = "that" in (*claim.gist.subject, *claim.gist.object)
    pointing = _pointing().intersection(w.lower() for w in words)
    return claim.responds_to is not None or standing or bool(pointing) or len(words) < _TELLING


@cache
def _pointing() -> frozenset[str]:
    return load_lexicon("en", "common").words("common", "pointing")
